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
    private const uint MaxTriangles = 1_000_000;

    private static readonly Vector3 Grey = new(0.5f);

    /// <summary>The triangles of a file's default scene in the world; what has one material is one kind of object, and the material's name, or else the mesh's, its prompt.</summary>
    /// <exception cref="ScumbleException">It cannot be read, or shows nothing.</exception>
    public static (Vertex[] Vertices, IReadOnlyList<string> Prompts) Read(string path)
    {
        var (vertices, prompts) = (new List<Vertex>(), new List<string>());
        foreach (var node in Node.Flatten(Open(path).DefaultScene ?? throw Empty(path)))
        {
            foreach (var primitive in node.Mesh?.Primitives ?? [])
            {
                if (primitive.GetVertexAccessor("POSITION")?.AsVector3Array() is not { } positions) continue;
                var prompt = primitive.Material?.Name is { Length: > 0 } material ? material : node.Mesh!.Name is { Length: > 0 } mesh ? mesh : $"surface {prompts.Count + 1}";
                if (!prompts.Contains(prompt)) prompts.Add(prompt);
                foreach (var (a, b, c) in primitive.GetTriangleIndices())
                {
                    var (p, q, r) = (At(a), At(b), At(c));
                    var normal = Vector3.Cross(q - p, r - p);
                    if (normal == Vector3.Zero) continue;
                    foreach (var corner in new[] { p, q, r }) vertices.Add(new(corner, Vector3.Normalize(normal), Grey, (uint)prompts.IndexOf(prompt) + 1));
                    if (vertices.Count > 3 * MaxTriangles) throw new ScumbleException($"'{path}' has more than {MaxTriangles} triangles.", "Load a part of it.");
                }

                Vector3 At(int index) => Vector3.Transform(positions[index], node.WorldMatrix);
            }
        }
        return vertices.Count > 0 ? ([.. vertices], prompts) : throw Empty(path);
    }

    /// <summary>Writes a mesh with its painted atlas as one .glb file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mesh">With places in the atlas.</param>
    /// <param name="atlas">RGB, sRGB-encoded.</param>
    public static void Write(string path, SceneMesh mesh, Picture atlas)
    {
        var model = ModelRoot.CreateModel();
        var primitive = model.CreateMesh("scene").CreatePrimitive();
        primitive.SetVertexAccessor("POSITION", Values(model, [.. mesh.Positions], DimensionType.VEC3));
        primitive.SetVertexAccessor("TEXCOORD_0", Values(model, [.. mesh.Uvs!], DimensionType.VEC2));
        var indices = model.CreateAccessor("indices");
        indices.SetIndexData(model.UseBufferView(Bytes<int>([.. mesh.Indices]), 0, null, 0, BufferMode.ELEMENT_ARRAY_BUFFER), 0, mesh.Indices.Count, IndexEncodingType.UNSIGNED_INT);
        primitive.SetIndexAccessor(indices);
        primitive.DrawPrimitiveType = PrimitiveType.TRIANGLES;

        // The picture holds its light already.
        var material = model.CreateMaterial("painted");
        material.InitializeUnlit();
        var image = model.UseImage(new MemoryImage(PngWriter.Encode(atlas, PngFormat.Colour, [])));
        material.FindChannel("BaseColor")!.Value.SetTexture(0, image);
        primitive.Material = material;
        model.UseScene("scene").CreateNode("scene").Mesh = primitive.LogicalParent;
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
        if (!File.Exists(path)) throw new InvalidRequestException("arguments", $"There is no file '{path}'.", "Name a .glb or .gltf file.");
        try
        {
            return ModelRoot.Load(path);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new ScumbleException($"'{path}' cannot be read: {e.Message}", "Check it with a glTF validator; if it is compressed (Draco, meshopt), export it without.", e);
        }
    }

    private static ScumbleException Empty(string path) => new($"'{path}' has no scene with triangles.", "Export it with its meshes, as triangles.");
}
