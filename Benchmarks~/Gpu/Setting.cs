using Scumble.Onnx;
using Scumble.Vulkan;

namespace Scumble.Benchmarks;

/// <summary>What all measures share.</summary>
internal sealed record Setting
{
    public required VulkanDevice Device { get; init; }

    public required string Provider { get; init; }

    public required string ModelFolder { get; init; }

    public required string MaterialFolder { get; init; }

    public required OnnxBackendOptions Options { get; init; }

    /// <summary>Where measures that make pictures leave some, or null.</summary>
    public string? PictureFolder { get; init; }

    /// <summary>After this a measure of many runs ends with those that it has.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How far frames of the live view leave what they start from.</summary>
    public double Strength { get; init; } = 0.5;

    /// <summary>The file of a graph of the full-size models.</summary>
    public string Graph(string model, string component) => Path.Combine(ModelFolder, model, component, "model.onnx");
}
