using Scumble.Graphs;
using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Families;

/// <summary>A graph that is opened with its first binding and may be closed while it has none. Its ports are known before.</summary>
internal sealed class ComponentSession(ModelSessions owner, GraphSource source, OnnxHeader header) : IInferenceSession
{
    private IInferenceSession? _session;

    public string ModelPath => source.Path;

    public IReadOnlyList<TensorPort> Inputs => header.Inputs;

    public IReadOnlyList<TensorPort> Outputs => header.Outputs;

    public long WeightsInBytes => header.WeightsInBytes;

    /// <summary>What ends runs that bring no token of their own.</summary>
    private CancellationToken Cancellation => owner.Cancellation;

    /// <summary>Bindings that were created and not disposed.</summary>
    public int BindingCount { get; private set; }

    public IInferenceBinding CreateBinding()
    {
        if (_session is null) owner.MakeRoom(source);
        Open();
        var binding = new CountedBinding(this, _session!.CreateBinding());
        BindingCount++;
        return binding;
    }

    /// <summary>Opens the graph if it is closed.</summary>
    public void Open() => _session ??= owner.OpenGraph(source);

    /// <summary>Closes the graph; a later binding opens it again.</summary>
    public void Close()
    {
        _session?.Dispose();
        _session = null;
    }

    public void Dispose() => Close();

    private sealed class CountedBinding(ComponentSession session, IInferenceBinding inner) : IInferenceBinding
    {
        private bool _isDisposed;

        public void BindInput(string name, Tensor tensor) => inner.BindInput(name, tensor);

        public void BindOutput(string name, Tensor tensor) => inner.BindOutput(name, tensor);

        public void Run(CancellationToken cancellation) => inner.Run(cancellation.CanBeCanceled ? cancellation : session.Cancellation);

        public void Dispose()
        {
            inner.Dispose();
            if (!_isDisposed) session.BindingCount--;
            _isDisposed = true;
        }
    }
}
