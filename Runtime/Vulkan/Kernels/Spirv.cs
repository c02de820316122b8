namespace Scumble.Vulkan;

/// <summary>The compiled shaders inside this assembly, made from Shaders/*.comp by Shaders/compile.sh.</summary>
internal static class Spirv
{
    /// <summary>Names without their extension: "combine2.f32".</summary>
    public static IEnumerable<string> Names => typeof(Spirv).Assembly.GetManifestResourceNames().Select(Path.GetFileNameWithoutExtension)!;

    public static byte[] Read(string name)
    {
        using var stream = typeof(Spirv).Assembly.GetManifestResourceStream($"{name}.spv")
            ?? throw new ArgumentException($"There is no compiled shader '{name}'.", nameof(name));
        var code = new byte[stream.Length];
        stream.ReadExactly(code);
        return code;
    }
}
