// L. Zhang, A. Rao, M. Agrawala, "Adding conditional control to text-to-image diffusion models", 2023: a copy of the U-Net's encoder
// reads a picture besides the sample, and its features, scaled, are added to the U-Net's. For transformers it is a copy of the first
// blocks, which reads the picture's latent.
using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>One ControlNet, bound for one batch. Owns its buffers and binding, not the session nor the conditions. It does not steer before <see cref="Set"/>. One thread.</summary>
public sealed class ControlNet : IDisposable
{
    private readonly AdaptedBinding _binding;
    private readonly TensorPort _samplePort;
    private readonly HostNumbers _timestep;
    private readonly HostNumbers? _scale;
    private readonly ITensorOps _ops;
    private readonly Tensor _picture;
    private readonly List<(string Name, Tensor Residual)> _residuals = [];
    private ControlSpan _span = new(0);

    /// <param name="ops">The arithmetic of the session's device.</param>
    /// <param name="session">The ControlNet's graph.</param>
    /// <param name="pictureShape">What it reads: [b, 3, h, w], or [b, c, h, w] of a latent.</param>
    /// <param name="conditions">Those of the network that is steered; kept alive by the caller.</param>
    /// <param name="residuals">The network's residual inputs, with the shapes that this ControlNet gives.</param>
    /// <exception cref="ScumbleException">The graph is no ControlNet, or one for another network.</exception>
    public ControlNet(
        ITensorOps ops, IInferenceSession session, TensorShape pictureShape,
        IReadOnlyDictionary<string, Tensor> conditions, IReadOnlyDictionary<string, TensorShape> residuals)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(conditions);
        ArgumentNullException.ThrowIfNull(residuals);
        var cond = session.Inputs.Find("controlnet_cond", "controlnet_images") ?? throw new ScumbleException(
            $"'{session.ModelPath}' is no ControlNet: it takes no 'controlnet_cond', but {string.Join("; ", session.Inputs)}.", "Name the folder of a ControlNet.");
        (_ops, ModelPath) = (ops, session.ModelPath);
        _samplePort = session.RequireInput(PortNames.Sample);
        var timestep = session.RequireInput("timestep");
        if (session.Outputs.FirstOrDefault(port => residuals.ContainsKey(port.Name)) is null)
            throw new ScumbleException($"'{session.ModelPath}' gives no residual that the network takes; found {string.Join("; ", session.Outputs)}.",
                "Use a ControlNet that was made for this kind of model.");
        _picture = ops.Create(pictureShape, ElementType.Float32); // [b, channels, h, w]
        _binding = new AdaptedBinding(ops, session);
        _binding.BindInput(cond, _picture);
        _timestep = _binding.BindNumbers(timestep, new TensorShape(pictureShape[0]));
        if (session.Inputs.Find("conditioning_scale", "controlnet_scales") is { } scale)
            _scale = _binding.BindNumbers(scale, new TensorShape([.. scale.Dimensions.Select(_ => 1)]));
        foreach (var port in session.Inputs)
            if (conditions.TryGetValue(port.Name, out var condition)) _binding.BindInput(port, condition);
        foreach (var port in session.Outputs)
        {
            if (!residuals.TryGetValue(port.Name, out var shape)) continue;
            var residual = ops.Create(shape, ElementType.Float32);
            _residuals.Add((port.Name, residual));
            _binding.BindOutput(port, residual);
        }
    }

    /// <summary>Where the graph came from, for messages.</summary>
    public string ModelPath { get; }

    /// <summary>What the last run gave, by the network's input.</summary>
    public IReadOnlyList<(string Name, Tensor Residual)> Outputs => _residuals;

    /// <summary>The factor on what a run gives: 1 where the graph scales by itself.</summary>
    public double Factor => _scale is null ? _span.Scale : 1;

    /// <summary>Sets the picture for all runs from now on, and how it steers.</summary>
    /// <param name="picture">0..1, [1, 3, h, w], or its latent, [1, c, h, w]. Copied.</param>
    /// <param name="span">How strongly, and where in the run.</param>
    public void Set(Tensor picture, ControlSpan span)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(span);
        _span = span;
        for (var row = 0; row < _picture.Shape[0]; row++)
        {
            using var view = _ops.View(_picture, row, 1);
            _ops.Copy(view, picture);
        }
    }

    /// <summary>Runs the graph for one call of the network, if that is to be steered.</summary>
    /// <param name="scaledInput">The network's input, [b, c, h, w].</param>
    /// <param name="call">Where the call stands.</param>
    /// <returns>Whether there is something to add.</returns>
    public bool Run(Tensor scaledInput, in DenoiseCall call)
    {
        if (_span.Scale == 0 || !_span.IsActive(call)) return false;
        _binding.BindInput(_samplePort, scaledInput);
        _timestep.Fill(call.Timestep);
        _scale?.Fill(_span.Scale);
        _binding.Run();
        return true;
    }

    /// <summary>Releases the binding and buffers.</summary>
    public void Dispose()
    {
        _binding.Dispose();
        _picture.Dispose();
        foreach (var (_, residual) in _residuals) residual.Dispose();
    }
}
