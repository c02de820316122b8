using Scumble.Imaging;

namespace SceneToConcept;

/// <summary>A part of a scene with an atlas of its own.</summary>
/// <param name="Name">What it is called in files.</param>
/// <param name="Mesh">Its triangles, with places in the atlas.</param>
/// <param name="Ids">Of each triangle the object that it belongs to, from 1.</param>
/// <param name="Layout">Where its places in the atlas come from, in a sentence's end.</param>
internal sealed record ScenePiece(string Name, SceneMesh Mesh, IReadOnlyList<uint> Ids, string Layout)
{
    /// <summary>A piece whose triangles each get a chart.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="mesh">Its triangles.</param>
    /// <param name="ids">Of each triangle.</param>
    /// <param name="reason">Why its own places do not serve, if it has some.</param>
    public static ScenePiece Charted(string name, SceneMesh mesh, IReadOnlyList<uint> ids, string reason) =>
        new(name, mesh.WithCharts(), ids, $"each triangle got a chart: {reason}");
}
