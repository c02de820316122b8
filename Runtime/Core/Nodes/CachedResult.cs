namespace Scumble.Nodes;

/// <summary>What a node gave, by output, and what is known of it.</summary>
internal sealed class CachedResult(string key, IReadOnlyDictionary<string, NodeValue> values, IReadOnlyList<string> warnings)
{
    /// <summary>The hash of node, parameters and inputs.</summary>
    public string Key => key;

    /// <summary>The value of each output.</summary>
    public IReadOnlyDictionary<string, NodeValue> Values => values;

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>How many runs need it still.</summary>
    public int Pins { get; set; }
}
