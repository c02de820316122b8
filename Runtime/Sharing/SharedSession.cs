using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Sharing;

/// <summary>A graph whose bindings take tensors in Vulkan memory. Owns the session of the runtime.</summary>
/// <param name="inner">The runtime's session.</param>
internal abstract class SharedSession(IInferenceSession inner) : IInferenceSession
{
    public string ModelPath => inner.ModelPath;

    public IReadOnlyList<TensorPort> Inputs => inner.Inputs;

    public IReadOnlyList<TensorPort> Outputs => inner.Outputs;

    protected IInferenceSession Inner => inner;

    public abstract IInferenceBinding CreateBinding();

    public void Dispose() => inner.Dispose();
}
