using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>The ControlNets of a stage, joined to the networks that they steer; those that the next run uses again stay bound. Owns them, not the networks. One thread.</summary>
/// <param name="model">The model.</param>
/// <param name="ops">The arithmetic.</param>
/// <param name="stage">The stage, whose networks have their conditions.</param>
internal sealed class Steering(OpenModel model, ITensorOps ops, DenoiseStage stage) : IDisposable
{
    private List<BoundControl> _bound = [];

    /// <summary>Joins ControlNets, or none, for the runs from now on.</summary>
    /// <param name="controls">In the order in which their residuals are summed.</param>
    /// <param name="seed">The run's seed, for pictures that are encoded.</param>
    /// <exception cref="ScumbleException">The network cannot be steered, or not by these ControlNets.</exception>
    public void Set(IReadOnlyList<ControlInput> controls, ulong seed)
    {
        var parts = stage.Parts;
        if (parts[0].FusedControls is not null)
        {
            foreach (var part in parts) part.FusedControls!.Set([.. controls.Select(control => (control.Picture, control.Span))]);
            return;
        }
        if (controls.Count > 0 && parts[0].Residuals.Count == 0) ModelAbilities.Unsteered(parts[0].Session.ModelPath).Require();

        var (kept, joined) = (_bound, new List<BoundControl>());
        _bound = joined;
        try
        {
            for (var i = 0; i < controls.Count; i++)
            {
                var session = model.SessionOf(controls[i].Network, stage.Tile);
                var found = kept.FindIndex(control => control.Session == session);
                joined.Add(found < 0 ? new BoundControl(model, ops, controls[i].Network, session, stage) : kept[found]);
                if (found >= 0) kept.RemoveAt(found);
                joined[i].Set(controls[i], seed, i, stage);
            }
        }
        finally
        {
            foreach (var control in kept) control.Dispose();
        }
        for (var k = 0; k < parts.Count; k++) parts[k].Controls = [.. joined.Select(control => control.ByPart[k])];
    }

    /// <summary>Lets the networks go, and releases the ControlNets.</summary>
    public void Dispose()
    {
        if (_bound.Count > 0)
            foreach (var part in stage.Parts) part.Controls = [];
        foreach (var control in _bound) control.Dispose();
        _bound = [];
    }
}
