namespace Scumble.Studio;

/// <summary>Where a run, an item of it or a node of it stands.</summary>
internal enum RunState
{
    /// <summary>In the queue.</summary>
    Waiting,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Finished.</summary>
    Done,

    /// <summary>Ended by a fault.</summary>
    Failed,

    /// <summary>Ended by a client, or by the studio's end.</summary>
    Cancelled,
}
