using Scumble.Graphs;
using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Service;

/// <summary>Opens graphs on threads of low priority, whose priority the runtime's own threads inherit. Owns nothing.</summary>
/// <param name="inner">What runs the graphs.</param>
internal sealed class QuietBackend(IInferenceBackend inner) : IInferenceBackend
{
    public BackendChoice Choice => inner.Choice;

    public ITensorOps Ops => inner.Ops;

    public IInferenceSession Open(GraphSource source) => LowPriority.Run(() => inner.Open(source));

    public void Dispose()
    {
    }
}
