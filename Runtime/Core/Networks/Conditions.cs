namespace Scumble.Networks;

/// <summary>What a network is told for a request: for the prompt, and for the negative prompt under guidance. Owns both.</summary>
/// <param name="Positive">For the prompt.</param>
/// <param name="Negative">For the negative prompt, of the same shapes; null without guidance.</param>
/// <param name="Warnings">What the user should know, in whole sentences.</param>
public sealed record Conditions(Conditioning Positive, Conditioning? Negative, IReadOnlyList<string> Warnings) : IDisposable
{
    /// <summary>Releases what both own.</summary>
    public void Dispose()
    {
        Positive.Dispose();
        Negative?.Dispose();
    }
}
