using Scumble.Diagnostics;
using Scumble.Tensors;

namespace Scumble.Graphs;

/// <summary>
/// What an ONNX file says of itself, read without a runtime and without its weights (https://onnx.ai/onnx/repo-docs/IR.html): the operator
/// set, inputs, outputs, and where the weights lie. Immutable and thread-safe.
/// </summary>
public sealed record OnnxHeader
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The version of the default operator set; 0 where none is stated.</summary>
    public required int Opset { get; init; }

    /// <summary>What the graph takes, without its weights.</summary>
    public required IReadOnlyList<TensorPort> Inputs { get; init; }

    /// <summary>What the graph gives.</summary>
    public required IReadOnlyList<TensorPort> Outputs { get; init; }

    /// <summary>Bytes of all weights, in this file and beside it.</summary>
    public required long WeightsInBytes { get; init; }

    /// <summary>The files beside this one that hold weights, as the graph names them, and how long each must be.</summary>
    public required IReadOnlyDictionary<string, long> ExternalFiles { get; init; }

    /// <summary>Reads a graph's header. The time and memory that it takes do not depend on the size of the weights.</summary>
    /// <exception cref="ScumbleException">The file is missing, damaged, cut short, or states sizes that cannot be.</exception>
    public static OnnxHeader Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = GraphFile.Open(path);
        return GraphFile.Reading(path, () => new OnnxHeaderReader(path).Read(stream));
    }

    /// <summary>Whether the graph takes an input of this name.</summary>
    public bool HasInput(string name) => Inputs.Any(port => port.Name == name);
}
