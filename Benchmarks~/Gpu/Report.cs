using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Scumble.Diagnostics;

namespace Scumble.Benchmarks;

/// <summary>What was measured so far, written to its file after every number, so that an end that nobody wanted loses little.</summary>
/// <param name="path">The file.</param>
/// <param name="setting">What is measured on.</param>
/// <param name="append">Whether what the file holds already stays.</param>
internal sealed class Report(string path, Setting setting, bool append)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly JsonArray _measures = append && File.Exists(path) ? (JsonArray)JsonNode.Parse(File.ReadAllText(path))!["measures"]!.DeepClone() : [];

    /// <summary>Whether a measure could not be run to its end.</summary>
    public bool Failed { get; private set; }

    /// <summary>Runs a measure; one that fails is written down as such.</summary>
    public void Run(string name, Func<Setting, IEnumerable<Sample>> measure)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            foreach (var sample in measure(setting)) Add(sample);
        }
        catch (Exception e)
        {
            // Whatever it was, the measures after it are wanted still.
            var reason = e is ScumbleException told ? $"{told.Message} {told.Hint}" : e.ToString();
            Failed = true;
            _measures.Add(new JsonObject { ["name"] = name, ["variant"] = Variant(), ["runs"] = 0, ["error"] = reason });
            Console.WriteLine($"{name}: FAILED: {reason}");
        }
        Console.WriteLine($"{name}: {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s in all");
        Write();
    }

    private void Add(Sample sample)
    {
        _measures.Add(new JsonObject
        {
            ["name"] = sample.Name,
            ["variant"] = Variant(),
            ["unit"] = sample.Unit,
            ["runs"] = sample.Values.Count,
            ["median"] = sample.Quantile(0.5),
            ["p10"] = sample.Quantile(0.1),
            ["p90"] = sample.Quantile(0.9),
            ["min"] = sample.Quantile(0),
            ["note"] = sample.Note,
        });
        Console.WriteLine(FormattableString.Invariant($"{sample.Name,-44} {sample.Quantile(0.5),12:F4} {sample.Unit}  ({sample.Quantile(0.1):F4} to {sample.Quantile(0.9):F4}, {sample.Values.Count} runs) {sample.Note}"));
        Write();
    }

    private string Variant()
    {
        var cuda = setting.Options.Cuda;
        return $"{(cuda.Graphs ? "graph" : "eager")}{(cuda.Nhwc ? ", NHWC" : "")}{(cuda.InnermostConvolutions ? "" : ", outermost")}{(cuda.FusedBias ? ", fused bias" : "")}{(cuda.AttentionKernels is { } kernels ? $", attention {kernels}" : "")}, {cuda.CudnnSearch.ToString().ToLowerInvariant()} search";
    }

    private void Write() => File.WriteAllText(path, new JsonObject
    {
        ["by"] = "scumble",
        ["device"] = new JsonObject { ["name"] = setting.Device.Name, ["provider"] = setting.Provider },
        ["software"] = new JsonObject { ["dotnet"] = RuntimeInformation.FrameworkDescription, ["os"] = RuntimeInformation.OSDescription },
        ["measures"] = _measures.DeepClone(),
    }.ToJsonString(Indented));
}
