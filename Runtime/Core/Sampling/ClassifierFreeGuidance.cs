// J. Ho, T. Salimans, "Classifier-free diffusion guidance", 2022:  out = uncond + g (cond - uncond)
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>
/// Guidance by one network call with a batch of two: the first half of the inner network's batch is unconditional, the
/// second conditional. Owns its buffers, not the network. One thread. For scale 1 call the network directly instead.
/// </summary>
public sealed class ClassifierFreeGuidance : INoisePredictor, IDisposable
{
    private readonly ITensorOps _ops;
    private readonly INoisePredictor _network;
    private readonly Tensor _input;
    private readonly Tensor _output;
    private readonly Tensor[] _inputs;
    private readonly Tensor[] _outputs;

    /// <param name="ops">The arithmetic.</param>
    /// <param name="network">The network; its batch is [unconditional, conditional].</param>
    /// <param name="shape">The shape of one half, for example [1, 4, h/8, w/8].</param>
    /// <param name="scale">The guidance scale g.</param>
    /// <param name="elementType">Element type of the network's input and output: Float32 or Float64.</param>
    public ClassifierFreeGuidance(
        ITensorOps ops, INoisePredictor network, TensorShape shape, double scale, ElementType elementType = ElementType.Float32)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape.Rank, nameof(shape));
        (_ops, _network, Scale) = (ops, network, scale);
        var batch = shape[0];
        _input = ops.Create(shape.WithLeading(2 * batch), elementType); // [2 b, ...]
        _output = ops.Create(shape.WithLeading(2 * batch), elementType); // [2 b, ...]
        _inputs = [ops.View(_input, 0, batch), ops.View(_input, batch, batch)];
        _outputs = [ops.View(_output, 0, batch), ops.View(_output, batch, batch)];
    }

    /// <summary>The guidance scale g: 0 unconditional, 1 conditional, above 1 closer to the prompt than the data is.</summary>
    public double Scale { get; set; }

    /// <inheritdoc/>
    public void Predict(Tensor scaledInput, double timestep, Tensor output)
    {
        _ops.Copy(_inputs[0], scaledInput);
        _ops.Copy(_inputs[1], scaledInput);
        _network.Predict(_input, timestep, _output);
        _ops.Combine(output, 1 - Scale, _outputs[0], Scale, _outputs[1]);
    }

    /// <summary>Releases the buffers.</summary>
    public void Dispose()
    {
        foreach (var view in _inputs.Concat(_outputs)) view.Dispose();
        _input.Dispose();
        _output.Dispose();
    }
}
