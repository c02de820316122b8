using Scumble.Diagnostics;

namespace Scumble.Lab;

internal static partial class GoldenFormats
{
    /// <summary>A folder with case.json and raw tensors: a run of a whole pipeline.</summary>
    public static GoldenFormat PipelineGolden { get; } = Add(new PipelineGolden());
}

/// <summary>Recorded runs of whole pipelines: cases/ID/case.json with one file for each tensor, and the models in models/NAME beside cases.</summary>
internal sealed class PipelineGolden : GoldenFormat
{
    private const int HeadLength = 2048;

    public override string Id => "pipeline";

    public override GoldenCase? Read(string path, string name)
    {
        if (Path.GetFileName(path) != "case.json") return null;
        using var stream = RegularFile.Open(path);
        var head = new byte[HeadLength];
        var length = stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        return System.Text.Encoding.UTF8.GetString(head, 0, length).Contains("\"pipeline_class\"", StringComparison.Ordinal)
            ? new PipelineCase(path, Path.GetDirectoryName(name)!.Replace('\\', '/')) : null;
    }
}
