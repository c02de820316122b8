using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Decoding;

/// <summary>Latent to channels, for one size. Owns its buffers, not the session. One thread.</summary>
public sealed class VaeDecoder : IDisposable
{
    private readonly ITensorOps _ops;
    private readonly IInferenceBinding _binding;
    private readonly Tensor _input;
    private readonly double _scale;
    private readonly double _shift;
    private readonly Tensor _ones;

    /// <param name="ops">The arithmetic of the session's device.</param>
    /// <param name="session">latent_sample float32 [b, c, h/8, w/8] to sample float32 [b, channels, h, w]. Not owned.</param>
    /// <param name="latentShape">[b, c, h/8, w/8].</param>
    /// <param name="outputShape">[b, channels, h, w].</param>
    /// <param name="scalingFactor">The denoiser's latent is (the encoder's - shift) times this.</param>
    /// <param name="shiftFactor">See <paramref name="scalingFactor"/>.</param>
    /// <exception cref="ScumbleException">The graph does not take or give these shapes.</exception>
    public VaeDecoder(
        ITensorOps ops, IInferenceSession session, TensorShape latentShape, TensorShape outputShape, double scalingFactor, double shiftFactor)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(session);
        (_ops, _scale, _shift) = (ops, 1 / scalingFactor, shiftFactor);
        _input = ops.Create(latentShape, ElementType.Float32);
        _ones = new CpuTensor<float>(latentShape);
        ((CpuTensor<float>)_ones).Span.Fill(1);
        Output = ops.Create(outputShape, ElementType.Float32);
        _binding = session.CreateBinding();
        _binding.BindInput("latent_sample", _input);
        _binding.BindOutput("sample", Output);
    }

    /// <summary>What the last run gave, [b, channels, h, w], nominally -1..1. Overwritten by the next.</summary>
    public Tensor Output { get; }

    /// <summary>Decodes a latent of the denoiser into <see cref="Output"/>.</summary>
    public void Decode(Tensor latent)
    {
        _ops.Combine(_input, _scale, latent, _shift, _ones);
        _binding.Run();
    }

    /// <summary>Releases the binding and the buffers.</summary>
    public void Dispose()
    {
        _binding.Dispose();
        _input.Dispose();
        _ones.Dispose();
        Output.Dispose();
    }
}
