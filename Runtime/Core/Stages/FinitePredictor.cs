using Scumble.Networks;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>A network whose output is looked at after each call, in host memory: one pass over it. Owns nothing. One thread.</summary>
/// <param name="ops">The arithmetic.</param>
/// <param name="network">The network.</param>
internal sealed class FinitePredictor(ITensorOps ops, DenoiserRows network) : IPredictor
{
    /// <inheritdoc/>
    /// <exception cref="Diagnostics.ScumbleException">The output is not finite; the message says whether a ControlNet's was not before it.</exception>
    public void Predict(Tensor scaledInput, in DenoiseCall call, Tensor output)
    {
        network.Predictor.Predict(scaledInput, call, output);
        if (!ops.IsFinite(output)) throw Error(call);
    }

    private Diagnostics.ScumbleException Error(in DenoiseCall call)
    {
        var control = network.Parts.SelectMany(part => part.Controls).FirstOrDefault(control => !control.Outputs.All(given => ops.IsFinite(given.Residual)));
        return control is null ? NotFinite.Network(network.Parts[0].Session.ModelPath, call.StepIndex + 1, call.StepCount)
            : NotFinite.Control(control.ModelPath, call.StepIndex + 1, call.StepCount);
    }
}
