using Scumble.Diagnostics;

namespace Scumble.Graphs;

/// <summary>All rewrites. Each file of this folder adds its own.</summary>
public static partial class Rewrites
{
    private static Catalogue<Rewrite>? _catalogue;

    /// <summary>All rewrites, ordered by id.</summary>
    public static IReadOnlyCollection<Rewrite> All => _catalogue!.All;

    /// <summary>The rewrite with this id.</summary>
    /// <exception cref="ScumbleException">There is none; the hint names the nearest.</exception>
    public static Rewrite Get(string id) => _catalogue!.Get(id);

    private static Rewrite Add(Rewrite rewrite) => (_catalogue ??= new("rewrite")).Add(rewrite.Id, rewrite);
}
