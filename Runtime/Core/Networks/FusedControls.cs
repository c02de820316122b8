using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>
/// ControlNets inside the network's own graph, as the older script of diffusers writes them: their pictures and scales are inputs of the
/// network. Without pictures the scales are 0. Owns its buffers, not the binding. One thread.
/// </summary>
public sealed class FusedControls : IDisposable
{
    private readonly ITensorOps _ops;
    private readonly AdaptedBinding _binding;
    private readonly TensorPort _picturePort;
    private readonly TensorPort _scalePort;
    private readonly TensorShape _one;
    private Tensor _pictures;
    private HostNumbers _scales;
    private IReadOnlyList<ControlSpan> _spans = [];

    private FusedControls(ITensorOps ops, AdaptedBinding binding, TensorPort pictures, TensorPort scales, TensorShape one)
    {
        (_ops, _binding, _picturePort, _scalePort, _one) = (ops, binding, pictures, scales, one);
        (_pictures, _scales) = Bind(1);
    }

    /// <summary>The fused ControlNets of a network, or null where it has none.</summary>
    /// <param name="ops">The arithmetic.</param>
    /// <param name="binding">The network's.</param>
    /// <param name="latent">[b, c, h, w].</param>
    public static FusedControls? Of(ITensorOps ops, AdaptedBinding binding, TensorShape latent)
    {
        ArgumentNullException.ThrowIfNull(binding);
        const int pixelsPerPlace = 8;
        return binding.Session.Inputs.Find("controlnet_conds") is { } pictures && binding.Session.Inputs.Find("conditioning_scales") is { } scales
            ? new FusedControls(ops, binding, pictures, scales, new TensorShape(latent[0], 3, latent[2] * pixelsPerPlace, latent[3] * pixelsPerPlace)) : null;
    }

    /// <summary>Sets the pictures, one for each ControlNet in the graph's order; those that are left out do not steer.</summary>
    /// <param name="controls">Each picture, 0..1, [1, 3, h, w], and how it steers. Copied.</param>
    /// <exception cref="ScumbleException">There are more than the graph has ControlNets.</exception>
    public void Set(IReadOnlyList<(Tensor Picture, ControlSpan Span)> controls)
    {
        ArgumentNullException.ThrowIfNull(controls);
        var most = _picturePort.Dimensions[0];
        if (most > 0 && controls.Count > most)
            throw new InvalidRequestException("controls", $"'{_binding.Session.ModelPath}' holds {most} ControlNets; {controls.Count} pictures are given.", "Leave the others out.");
        _spans = [.. controls.Select(control => control.Span)];
        var count = Math.Max(1, controls.Count);
        if (most <= 0 && count != _pictures.Shape[0])
        {
            _pictures.Dispose();
            (_pictures, _scales) = Bind(count);
        }
        for (var i = 0; i < controls.Count; i++)
        {
            using var rows = _ops.View(_pictures, i, 1);
            using var batch = _ops.Reshape(rows, _one);
            for (var row = 0; row < _one[0]; row++)
            {
                using var picture = _ops.View(batch, row, 1);
                _ops.Copy(picture, controls[i].Picture);
            }
        }
    }

    /// <summary>Sets the scales for a call of the network.</summary>
    public void Steer(in DenoiseCall call)
    {
        _scales.Fill(0);
        for (var i = 0; i < _spans.Count; i++)
            if (_spans[i].IsActive(call)) _scales.Set(i, _spans[i].Scale);
    }

    /// <summary>Releases the buffers.</summary>
    public void Dispose() => _pictures.Dispose();

    private (Tensor Pictures, HostNumbers Scales) Bind(int count)
    {
        var n = _picturePort.Dimensions[0] > 0 ? _picturePort.Dimensions[0] : count;
        var pictures = _ops.Create(new TensorShape(n, _one[0], _one[1], _one[2], _one[3]), ElementType.Float32); // [n, b, 3, h, w]
        _binding.BindInput(_picturePort, pictures);
        return (pictures, _binding.BindNumbers(_scalePort, new TensorShape([n, .. Enumerable.Repeat(1, _scalePort.Dimensions.Count - 1)])));
    }
}
