// The network's input is z = c x = a x0 + s noise with a = c Signal(sigma), s = c sigma, c = InputScale(sigma). Solved for x0:
//   epsilon e = noise:         x0 = (z - s e) / a
//   v = a noise - s x0:        x0 = (a z - s v) / (a^2 + s^2)
//   flow u = noise - x0:       x0 = (z - s u) / (a + s)
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>Turns a network's own input scaling, time and prediction into <see cref="IDenoiser"/>. Owns its buffers, not the network. One thread.</summary>
public sealed class PredictionDenoiser : IDenoiser, IDisposable
{
    private readonly ITensorOps _ops;
    private readonly INoisePredictor _network;
    private readonly Prediction _prediction;
    private readonly Tensor _input;
    private readonly Tensor _output;
    private readonly Tensor? _scaled;
    private readonly Tensor? _raw;

    /// <param name="ops">The arithmetic.</param>
    /// <param name="network">The network; it sees the latent's shape.</param>
    /// <param name="process">The process that the network was trained on.</param>
    /// <param name="prediction">What the network predicts.</param>
    /// <param name="shape">The latent's shape, for example [1, 4, h/8, w/8].</param>
    /// <param name="latentType">Element type of the latents: Float32 or Float64.</param>
    /// <param name="networkType">Element type of the network's input and output.</param>
    /// <exception cref="ArgumentException">Epsilon on rectified flow: pure noise would say nothing about x0.</exception>
    public PredictionDenoiser(
        ITensorOps ops, INoisePredictor network, ForwardProcess process, Prediction prediction, TensorShape shape,
        ElementType latentType = ElementType.Float32, ElementType networkType = ElementType.Float32)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(process);
        if (prediction == Prediction.Epsilon && process is RectifiedFlow)
            throw new ArgumentException("A rectified flow cannot predict epsilon: at sigma 1 it says nothing about x0.", nameof(prediction));
        (_ops, _network, Process, _prediction) = (ops, network, process, prediction);
        _input = ops.Create(shape, networkType);
        _output = ops.Create(shape, networkType);
        if (networkType == latentType) return;
        _scaled = ops.Create(shape, latentType);
        _raw = ops.Create(shape, latentType);
    }

    /// <inheritdoc/>
    public ForwardProcess Process { get; }

    /// <inheritdoc/>
    public void Denoise(Tensor x, double sigma, Tensor denoised)
    {
        // Scale and predict.
        var c = Process.InputScale(sigma);
        _ops.Scale(_scaled ?? _input, c, x);
        if (_scaled is not null) _ops.Convert(_input, _scaled);
        _network.Predict(_input, Process.Timestep(sigma), _output);
        if (_raw is not null) _ops.Convert(_raw, _output);

        // Solve for x0.
        var (a, s) = (c * Process.Signal(sigma), c * sigma);
        var (z, output) = _prediction switch
        {
            Prediction.Epsilon => (1 / a, -s / a),
            Prediction.V => (a / (a * a + s * s), -s / (a * a + s * s)),
            Prediction.Sample => (0, 1),
            Prediction.Flow => (1 / (a + s), -s / (a + s)),
            _ => throw new InvalidOperationException($"Unknown prediction {_prediction}."),
        };
        _ops.Combine(denoised, z * c, x, output, _raw ?? _output);
    }

    /// <summary>Releases the buffers.</summary>
    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
        _scaled?.Dispose();
        _raw?.Dispose();
    }
}
