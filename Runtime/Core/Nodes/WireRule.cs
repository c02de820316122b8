namespace Scumble.Nodes;

/// <summary>Whether a wire may lead from one type to another.</summary>
/// <param name="IsAllowed">Whether it may.</param>
/// <param name="Meaning">How the value is converted, "as it is" where it is not; else why it is refused, and what to put between.</param>
public readonly record struct WireRule(bool IsAllowed, string Meaning);
