namespace Scumble.Onnx;

/// <summary>How many cores can compute at once: two hyper-threads share one core's vector units.</summary>
internal static class PhysicalCores
{
    private const string Topology = "/sys/devices/system/cpu";

    /// <summary>Distinct cores on Linux, never more than the processors that this process may use; elsewhere those processors.</summary>
    public static int Count { get; } = Math.Clamp(Distinct(), 1, Environment.ProcessorCount);

    private static int Distinct()
    {
        try
        {
            return Directory.EnumerateDirectories(Topology, "cpu?*")
                .Select(cpu => Path.Combine(cpu, "topology", "thread_siblings_list"))
                .Where(File.Exists).Select(File.ReadAllText).Distinct().Count() is > 0 and var count ? count : Environment.ProcessorCount;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Environment.ProcessorCount;
        }
    }
}
