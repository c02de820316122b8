namespace Scumble.Nodes;

/// <summary>What became of a node in a run.</summary>
public enum NodeStatus
{
    /// <summary>It is at work.</summary>
    Started,

    /// <summary>It is at work, and says how far it is.</summary>
    Progress,

    /// <summary>It ran, and its result is there.</summary>
    Finished,

    /// <summary>Its result was there from before: neither it nor what it hangs on changed.</summary>
    Cached,

    /// <summary>It failed, and says why.</summary>
    Failed,

    /// <summary>It did not run, for something that it hangs on failed.</summary>
    Blocked,

    /// <summary>It did not run, or not to its end, for the run was cancelled.</summary>
    Cancelled,
}
