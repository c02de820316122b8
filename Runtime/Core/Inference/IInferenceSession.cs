using Scumble.Diagnostics;
using Scumble.Tensors;

namespace Scumble.Inference;

/// <summary>One opened graph. Thread-safe; each of its bindings belongs to one thread. Dispose it after its bindings.</summary>
public interface IInferenceSession : IDisposable
{
    /// <summary>Where the graph came from, for messages.</summary>
    string ModelPath { get; }

    /// <summary>What the graph takes.</summary>
    IReadOnlyList<TensorPort> Inputs { get; }

    /// <summary>What the graph gives.</summary>
    IReadOnlyList<TensorPort> Outputs { get; }

    /// <summary>A set of tensors to run the graph on. The caller disposes it.</summary>
    IInferenceBinding CreateBinding();

    /// <summary>The input of this name.</summary>
    /// <exception cref="ScumbleException">The graph has none.</exception>
    TensorPort Input(string name) => Find(Inputs, name, "input");

    /// <summary>The output of this name.</summary>
    /// <exception cref="ScumbleException">The graph has none.</exception>
    TensorPort Output(string name) => Find(Outputs, name, "output");

    private TensorPort Find(IReadOnlyList<TensorPort> ports, string name, string kind) =>
        ports.FirstOrDefault(port => port.Name == name) ?? throw new ScumbleException(
            $"'{ModelPath}' has no {kind} '{name}'; found {string.Join("; ", ports)}.", "Export the model again with the names of its layout.");
}
