using Scumble.Shell;
using Scumble.Studio;

namespace Scumble.Cli;

internal static partial class Commands
{
    /// <summary>The studio and its tools for agents, under the names that they have in its own program: scumble studio, scumble mcp.</summary>
    public static IReadOnlyList<ScumbleCommand> Studio { get; } = [.. StudioCommands.All.Select(Add)];
}
