// D. P. Kingma, M. Welling, "Auto-encoding variational Bayes", 2014: the encoder gives mean and log variance, and a latent is drawn as
//   l = mean + exp(log variance / 2) noise
using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>Pictures to latents by an autoencoder's graph, for one size. Owns its buffers, not the session. One thread.</summary>
public sealed class VaeEncoder : IDisposable
{
    // As the autoencoders clamp it in training.
    private const float MinLogVariance = -30, MaxLogVariance = 20;

    private readonly ITensorOps _ops;
    private readonly AdaptedBinding _binding;
    private readonly Tensor _input;
    private readonly Tensor _output;
    private readonly Tensor _ones;
    private readonly TensorShape _latentShape;
    private readonly double _factor;
    private readonly double _shift;

    /// <param name="ops">The arithmetic of the session's device.</param>
    /// <param name="session">sample [1, channels, h, w] to latent_parameters [1, 2 c, h/8, w/8] (mean and log variance) or latent_sample [1, c, h/8, w/8]. Not owned.</param>
    /// <param name="imageShape">[1, channels, h, w]: RGB, or what the autoencoder takes besides.</param>
    /// <param name="latentShape">[1, c, h/8, w/8].</param>
    /// <param name="factor">The denoiser's latent is (the encoder's - shift) times this.</param>
    /// <param name="shift">See <paramref name="factor"/>.</param>
    /// <exception cref="ScumbleException">The graph does not take or give these shapes.</exception>
    public VaeEncoder(ITensorOps ops, IInferenceSession session, TensorShape imageShape, TensorShape latentShape, double factor, double shift)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(session);
        (_ops, _latentShape, _factor, _shift) = (ops, latentShape, factor, shift);
        var parameters = session.Outputs.Find("latent_parameters");
        var port = parameters ?? session.RequireOutput("latent_sample", "latent");
        var channels = parameters is null ? latentShape[1] : 2 * latentShape[1];
        _input = ops.Create(imageShape, ElementType.Float32);
        _output = ops.Create(new TensorShape(1, channels, latentShape[2], latentShape[3]), ElementType.Float32);
        _ones = ops.Ones(latentShape);
        _binding = new AdaptedBinding(ops, session);
        _binding.BindInput(session.RequireInput("sample", "image"), _input);
        _binding.BindOutput(port, _output);
    }

    /// <summary>Encodes a picture into a latent of the denoiser.</summary>
    /// <param name="planes">The picture, -1..1, [1, channels, h, w].</param>
    /// <param name="latent">Overwritten, Float32 [1, c, h/8, w/8].</param>
    /// <param name="seed">Seed of the noise that the latent is drawn with, where the encoder leaves that to us.</param>
    /// <param name="stream">Stream of that noise.</param>
    public void Encode(Tensor planes, Tensor latent, ulong seed, uint stream)
    {
        ArgumentNullException.ThrowIfNull(planes);
        ArgumentNullException.ThrowIfNull(latent);
        Run(planes, latent, (seed, stream));
        _ops.Combine(latent, _factor, latent, -_shift * _factor, _ones);
    }

    /// <summary>Encodes a picture into the encoder's own units, neither scaled nor shifted: the mean, where the encoder leaves drawing to us.</summary>
    /// <param name="planes">The picture, -1..1, [1, channels, h, w].</param>
    /// <param name="latent">Overwritten, Float32 [1, c, h/8, w/8].</param>
    public void EncodeMean(Tensor planes, Tensor latent)
    {
        ArgumentNullException.ThrowIfNull(planes);
        ArgumentNullException.ThrowIfNull(latent);
        Run(planes, latent, null);
    }

    private void Run(Tensor planes, Tensor latent, (ulong Seed, uint Stream)? noise)
    {
        _ops.Copy(_input, planes);
        _binding.Run();
        var channels = _latentShape[1];
        using var rows = _ops.Reshape(_output, new TensorShape(_output.Shape[1], _latentShape[2], _latentShape[3]));
        using var means = _ops.View(rows, 0, channels);
        using var mean = _ops.Reshape(means, _latentShape);
        if (_output.Shape[1] == channels || noise is not { } drawn) _ops.Copy(latent, mean);
        else
        {
            using var logVariances = _ops.View(rows, channels, channels);
            using var deviation = _ops.Reshape(logVariances, _latentShape);
            _ops.Clamp(deviation, deviation, MinLogVariance, MaxLogVariance);
            _ops.Exp(deviation, 0.5, deviation);
            _ops.Noise.Fill(latent, 1, drawn.Seed, drawn.Stream);
            _ops.Multiply(deviation, deviation, latent);
            _ops.Combine(latent, 1, mean, 1, deviation);
        }
    }

    /// <summary>Releases the binding and the buffers.</summary>
    public void Dispose()
    {
        _binding.Dispose();
        _input.Dispose();
        _output.Dispose();
        _ones.Dispose();
    }
}
