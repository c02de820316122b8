using Scumble.Diagnostics;
using Scumble.Shell;

namespace Scumble.Cli;

/// <summary>All commands. Each file of the folder Commands adds its own.</summary>
internal static partial class Commands
{
    private static Catalogue<ScumbleCommand>? _catalogue;

    /// <summary>All commands, ordered by name.</summary>
    public static IReadOnlyCollection<ScumbleCommand> All => _catalogue!.All;

    private static ScumbleCommand Add(ScumbleCommand command) => (_catalogue ??= new("command")).Add(command.Name, command);
}
