// J. Ho, T. Salimans, "Classifier-free diffusion guidance", 2022:  cfg = uncond + g (cond - uncond)
// S. Lin et al., "Common diffusion noise schedules and sample steps are flawed", 2023, section 3.4, for each batch item:
//   out = phi (std(cond) / std(cfg)) cfg + (1 - phi) cfg,  std over the item's elements, with n - 1
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>
/// Guidance by one network call with a batch of two: the first half of the inner network's batch is unconditional, the
/// second conditional. At scale 1, where only the conditional half counts, a network of half the batch is called instead
/// if there is one. Owns its buffers, not the networks. One thread.
/// </summary>
public sealed class ClassifierFreeGuidance : INoisePredictor, IDisposable
{
    private readonly ITensorOps _ops;
    private readonly INoisePredictor _network;
    private readonly INoisePredictor? _conditional;
    private readonly Tensor _input;
    private readonly Tensor _output;
    private readonly Tensor[] _inputs;
    private readonly Tensor[] _outputs;
    private readonly Tensor[] _items;

    /// <param name="ops">The arithmetic.</param>
    /// <param name="network">The network; its batch is [unconditional, conditional].</param>
    /// <param name="shape">The shape of one half, for example [1, 4, h/8, w/8].</param>
    /// <param name="scale">The guidance scale g.</param>
    /// <param name="elementType">Element type of the network's input and output: Float32 or Float64.</param>
    /// <param name="conditional">The same network with the conditional half as its whole batch, or null.</param>
    public ClassifierFreeGuidance(
        ITensorOps ops, INoisePredictor network, TensorShape shape, double scale, ElementType elementType = ElementType.Float32,
        INoisePredictor? conditional = null)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape.Rank, nameof(shape));
        (_ops, _network, _conditional, Scale) = (ops, network, conditional, scale);
        var batch = shape[0];
        _input = ops.Create(shape.WithLeading(2 * batch), elementType); // [2 b, ...]
        _output = ops.Create(shape.WithLeading(2 * batch), elementType); // [2 b, ...]
        _inputs = [ops.View(_input, 0, batch), ops.View(_input, batch, batch)];
        _outputs = [ops.View(_output, 0, batch), ops.View(_output, batch, batch)];
        _items = [.. Enumerable.Range(0, 2 * batch).Select(i => ops.View(_output, i, 1))];
    }

    /// <summary>The guidance scale g: 0 unconditional, 1 conditional, above 1 closer to the prompt than the data is.</summary>
    public double Scale { get; set; }

    /// <summary>The rescaling phi, 0 to 1: how far the result's standard deviation is brought back to that of the conditional half.</summary>
    public double Rescale
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1);
            field = value;
        }
    }

    /// <inheritdoc/>
    public void Predict(Tensor scaledInput, double timestep, Tensor output)
    {
        if (Scale == 1 && _conditional is not null)
        {
            _conditional.Predict(scaledInput, timestep, output);
            return;
        }

        _ops.Copy(_inputs[0], scaledInput);
        _ops.Copy(_inputs[1], scaledInput);
        _network.Predict(_input, timestep, _output);
        var (uncond, cond) = (_outputs[0], _outputs[1]);
        if (Rescale == 0)
        {
            _ops.Combine(output, 1 - Scale, uncond, Scale, cond);
            return;
        }

        _ops.Combine(uncond, 1 - Scale, uncond, Scale, cond);
        var batch = _items.Length / 2;
        for (var i = 0; i < batch; i++) RescaleItem(_items[i], _items[batch + i]);
        _ops.Copy(output, uncond);
    }

    /// <summary>Releases the buffers.</summary>
    public void Dispose()
    {
        foreach (var view in _inputs.Concat(_outputs).Concat(_items)) view.Dispose();
        _input.Dispose();
        _output.Dispose();
    }

    private void RescaleItem(Tensor cfg, Tensor cond)
    {
        var std = StandardDeviation(cfg);
        if (std > 0) _ops.Scale(cfg, Rescale * StandardDeviation(cond) / std + (1 - Rescale), cfg);
    }

    private double StandardDeviation(Tensor x)
    {
        var n = (double)x.Shape.ElementCount;
        var sum = _ops.Sum(x);
        return Math.Sqrt(Math.Max(0, (_ops.Dot(x, x) - sum * sum / n) / (n - 1)));
    }
}
