using System.Numerics;
using Scumble.Imaging;

namespace SceneToConcept;

/// <summary>What is drawn and painted: triangles, what they are to be made of, and where cameras stand.</summary>
internal sealed record SampleScene
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>Its parts.</summary>
    public required IReadOnlyList<ScenePiece> Pieces { get; init; }

    /// <summary>Its objects; the first has the id 1.</summary>
    public required IReadOnlyList<SceneObject> Objects { get; init; }

    /// <summary>Where cameras stand and look, in the order in which their pictures are projected.</summary>
    public required IReadOnlyList<(Vector3 Eye, Vector3 Ahead)> Views { get; init; }

    /// <summary>Where the camera of the turntable stands and looks, after a share of its turn.</summary>
    public required Func<float, (Vector3 Eye, Vector3 Ahead)> Turn { get; init; }

    /// <summary>The near plane of all cameras.</summary>
    public float NearMetres { get; init; } = 0.1f;

    /// <summary>Of their depth: reversed, without a far plane.</summary>
    public DepthConvention Convention => new() { NearMetres = NearMetres, IsReversed = true };

    /// <summary>Of prompts, the output of relief.graph.json that is the material's height.</summary>
    public IReadOnlyDictionary<string, string> Reliefs { get; init; } = new Dictionary<string, string>();

    /// <summary>As the renderer takes it.</summary>
    public Vertex[] Vertices()
    {
        var vertices = new List<Vertex>();
        for (var piece = 0; piece < Pieces.Count; piece++)
        {
            var (mesh, ids) = (Pieces[piece].Mesh, Pieces[piece].Ids);
            for (var triangle = 0; triangle < ids.Count; triangle++)
            {
                var corners = Enumerable.Range(3 * triangle, 3).Select(k => mesh.Indices[k]).ToArray();
                var normal = Vector3.Cross(mesh.Positions[corners[1]] - mesh.Positions[corners[0]], mesh.Positions[corners[2]] - mesh.Positions[corners[0]]);
                if (normal == Vector3.Zero) continue;
                foreach (var corner in corners)
                    vertices.Add(new(mesh.Positions[corner], Vector3.Normalize(normal), Objects[(int)ids[triangle] - 1].Colour, ids[triangle], new Vector3(mesh.Uvs![corner], piece + 1)));
            }
        }
        return [.. vertices];
    }

    /// <summary>Every corner of every triangle, and its object.</summary>
    public IEnumerable<(int Id, Vector3 Place)> Corners() =>
        from piece in Pieces
        from triangle in Enumerable.Range(0, piece.Ids.Count)
        from k in Enumerable.Range(0, 3)
        select ((int)piece.Ids[triangle], piece.Mesh.Positions[piece.Mesh.Indices[(3 * triangle) + k]]);

    /// <summary>The atlases' edges, in texels: together about as many texels as one of the given edge, shared by area.</summary>
    public int[] AtlasEdges(int edge)
    {
        var areas = Pieces.Select(piece => Enumerable.Range(0, piece.Ids.Count).Sum(triangle => Area(piece.Mesh, triangle))).ToArray();
        return [.. areas.Select(area => Math.Clamp((int)(edge * MathF.Sqrt(area / areas.Sum()) / 64) * 64, 64, edge))];

        static float Area(SceneMesh mesh, int triangle)
        {
            var (a, b, c) = (mesh.Positions[mesh.Indices[3 * triangle]], mesh.Positions[mesh.Indices[(3 * triangle) + 1]], mesh.Positions[mesh.Indices[(3 * triangle) + 2]]);
            return Vector3.Cross(b - a, c - a).Length() / 2;
        }
    }

    /// <summary>A scene by its name, or from a glTF file.</summary>
    public static SampleScene Of(string name) => name switch
    {
        "street" => Street.Create(),
        "corridor" => Corridor.Create(),
        _ => GltfFiles.Read(name),
    };

    /// <summary>A camera on its way around a place.</summary>
    /// <param name="middle">The place.</param>
    /// <param name="radius">How far from it, along the ground.</param>
    /// <param name="height">How far above it.</param>
    /// <param name="share">Of the way around, 0 to 1.</param>
    public static (Vector3 Eye, Vector3 Ahead) Orbit(Vector3 middle, float radius, float height, float share)
    {
        var (sin, cos) = MathF.SinCos(2 * MathF.PI * share);
        var away = new Vector3(radius * sin, height, radius * cos);
        return (middle + away, -Vector3.Normalize(away));
    }
}
