namespace Scumble.Studio;

/// <summary>What a run carries out.</summary>
internal enum RunKind
{
    /// <summary>A request, perhaps with several seeds.</summary>
    Generate,

    /// <summary>A node graph.</summary>
    Graph,
}
