using Scumble.Shell;

namespace Scumble.Studio;

/// <summary>The commands of this program, which the command line offers too.</summary>
internal static class StudioCommands
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ScumbleCommand> All { get; } = [new McpCommand(), new StudioCommand()];
}
