// J. Ho, T. Salimans, "Classifier-free diffusion guidance", 2022:  cfg = uncond + g (cond - uncond)
// S. Lin et al., "Common diffusion noise schedules and sample steps are flawed", 2023, section 3.4, for each batch item:
//   out = phi (std(cond) / std(cfg)) cfg + (1 - phi) cfg,  std over the item's elements, with n - 1
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>
/// Guidance of one run by one network call with a batch of two: the first half of the inner network's batch is unconditional, the
/// second conditional. At scale 1, where only the conditional half counts, a network of half the batch is called instead
/// if there is one. Immutable; owns nothing. One thread.
/// </summary>
public sealed class ClassifierFreeGuidance : IPredictor
{
    private readonly ITensorOps _ops;
    private readonly IPredictor _network;
    private readonly IPredictor? _conditional;
    private readonly GuidanceSchedule _scales;
    private readonly GuidanceInterval? _interval;
    private readonly double _phi;
    private readonly Tensor _input;
    private readonly Tensor _output;
    private readonly Tensor[] _inputs;
    private readonly Tensor[] _outputs;
    private readonly Tensor[] _items;

    /// <param name="buffers">What it works in; the network is always given the same two of them.</param>
    /// <param name="network">The network; its batch is [unconditional, conditional].</param>
    /// <param name="scales">The guidance scale g by level: 0 unconditional, 1 conditional, above 1 closer to the prompt than the data is.</param>
    /// <param name="interval">Where guidance applies; null for everywhere. At levels outside the scale is 1.</param>
    /// <param name="rescale">phi, 0 to 1: how far the result's standard deviation is brought back to that of the conditional half.</param>
    /// <param name="conditional">The same network with the conditional half as its whole batch, or null.</param>
    public ClassifierFreeGuidance(
        DenoiserBuffers buffers, IPredictor network, GuidanceSchedule scales, GuidanceInterval? interval = null, double rescale = 0,
        IPredictor? conditional = null)
    {
        ArgumentNullException.ThrowIfNull(buffers);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(scales);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(buffers.Shape.Rank, nameof(buffers));
        ArgumentOutOfRangeException.ThrowIfNegative(rescale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rescale, 1);
        (_ops, _network, _conditional, _scales, _interval, _phi) = (buffers.Ops, network, conditional, scales, interval, rescale);
        (_input, _output) = (buffers.BothInputs, buffers.BothOutputs);
        (_inputs, _outputs, _items) = (buffers.InputHalves, buffers.OutputHalves, buffers.OutputItems);
    }

    /// <inheritdoc/>
    public void Predict(Tensor scaledInput, in DenoiseCall call, Tensor output)
    {
        var g = _interval?.Contains(call.Sigma) == false ? 1 : _scales[call.Sigma];
        if (g == 1 && _conditional is not null)
        {
            _conditional.Predict(scaledInput, call, output);
            return;
        }

        _ops.Copy(_inputs[0], scaledInput);
        _ops.Copy(_inputs[1], scaledInput);
        _network.Predict(_input, call, _output);
        var (uncond, cond) = (_outputs[0], _outputs[1]);
        if (_phi == 0)
        {
            _ops.Combine(output, 1 - g, uncond, g, cond);
            return;
        }

        _ops.Combine(uncond, 1 - g, uncond, g, cond);
        var batch = _items.Length / 2;
        for (var i = 0; i < batch; i++) Rescale(_items[i], _items[batch + i]);
        _ops.Copy(output, uncond);
    }

    private void Rescale(Tensor cfg, Tensor cond)
    {
        var std = StandardDeviation(cfg);
        if (std > 0) _ops.Scale(cfg, _phi * StandardDeviation(cond) / std + (1 - _phi), cfg);
    }

    private double StandardDeviation(Tensor x)
    {
        var n = (double)x.Shape.ElementCount;
        var sum = _ops.Sum(x);
        return Math.Sqrt(Math.Max(0, (_ops.Dot(x, x) - sum * sum / n) / (n - 1)));
    }
}
