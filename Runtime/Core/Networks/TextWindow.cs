using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>A text encoder's graph bound for one window of tokens. Owns its buffers, not the session. One thread.</summary>
internal sealed class TextWindow : IDisposable
{
    private readonly AdaptedBinding _binding;
    private readonly HostNumbers _ids;
    private readonly HostNumbers? _mask;

    public TextWindow(ITensorOps ops, IInferenceSession session, TensorPort hidden, TensorPort? pooled, int length, int width)
    {
        (HiddenPort, Length) = (hidden, length);
        Hidden = ops.Create(new TensorShape(1, length, width), ElementType.Float32); // [1, length, d]
        if (pooled is not null) Pooled = ops.Create(new TensorShape(1, pooled.Dimensions[1] > 0 ? pooled.Dimensions[1] : width), ElementType.Float32); // [1, p]
        _binding = new AdaptedBinding(ops, session);
        _ids = _binding.BindNumbers(session.RequireInput("input_ids"), new TensorShape(1, length)); // [1, length]
        if (session.Inputs.Find("attention_mask") is { } mask) _mask = _binding.BindNumbers(mask, new TensorShape(1, length)); // [1, length]
        _binding.BindOutput(hidden, Hidden);
        if (pooled is not null) _binding.BindOutput(pooled, Pooled!);
    }

    /// <summary>The layer that is read.</summary>
    public TensorPort HiddenPort { get; }

    public int Length { get; }

    public Tensor Hidden { get; }

    public Tensor? Pooled { get; }

    /// <summary>Runs the graph on one window.</summary>
    /// <param name="ids">The window's tokens.</param>
    /// <param name="count">How many of them count, for graphs that take a mask: it is 1 there and 0 after.</param>
    public void Run(ReadOnlySpan<int> ids, int count)
    {
        for (var i = 0; i < ids.Length; i++) _ids.Set(i, ids[i]);
        for (var i = 0; i < ids.Length; i++) _mask?.Set(i, i < count ? 1 : 0);
        _binding.Run();
    }

    public void Dispose()
    {
        _binding.Dispose();
        Hidden.Dispose();
        Pooled?.Dispose();
    }
}
