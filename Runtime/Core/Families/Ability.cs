using Scumble.Diagnostics;

namespace Scumble.Families;

/// <summary>One thing that a model can do, or why it cannot. Immutable.</summary>
/// <param name="Member">The request's member, or the option, that asks for it.</param>
/// <param name="Words">What it is, in a few words.</param>
/// <param name="Refusal">Why the model cannot; null where it can.</param>
/// <param name="Hint">What to do instead.</param>
public sealed record Ability(string Member, string Words, string? Refusal = null, string Hint = "")
{
    /// <summary>Whether the model can.</summary>
    public bool IsThere => Refusal is null;

    /// <summary>Refuses what the model cannot do.</summary>
    /// <exception cref="InvalidRequestException">It cannot.</exception>
    public void Require()
    {
        if (Refusal is not null) throw new InvalidRequestException(Member, Refusal, Hint);
    }
}
