namespace Scumble.Shell;

/// <summary>What the process returns to its caller.</summary>
internal static class ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    public const int Done = 0;

    /// <summary>The world was at fault: a missing file, a damaged model, a full disk; or a repeated picture differs.</summary>
    public const int Failed = 1;

    /// <summary>The arguments were at fault.</summary>
    public const int WrongUsage = 2;

    /// <summary>The user stopped it.</summary>
    public const int Cancelled = 130;
}
