using System.Numerics;
using Scumble.Imaging;
using Scumble.Output;

namespace SceneToConcept;

/// <summary>Scenes from files, and what was made of them into files.</summary>
internal static class SceneFiles
{
    /// <summary>The state that a file begins with.</summary>
    public static JobResult<EditState> Load(string path, ConceptOptions options)
    {
        var scene = SampleScene.Of(path);
        var state = EditState.Of(scene, options);
        var triangles = scene.Pieces.Sum(piece => piece.Ids.Count);
        return new(_ => state, "load", $"{scene.Name}: {scene.Objects.Count} object{(scene.Objects.Count == 1 ? "" : "s")}, {triangles} triangles; {string.Join("; ", scene.Pieces.Select(piece => piece.Layout).Distinct())}.");
    }

    /// <summary>Writes the painted scene, its atlases, the prompts, and the latest picture with what it was made from.</summary>
    public static JobResult<EditState> Save(EditState state, string folder)
    {
        Directory.CreateDirectory(folder);
        Image[] baked = [.. state.Atlases.Select(atlas => atlas.Bake(open: new Vector3(0.5f)))];
        for (var i = 0; i < baked.Length; i++) Write(i == 0 ? "atlas" : $"atlas_{i + 1}", baked[i], PngFormat.Colour);
        if (state.Picture is { } picture)
        {
            Write("concept", picture.Picture, PngFormat.Colour);
            Write("scene", picture.Frame.Scene, PngFormat.Colour);
            Write("ids", Colours(picture.Frame.Composition.Ids!), PngFormat.Data);
            foreach (var (id, control) in picture.Frame.Controls) Write(id, control, PngFormat.Data);
        }
        AtomicFile.Write(Path.Combine(folder, "prompts.txt"), stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            foreach (var (id, prompt) in state.Prompts.OrderBy(pair => pair.Key)) writer.WriteLine($"{id} = {prompt}");
        });
        GltfFiles.Write(Path.Combine(folder, "painted.glb"), state.Scene.Pieces, baked);
        return new(null, "save", $"Saved {Path.Combine(folder, "painted.glb")}, and its pictures beside it.");

        // As SceneIds reads them.
        static Image Colours(Image ids)
        {
            var image = new Image(ids.Width, ids.Height, 3);
            for (var i = 0; i < ids.Pixels.Length; i++)
                for (var c = 0; c < 3; c++) image.Pixels[(3 * i) + c] = (((int)ids.Pixels[i] >> (8 * (2 - c))) & 255) / 255f;
            return image;
        }

        void Write(string name, Image image, PngFormat format) => AtomicFile.Write(Path.Combine(folder, $"{name}.png"), stream => PngWriter.Write(stream, image, format, []));
    }
}
