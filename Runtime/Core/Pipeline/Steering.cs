using Scumble.Control;
using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Imaging;
using Scumble.Inference;
using Scumble.Models;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Pipeline;

/// <summary>The ControlNets of one generation, joined to the network that they steer. Owns them, not the network. One thread.</summary>
internal sealed class Steering : IDisposable
{
    // What ControlNets of transformers read for the prompt's summary, and whether they were trained on zeros instead.
    private const string Pooled = "pooled_projections", HasNoPooled = "force_zeros_for_pooled_projection";

    private readonly ITensorOps _ops;
    private readonly OpenModel _model;
    private readonly ResolvedRequest _resolved;
    private readonly DenoiserRows _network;
    private readonly List<ControlNet> _controls = [];
    private readonly List<Tensor> _owned = [];

    /// <param name="ops">The arithmetic.</param>
    /// <param name="model">The model.</param>
    /// <param name="resolved">The request.</param>
    /// <param name="network">The model's network, which was told what to show.</param>
    /// <exception cref="ScumbleException">The network cannot be steered, or not by these ControlNets.</exception>
    public Steering(ITensorOps ops, OpenModel model, ResolvedRequest resolved, DenoiserRows network)
    {
        (_ops, _model, _resolved, _network) = (ops, model, resolved, network);
        try
        {
            var requests = resolved.Request.Controls ?? [];
            if (network.Parts[0].FusedControls is null) Join(requests);
            else foreach (var part in network.Parts) part.FusedControls!.Set([.. requests.Select(Picture)]);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_controls.Count > 0)
            foreach (var part in _network.Parts) part.Controls = [];
        foreach (var control in _controls) control.Dispose();
        foreach (var tensor in _owned) tensor.Dispose();
    }

    private void Join(ValueList<ControlRequest> requests)
    {
        if (requests.Count > 0 && _network.Parts[0].Residuals.Count == 0)
            throw new InvalidRequestException("controls", $"'{_network.Parts[0].Session.ModelPath}' cannot be steered: it takes no residuals.",
                "Export the network with the inputs of a ControlNet's residuals.");
        var byPart = _network.Parts.Select(_ => new List<ControlNet>()).ToArray();
        for (var i = 0; i < requests.Count; i++)
        {
            var component = requests[i].Model.Open(_model.Sessions.Folder);
            var session = _model.SessionOf(component, _resolved.Request.Tile!.Value);
            // A transformer's ControlNet reads the picture's latent.
            var (picture, shape) = session.Outputs.Find(Residuals.Blocks) is null
                ? (Picture(requests[i]), new TensorShape(1, 3, _resolved.Canvas.Height, _resolved.Canvas.Width)) : Latent(requests[i], component, i);
            for (var k = 0; k < byPart.Length; k++)
            {
                var part = _network.Parts[k];
                var control = new ControlNet(_ops, session, picture, shape.WithLeading(part.Latent[0]), Told(part, component), Given(part, component));
                byPart[k].Add(control);
                _controls.Add(control);
            }
        }
        foreach (var (part, controls) in _network.Parts.Zip(byPart)) part.Controls = controls;
    }

    private ControlPicture Picture(ControlRequest control) => Of(control, Planes.Rgb(control.Image.Read(), _resolved.Canvas.Width, _resolved.Canvas.Height, 1, 0));

    private (ControlPicture Picture, TensorShape Shape) Latent(ControlRequest control, ModelComponent component, int index)
    {
        var (width, height) = (_resolved.Canvas.Width, _resolved.Canvas.Height);
        using var latent = _ops.Create(_model.LatentShape(width, height), ElementType.Float32);
        _model.Encode(Planes.Rgb(control.Image.Read(), width, height, 2, -1), width, height, latent,
            NoiseStreams.EncodingSeed(_resolved.Request.Seed!.Value), NoiseStreams.ControlPicture(index), _resolved.Request.Tile!.Value);
        var values = new float[latent.Shape.ElementCount];
        _ops.Download(latent, values);
        // Those that were trained without the prompt's summary were trained on latents that are not shifted, too.
        if (IsWithoutPooled(component))
            for (var i = 0; i < values.Length; i++) values[i] += (float)_model.LatentShift;
        return (Of(control, values), latent.Shape);
    }

    private static ControlPicture Of(ControlRequest control, float[] planes) => new(planes, control.Scale ?? 1, control.Start ?? 0, control.End ?? 1);

    private Dictionary<string, Tensor> Told(DenoiserNetwork part, ModelComponent component)
    {
        var told = part.Conditions.ToDictionary();
        if (!told.TryGetValue(Pooled, out var pooled) || !IsWithoutPooled(component)) return told;
        _owned.Add(told[Pooled] = _ops.Create(pooled.Shape, ElementType.Float32));
        _ops.Scale(told[Pooled], 0, pooled);
        return told;
    }

    // A ControlNet has as many blocks as its graph or else its configuration says.
    private static Dictionary<string, TensorShape> Given(DenoiserNetwork part, ModelComponent component)
    {
        var given = part.Residuals.ToDictionary();
        if (given.TryGetValue(Residuals.Blocks, out var shape) && component.Header.Outputs.Find(Residuals.Blocks) is { Dimensions: [var stated, ..] })
            given[Residuals.Blocks] = shape.WithLeading(stated > 0 ? stated : component.Values().Integer("num_layers", shape[0], 1, 1024));
        return given;
    }

    private static bool IsWithoutPooled(ModelComponent component) => component.Header.Outputs.Find(Residuals.Blocks) is not null && component.Values().Flag(HasNoPooled, true);
}
