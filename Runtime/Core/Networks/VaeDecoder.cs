using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>Latent to channels by an autoencoder's graph, for one size. Owns its buffers, not the session. One thread.</summary>
public sealed class VaeDecoder : LatentDecoder
{
    private readonly ITensorOps _ops;
    private readonly AdaptedBinding _binding;
    private readonly Tensor _input;
    private readonly Tensor _ones;
    private readonly double _factor;
    private readonly double _shift;

    /// <param name="ops">The arithmetic of the session's device.</param>
    /// <param name="session">latent_sample [b, c, h/8, w/8] to sample [b, channels, h, w]. Not owned.</param>
    /// <param name="latentShape">[b, c, h/8, w/8].</param>
    /// <param name="outputShape">[b, channels, h, w].</param>
    /// <param name="factor">The denoiser's latent is (the encoder's - shift) times this.</param>
    /// <param name="shift">See <paramref name="factor"/>.</param>
    /// <exception cref="ScumbleException">The graph does not take or give these shapes.</exception>
    public VaeDecoder(ITensorOps ops, IInferenceSession session, TensorShape latentShape, TensorShape outputShape, double factor, double shift)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(session);
        (_ops, _factor, _shift) = (ops, factor, shift);
        _input = ops.Create(latentShape, ElementType.Float32);
        _ones = ops.Ones(latentShape);
        Output = ops.Create(outputShape, ElementType.Float32);
        _binding = new AdaptedBinding(ops, session);
        _binding.BindInput(session.RequireInput(PortNames.Latent), _input);
        _binding.BindOutput(session.RequireOutput(PortNames.Decoded), Output);
    }

    /// <inheritdoc/>
    public override Tensor Output { get; }

    /// <inheritdoc/>
    public override void Decode(Tensor latent)
    {
        _ops.Combine(_input, 1 / _factor, latent, _shift, _ones);
        _binding.Run();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        _binding.Dispose();
        _input.Dispose();
        _ones.Dispose();
        Output.Dispose();
    }
}
