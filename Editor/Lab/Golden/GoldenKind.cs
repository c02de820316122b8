namespace Scumble.Lab;

/// <summary>How to repeat one kind of case of the format diffusion-golden/1. Stateless.</summary>
internal abstract class GoldenKind
{
    /// <summary>What the member "kind" of its files says.</summary>
    public abstract string Id { get; }

    /// <summary>Repeats a case and compares. Throws where the case asks for something that is not covered.</summary>
    public abstract GoldenOutcome Check(GoldenFile file);
}
