using System.Numerics;
using System.Runtime.InteropServices;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Output;
using SharpGLTF.Memory;
using SharpGLTF.Schema2;
using Picture = Scumble.Imaging.Image;

namespace SceneToConcept;

/// <summary>Scenes from glTF files, and painted meshes into them; the one place that names their library.</summary>
internal static class GltfFiles
{
    private const int MaxTriangles = 1_000_000;

    private const long MaxFileBytes = 1L << 30;

    // Of a scene, from corner to corner, in metres.
    private const float Least = 1e-3f, Greatest = 1e6f;

    private static readonly (string Extension, string Name)[] Compressions = [("KHR_draco_mesh_compression", "Draco"), ("EXT_meshopt_compression", "meshopt")];

    // Of the way around a scene, where its views are taken: from all four sides, opposite ones first.
    private static readonly float[] Around = [0.09f, 0.59f, 0.34f, 0.84f];

    private static readonly Vector3 Grey = new(0.5f);

    /// <summary>
    /// A file's default scene in the world. What a node shows in one material is an object, and the material's name, or else the mesh's, its prompt. A mesh whose own
    /// places can be those of an atlas keeps them, and has an atlas of its own; all others share one, in charts.
    /// </summary>
    /// <exception cref="ScumbleException">It cannot be read, or shows nothing.</exception>
    public static SampleScene Read(string path)
    {
        var (pieces, objects, triangles) = (new List<ScenePiece>(), new List<SceneObject>(), 0);
        var (bare, bareIds, reasons) = (new List<Vector3>(), new List<uint>(), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var node in Node.Flatten(Open(path).DefaultScene ?? throw Empty(path)))
        {
            foreach (var primitive in node.Mesh?.Primitives ?? [])
            {
                if (primitive.GetVertexAccessor("POSITION")?.AsVector3Array() is not { } positions) continue;
                var prompt = primitive.Material?.Name is { Length: > 0 } material ? material : node.Mesh!.Name is { Length: > 0 } named ? named : $"surface {objects.Count + 1}";
                var isMirrored = node.WorldMatrix.GetDeterminant() < 0;
                int[] indices = [.. primitive.GetTriangleIndices().SelectMany(t => isMirrored ? new[] { t.A, t.C, t.B } : [t.A, t.B, t.C])];
                if (indices.Length == 0) continue;
                if ((triangles += indices.Length / 3) > MaxTriangles) throw new ScumbleException($"'{path}' has more than {MaxTriangles} triangles.", "Load a part of it.");
                var name = $"{node.Name ?? node.Mesh!.Name ?? "mesh"} {objects.Count + 1}";
                objects.Add(new(name, prompt, Grey));
                var ids = Enumerable.Repeat((uint)objects.Count, indices.Length / 3).ToArray();
                var uvs = primitive.GetVertexAccessor("TEXCOORD_0")?.AsVector2Array();
                var mesh = new SceneMesh { Positions = [.. positions.Select(position => Vector3.Transform(position, node.WorldMatrix))], Indices = indices, Uvs = uvs is null ? null : [.. uvs] };
                if (mesh.AtlasFault() is not { } fault) pieces.Add(new(name, mesh, ids, "its own UVs are kept"));
                else
                {
                    reasons.Add(fault);
                    bare.AddRange(indices.Select(index => mesh.Positions[index]));
                    bareIds.AddRange(ids);
                }
            }
        }
        if (bare.Count > 0)
            pieces.Add(ScenePiece.Charted("rest", new SceneMesh { Positions = bare, Indices = [.. Enumerable.Range(0, bare.Count)] }, bareIds, string.Join("; or ", reasons)));
        if (pieces.Count == 0) throw Empty(path);
        var places = pieces.SelectMany(piece => piece.Mesh.Indices.Select(index => piece.Mesh.Positions[index])).ToArray();
        var (least, greatest) = (places.Aggregate(Vector3.Min), places.Aggregate(Vector3.Max));
        var (middle, reach) = ((least + greatest) / 2, (greatest - least).Length());
        if (!(reach >= Least && reach <= Greatest))
            throw new ScumbleException(FormattableString.Invariant($"'{path}' measures {reach:g3} m from corner to corner; expected {Least} to {Greatest} m."), "glTF's unit is the metre: export the scene in its true size.");
        var scene = new SampleScene
        {
            Name = Path.GetFileName(path),
            Pieces = pieces,
            Objects = objects,
            Views = [.. Around.Select(share => SampleScene.Orbit(middle, 0.9f * reach, 0.35f * reach, share)), SampleScene.Orbit(middle, 0.02f * reach, reach, 0)],
            Turn = share => SampleScene.Orbit(middle, 0.9f * reach, 0.4f * reach, share),
            NearMetres = 0.01f * reach,
        };
        return scene.Vertices().Length > 0 ? scene : throw new ScumbleException($"None of the triangles of '{path}' has an area.", "Check its meshes: corners of a triangle lie at one place, or on one line.");
    }

