using Scumble.Diagnostics;
using Scumble.Tensors;

namespace Scumble.Inference;

/// <summary>
/// The tensors that one graph runs on: bound once, run many times with no allocation. The graph reads and writes the tensors'
/// own memory; the caller keeps them alive until the binding is disposed. One thread.
/// </summary>
public interface IInferenceBinding : IDisposable
{
    /// <summary>Binds an input; a second call replaces the first.</summary>
    /// <exception cref="ScumbleException">The graph has no such input, or the tensor's type or shape does not fit it.</exception>
    void BindInput(string name, Tensor tensor);

    /// <summary>Binds an output; a second call replaces the first. Outputs that nobody binds are computed only if the graph must.</summary>
    /// <exception cref="ScumbleException">The graph has no such output, or the tensor's type or shape does not fit it.</exception>
    void BindOutput(string name, Tensor tensor);

    /// <summary>Runs the graph on the bound tensors and returns when the outputs are written. Allocates nothing, whatever the token.</summary>
    /// <param name="cancellation">Ends the run between two of the graph's operations, where the device lets it; the outputs hold nothing of use then.</param>
    /// <exception cref="ScumbleException">The runtime failed; the message holds its reason.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the binding stays usable.</exception>
    void Run(CancellationToken cancellation = default);
}
