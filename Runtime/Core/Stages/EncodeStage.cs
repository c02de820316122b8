using Scumble.Families;
using Scumble.Networks;

namespace Scumble.Stages;

/// <summary>Words, sizes and classes to what a network is told. The latest prompts are remembered by the model. One thread.</summary>
/// <param name="model">The model.</param>
public sealed class EncodeStage(OpenModel model)
{
    /// <summary>Encodes; the caller disposes the result before the next call.</summary>
    /// <exception cref="Diagnostics.InvalidRequestException">The prompt is one that the model cannot read.</exception>
    public Conditions Run(ConditionInput input)
    {
        var conditions = model.EncodePrompt(input);
        if (model.Sessions.IsTight) model.ReleaseEncoders();
        return conditions;
    }
}
