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

    /// <summary>The file of a graph of the full-size models.</summary>
    public string Graph(string model, string component) => Path.Combine(ModelFolder, model, component, "model.onnx");
}
