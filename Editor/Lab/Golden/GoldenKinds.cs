using Scumble.Diagnostics;

namespace Scumble.Lab;

/// <summary>All kinds of golden cases. Each file of the folder Kinds adds its own.</summary>
internal static partial class GoldenKinds
{
    private static Catalogue<GoldenKind>? _catalogue;

    /// <summary>All kinds, ordered by id.</summary>
    public static IReadOnlyCollection<GoldenKind> All => (_catalogue ??= new("kind of golden case")).All;

    /// <summary>The kind with this id.</summary>
    /// <exception cref="ScumbleException">There is none.</exception>
    public static GoldenKind Get(string id) => (_catalogue ??= new("kind of golden case")).Get(id);

    private static GoldenKind Add(GoldenKind kind) => (_catalogue ??= new("kind of golden case")).Add(kind.Id, kind);
}
