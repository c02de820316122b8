using Scumble.Lab;
using Scumble.Shell;

namespace Scumble.Cli;

internal static partial class Commands
{
    /// <summary>The workshop's commands, under the names that they have in its own program: scumble bench, scumble golden.</summary>
    public static IReadOnlyList<ScumbleCommand> Lab { get; } = [.. LabCommands.All.Select(Add)];
}
