using Scumble.Diagnostics;

namespace Scumble.Nodes;

/// <summary>All kinds of nodes. Each file of the folder Kinds adds its own.</summary>
public static partial class NodeKinds
{
    private static Catalogue<NodeKind>? _catalogue;

    /// <summary>All kinds, ordered by id.</summary>
    public static IReadOnlyCollection<NodeKind> All => _catalogue!.All;

    /// <summary>The kind with this id.</summary>
    /// <exception cref="ScumbleException">There is none; the hint names the nearest.</exception>
    public static NodeKind Get(string id) => _catalogue!.Get(id);

    /// <summary>The kind with this id, or null.</summary>
    public static NodeKind? Find(string id) => All.FirstOrDefault(kind => kind.Id == id);

    private static NodeKind Add(NodeKind kind) => (_catalogue ??= new("kind of node")).Add(kind.Id, kind);
}
