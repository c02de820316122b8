// The network's input, less its offset, is z = c x = a x0 + s noise with c = InputScale(sigma), a = c Signal(sigma) d, s = c sigma, and x0 in
// units of d = SigmaData. Solved for x0:
//   epsilon e = noise:         x0 = (z - s e) / a
//   v = a noise - s x0:        x0 = (a z - s v) / (a^2 + s^2);  preconditioned F = -v
//   flow u = noise - x0:       x0 = (z - s u) / (a + s);        inverted u = x0 - noise
//   score g = -noise / s:      x0 = (z + s^2 g) / a
//   consistency, with h = sigma - sigma_min:  D = d^2 / (h^2 + d^2) x + h d c F    (Y. Song et al. 2023, appendix C)
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>Turns a network's own input scaling, time and prediction into <see cref="IDenoiser"/>. Owns nothing. One thread.</summary>
public sealed class PredictionDenoiser : IDenoiser
{
    private readonly ITensorOps _ops;
    private readonly IPredictor _network;
    private readonly Prediction _prediction;
    private readonly Tensor _input;
    private readonly Tensor _output;
    private readonly Tensor? _scaled;
    private readonly Tensor? _raw;
    private readonly Tensor? _ones;

    /// <param name="buffers">What it works in; the network is always given the same two of them.</param>
    /// <param name="network">The network; it sees the latent's shape.</param>
    /// <param name="process">The process that the network was trained on.</param>
    /// <param name="prediction">What the network predicts.</param>
    /// <exception cref="ArgumentException">Epsilon or score on rectified flow: pure noise would say nothing about x0.</exception>
    public PredictionDenoiser(DenoiserBuffers buffers, IPredictor network, ForwardProcess process, Prediction prediction)
    {
        ArgumentNullException.ThrowIfNull(buffers);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(process);
        if (prediction is Prediction.Epsilon or Prediction.Score && process is RectifiedFlow)
            throw new ArgumentException("A rectified flow cannot predict noise or score: at sigma 1 it says nothing about x0.", nameof(prediction));
        (_ops, _network, Process, _prediction) = (buffers.Ops, network, process, prediction);
        (_input, _output) = (buffers.Input, buffers.Output);
        if (process.InputOffset != 0) _ones = buffers.Ones;
        if (buffers.Converts) (_scaled, _raw) = (buffers.WideInput, buffers.WideOutput);
    }

    /// <inheritdoc/>
    public ForwardProcess Process { get; }

    /// <inheritdoc/>
    public void Denoise(Tensor x, in DenoiseCall call, Tensor denoised)
    {
        // Scale and predict.
        var sigma = call.Sigma;
        var c = Process.InputScale(sigma);
        if (_ones is null) _ops.Scale(_scaled ?? _input, c, x);
        else _ops.Combine(_scaled ?? _input, c, x, Process.InputOffset, _ones);
        if (_scaled is not null) _ops.Convert(_input, _scaled);
        _network.Predict(_input, call, _output);
        if (_raw is not null) _ops.Convert(_raw, _output);

        // Solve for x0.
        var d = Process.SigmaData;
        var (a, s, h) = (c * Process.Signal(sigma) * d, c * sigma, sigma - Process.MinSigma);
        var (z, output) = _prediction switch
        {
            Prediction.Epsilon => (d / a, -d * s / a),
            Prediction.V => (d * a / (a * a + s * s), -d * s / (a * a + s * s)),
            Prediction.Sample => (0, d),
            Prediction.Flow => (d / (a + s), -d * s / (a + s)),
            Prediction.InvertedFlow => (d / (a + s), d * s / (a + s)),
            Prediction.Score => (d / a, d * s * s / a),
            Prediction.Preconditioned => (d * a / (a * a + s * s), d * s / (a * a + s * s)),
            Prediction.Consistency => (d * d / (h * h + d * d) / c, h * d * c),
            _ => throw new InvalidOperationException($"Unknown prediction {_prediction}."),
        };
        _ops.Combine(denoised, z * c, x, output, _raw ?? _output);
    }
}
