using Scumble.Diagnostics;
using Scumble.Shell;

namespace Scumble.Lab;

/// <summary>The workshop's commands. Each file of the folder Commands adds its own.</summary>
internal static partial class LabCommands
{
    private static Catalogue<ScumbleCommand>? _catalogue;

    /// <summary>All of them, ordered by name.</summary>
    public static IReadOnlyCollection<ScumbleCommand> All => _catalogue!.All;

    private static ScumbleCommand Add(ScumbleCommand command) => (_catalogue ??= new("command")).Add(command.Name, command);
}
