// J. Ho, T. Salimans, "Classifier-free diffusion guidance", 2022:  cfg = uncond + g (cond - uncond)
// S. Lin et al., "Common diffusion noise schedules and sample steps are flawed", 2023, section 3.4, for each batch item:
//   out = phi (std(cond) / std(cfg)) cfg + (1 - phi) cfg,  std over the item's elements, with n - 1
// T. Brooks et al., "InstructPix2Pix: learning to follow image editing instructions", 2023, equation 3, with the picture c_I and the text c_T:
//   cfg = e(0, 0) + s_I (e(c_I, 0) - e(0, 0)) + s_T (e(c_I, c_T) - e(c_I, 0))
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>
/// Guidance of one run by one network call with a batch of two: the first half of the inner network's batch is unconditional, the
/// second conditional. Networks that read a picture have a batch of three: nothing, the picture alone, picture and text. Where the scales are 1,
/// so that only the conditional part counts, a network of that part alone is called instead if there is one. Immutable; owns nothing. One thread.
/// </summary>
public sealed class ClassifierFreeGuidance : IPredictor
{
    private readonly ITensorOps _ops;
    private readonly IPredictor _network;
    private readonly IPredictor? _conditional;
    private readonly GuidanceSchedule _scales;
    private readonly GuidanceInterval? _interval;
    private readonly double _phi;
    private readonly double? _imageScale;
    private readonly Tensor _input;
    private readonly Tensor _output;
    private readonly Tensor[] _inputs;
    private readonly Tensor[] _outputs;
    private readonly Tensor[] _items;

    /// <param name="buffers">What it works in; the network is always given the same two of them.</param>
    /// <param name="network">The network; its batch is [unconditional, conditional], or [unconditional, picture, conditional].</param>
    /// <param name="scales">The guidance scale g by level: 0 unconditional, 1 conditional, above 1 closer to the prompt than the data is.</param>
    /// <param name="interval">Where guidance applies; null for everywhere. At levels outside the scale is 1.</param>
    /// <param name="rescale">phi, 0 to 1: how far the result's standard deviation is brought back to that of the conditional half.</param>
    /// <param name="conditional">The same network with the conditional half as its whole batch, or null.</param>
    /// <param name="imageScale">s_I of a network that reads a picture, whose buffers have three copies; else null.</param>
    public ClassifierFreeGuidance(
        DenoiserBuffers buffers, IPredictor network, GuidanceSchedule scales, GuidanceInterval? interval = null, double rescale = 0,
        IPredictor? conditional = null, double? imageScale = null)
    {
        ArgumentNullException.ThrowIfNull(buffers);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(scales);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(buffers.Shape.Rank, nameof(buffers));
        ArgumentOutOfRangeException.ThrowIfNegative(rescale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rescale, 1);
        if (imageScale is { } s && !double.IsFinite(s)) throw new ArgumentOutOfRangeException(nameof(imageScale), s, "Finite.");
        if (buffers.Copies != (imageScale is null ? 2 : 3)) throw new ArgumentException($"Guidance by {(imageScale is null ? 2 : 3)} predictions; the buffers hold {buffers.Copies}.", nameof(buffers));
        (_ops, _network, _conditional, _scales, _interval, _phi, _imageScale) = (buffers.Ops, network, conditional, scales, interval, rescale, imageScale);
        (_input, _output) = (buffers.AllInputs, buffers.AllOutputs);
        (_inputs, _outputs, _items) = (buffers.InputParts, buffers.OutputParts, buffers.OutputItems);
    }

    /// <inheritdoc/>
    public void Predict(Tensor scaledInput, in DenoiseCall call, Tensor output)
    {
        var applies = _interval?.Contains(call.Sigma) != false;
        var (g, s) = applies ? (_scales[call.Sigma], _imageScale ?? 1) : (1, 1);
        if (g == 1 && s == 1 && _conditional is not null)
        {
            _conditional.Predict(scaledInput, call, output);
            return;
        }

        foreach (var input in _inputs) _ops.Copy(input, scaledInput);
        _network.Predict(_input, call, _output);
        if (_phi == 0)
        {
            Guide(output, g, s);
            return;
        }

        Guide(_outputs[0], g, s);
        var batch = _outputs[0].Shape[0];
        for (var i = 0; i < batch; i++) Rescale(_items[i], _items[_items.Length - batch + i]);
        _ops.Copy(output, _outputs[0]);
    }

    private void Guide(Tensor cfg, double g, double s)
    {
        if (_imageScale is null) _ops.Combine(cfg, 1 - g, _outputs[0], g, _outputs[1]);
        else _ops.Combine(cfg, 1 - s, _outputs[0], s - g, _outputs[1], g, _outputs[2]);
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
