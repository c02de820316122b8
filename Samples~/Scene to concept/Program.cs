// From a scene to concept art and back onto its meshes: a small renderer of this program's own draws a blocked-out street, a corridor or a glTF scene,
// Scumble borrows its images and makes control pictures of them where they lie, and a model makes a picture of a view: of surfaces, a material for each
// prompt; of things, steered by depth and edges. It is projected onto what the pictures before left open. In a window an artist does this; with --out and
// without --window it is done for all of the scene's cameras, and written.
using System.Numerics;
using LiveWindow;
using SceneToConcept;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Output;
using Scumble.Stages;

try
{
    var options = ConceptOptions.Parse(args);
    if (options.IsWindow) EditWindow.Run(options);
    else await RunAsync(options);

    // After the devices are gone, for the layer also tells of what was left on them.
    if (options.Validate) Console.WriteLine($"{Validation.Messages} validation messages");
    return Validation.Messages == 0 ? 0 : 1;
}
catch (ScumbleException e)
{
    Console.Error.WriteLine($"{e.Message}{Environment.NewLine}{e.Hint}");
    return e is InvalidRequestException ? 2 : 1;
}

static async Task RunAsync(ConceptOptions options)
{
    Directory.CreateDirectory(options.Folder);
    var scene = SampleScene.Of(options.Scene);
    foreach (var piece in scene.Pieces) Console.WriteLine($"{piece.Name}: {piece.Ids.Count} triangles; {piece.Layout}");
    using var drawing = new SceneDrawing(scene, options.Size.Width, options.Size.Height, options.Validate);

    // What the cameras see, and the control pictures of the first
    Frame[] frames = [.. scene.Views.Take(options.Views).Select(view => drawing.See(view, Extractors.All)).OfType<Frame>()];
    if (frames.Length == 0) throw new ScumbleException($"No camera sees anything of '{options.Scene}'.", "Its triangles are drawn from the front, counter-clockwise: turn them round, or load another scene.");
    if (frames.Length < Math.Min(options.Views, scene.Views.Count)) Console.WriteLine($"{Math.Min(options.Views, scene.Views.Count) - frames.Length} of the scene's views show nothing, and are left out");
    foreach (var note in frames.SelectMany((frame, i) => frame.Notes.Select(note => $"view {i + 1}: {note}"))) Console.WriteLine(note);
    Write("scene", frames[0].Scene, PngFormat.Colour);
    foreach (var (id, control) in frames[0].Controls) Write(id, control, PngFormat.Data);
    if (options.ViewsOnly) return;

    using var backend = OnnxBackend.Create();
    using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(options.Model), backend);
    IConcept concept = pipeline.Layout is null ? new SteeredConcept(pipeline, options) : await ComposedConcept.CreateAsync(pipeline, options, scene, frames);

    // Each view's picture, onto what is open
    ProjectedAtlas[] atlases = [.. scene.Pieces.Zip(scene.AtlasEdges(options.Atlas), (piece, edge) => new ProjectedAtlas(piece.Mesh, edge))];
    for (var i = 0; i < frames.Length; i++)
    {
        var painted = i == 0 ? null : PaintedView.Of(frames[i].Places, atlases, Baked());
        var picture = await concept.PaintAsync(frames[i], painted);
        Write(i == 0 ? "concept" : $"concept_{i + 1}", picture, PngFormat.Colour);
        var view = new ProjectedView(frames[i].Camera, frames[i].Convention, frames[i].Composition.Depth, picture);
        foreach (var atlas in atlases) atlas.Add(view);
        Console.WriteLine(FormattableString.Invariant($"view {i + 1}: {painted?.OpenShare ?? 1:0%} of its picture was open; {atlases.Average(atlas => atlas.Coverage):0%} of the atlases are painted now"));
    }

    // The painted scene: from all around, and as a file
    var baked = Baked();
    for (var i = 0; i < baked.Length; i++) Write(i == 0 ? "atlas" : $"atlas_{i + 1}", baked[i], PngFormat.Colour);
    for (var i = 0; i < options.Frames; i++)
    {
        var seen = PaintedView.Of(drawing.PlacesFrom(scene.Turn((float)i / options.Frames)), atlases, baked).Picture;
        Write($"turn_{i:00}", Resize.To(seen, Math.Max(1, seen.Width / 2), Math.Max(1, seen.Height / 2)), PngFormat.Colour);
    }
    GltfFiles.Write(Path.Combine(options.Folder, "painted.glb"), scene.Pieces, baked);
    Console.WriteLine(Path.Combine(options.Folder, "painted.glb"));

    Image[] Baked() => [.. atlases.Select(atlas => atlas.Bake(open: new Vector3(0.5f)))];

    void Write(string name, Image image, PngFormat format)
    {
        var path = Path.Combine(options.Folder, $"{name}.png");
        AtomicFile.Write(path, stream => PngWriter.Write(stream, image, format, []));
        Console.WriteLine(path);
    }
}