    /// <summary>Writes pieces with their painted atlases as one .glb file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pieces">The pieces.</param>
    /// <param name="atlases">Of each piece its atlas, RGB, sRGB-encoded.</param>
    public static void Write(string path, IReadOnlyList<ScenePiece> pieces, IReadOnlyList<Picture> atlases)
    {
        var model = ModelRoot.CreateModel();
        var scene = model.UseScene("scene");
        foreach (var (piece, atlas) in pieces.Zip(atlases))
        {
            var mesh = piece.Mesh;
            var primitive = model.CreateMesh(piece.Name).CreatePrimitive();
            primitive.SetVertexAccessor("POSITION", Values(model, [.. mesh.Positions], DimensionType.VEC3));
            primitive.SetVertexAccessor("TEXCOORD_0", Values(model, [.. mesh.Uvs!], DimensionType.VEC2));
            var indices = model.CreateAccessor("indices");
            indices.SetIndexData(model.UseBufferView(Bytes<int>([.. mesh.Indices]), 0, null, 0, BufferMode.ELEMENT_ARRAY_BUFFER), 0, mesh.Indices.Count, IndexEncodingType.UNSIGNED_INT);
            primitive.SetIndexAccessor(indices);
            primitive.DrawPrimitiveType = PrimitiveType.TRIANGLES;

            // The picture holds its light already.
            var material = model.CreateMaterial(piece.Name);
            material.InitializeUnlit();
            material.FindChannel("BaseColor")!.Value.SetTexture(0, model.UseImage(new MemoryImage(PngWriter.Encode(atlas, PngFormat.Colour, []))));
            primitive.Material = material;
            scene.CreateNode(piece.Name).Mesh = primitive.LogicalParent;
        }
        var bytes = model.WriteGLB();
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    private static Accessor Values<T>(ModelRoot model, T[] values, DimensionType dimensions) where T : unmanaged
    {
        var accessor = model.CreateAccessor(dimensions.ToString());
        accessor.SetVertexData(model.UseBufferView(Bytes(values), 0, null, 0, BufferMode.ARRAY_BUFFER), 0, values.Length, new AttributeFormat(dimensions));
        return accessor;
    }

    private static byte[] Bytes<T>(T[] values) where T : unmanaged => MemoryMarshal.AsBytes<T>(values).ToArray();

    private static ModelRoot Open(string path)
    {
        if (!File.Exists(path)) throw new InvalidRequestException("arguments", $"There is no scene '{path}'.", "Use street, corridor, or a .glb or .gltf file.");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        try
        {
            return ReadContext.Create(name => new(RegularFile.ReadBytes(Path.Combine(folder, name), MaxFileBytes))).ReadSchema2(Path.GetFileName(path));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            if (Compressions.FirstOrDefault(one => e.Message.Contains(one.Extension, StringComparison.Ordinal)) is { Name: { } name, Extension: var extension })
                throw new ScumbleException($"The meshes of '{path}' are compressed by {name} ({extension}), which is not read here.", "Export it without compression.", e);
            throw new ScumbleException($"'{path}' cannot be read: {e.Message.Split("Model generated by")[0].TrimEnd()}", "Check it with a glTF validator.", e);
        }
    }

    private static ScumbleException Empty(string path) => new($"'{path}' has no scene with triangles.", "Export it with its meshes, as triangles.");
}
