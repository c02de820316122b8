// From a scene to concept art: a small renderer of this program's own draws a blocked-out street, Scumble borrows its images and makes control pictures
// of them where they lie, and the embedded model gives each object a material of its own. Without a window; it writes pictures.
using System.Numerics;
using SceneToConcept;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Output;
using Scumble.Stages;
using Scumble.Tensors;
using Scumble.Vulkan;

try
{
    await RunAsync(ConceptOptions.Parse(args));
    return Validation.Messages == 0 ? 0 : 1;
}
catch (ScumbleException e)
{
    Console.Error.WriteLine($"{e.Message}{Environment.NewLine}{e.Hint}");
    return e is InvalidRequestException ? 2 : 1;
}

static async Task RunAsync(ConceptOptions options)
{
    Directory.CreateDirectory(options.Out);
    var (vertices, prompts) = options.Scene is { } file ? GltfFiles.Read(file) : (Street.Create(), [.. Street.Kinds.Select(kind => kind.Prompt)]);
    var (scene, camera, convention) = Draw(options, vertices);
    if (options.ViewsOnly) return;

    // Each kind of object is made once, seamless.
    using var backend = OnnxBackend.Create();
    using var textures = await TexturePipeline.OpenAsync(ModelFolder.Open(options.Model), backend);
    var materials = new Dictionary<int, MaterialMaps>();
    foreach (var prompt in prompts)
    {
        var made = await textures.GenerateAsync(new() { Prompt = prompt, Seed = options.Seed, Steps = options.Steps, Width = options.Material, Height = options.Material, Tile = TileMode.XY });
        materials.Add(materials.Count + 1, made.Maps ?? throw new ScumbleException($"'{options.Model}' makes no materials.", "Name a model of materials."));
        Console.WriteLine($"{materials.Count} of {prompts.Count}: {prompt}");
    }
    var picture = scene.Compose(materials, materials[1]);
    Write(options, "concept", picture, PngFormat.Colour);

    // Back onto the meshes, which have no places in an atlas of their own: each triangle gets one.
    var mesh = new SceneMesh { Positions = [.. vertices.Select(vertex => vertex.Position)], Indices = [.. Enumerable.Range(0, vertices.Length)] }.WithCharts();
    var atlas = new ProjectedAtlas(mesh, options.Atlas);
    atlas.Add(new ProjectedView(camera, convention, scene.Depth, picture));
    Console.WriteLine(FormattableString.Invariant($"{vertices.Length / 3} triangles without UVs got a chart each; the picture covers {atlas.Coverage:0%} of them"));
    var baked = atlas.Bake();
    Write(options, "atlas", baked, PngFormat.Colour);
    GltfFiles.Write(Path.Combine(options.Out, "painted.glb"), mesh, baked);
    Console.WriteLine(Path.Combine(options.Out, "painted.glb"));
}

// The frame, its control pictures, and what a composition needs of it.
static (SceneComposition Scene, SceneCamera Camera, DepthConvention Convention) Draw(ConceptOptions options, Vertex[] vertices)
{
    using var graphics = new GraphicsDevice(options.Validate);
    using var scumble = VulkanDevice.Borrow(graphics.Lent);
    using var renderer = new StreetRenderer(graphics, vertices, options.Width, options.Height);
    using var frames = VulkanTimeline.Borrow(scumble, renderer.Timeline.Handle);
    using var ops = new VulkanImageOps(scumble);
    var (eye, ahead, near) = options.Scene is null ? (new Vector3(0.4f, 1.7f, 2), new Vector3(-0.02f, -0.05f, -1), 0.1f) : Before(vertices);
    var convention = new DepthConvention { NearMetres = near, IsReversed = true };
    var camera = SceneCamera.Perspective(Matrix4x4.CreateLookAt(eye, eye + ahead, Vector3.UnitY), 60, (float)options.Width / options.Height, convention);
    renderer.Draw(camera);

    var images = renderer.Lend(scumble);
    try
    {
        scumble.Commands.WaitFor(new TimelinePoint(frames, renderer.Frames));
        using var view = new VulkanSceneView(ops)
        {
            Colour = images[0],
            Transfer = TexelTransfer.FromLinear,
            Normal = images[1],
            NormalConvention = new() { IsEncoded = false },
            Ids = images[2],
            Depth = images[3],
            Convention = convention,
        };
        var input = view.Read(camera);
        foreach (var note in view.Inspect()) Console.WriteLine(note);
        if (DepthRange.Find(ops, input) is { } range) Console.WriteLine(FormattableString.Invariant($"white is {range.NearMetres:f2} m, black {range.FarMetres:f1} m"));
        Write(options, "scene", Down(input.Photograph!), PngFormat.Colour);
        foreach (var extractor in Extractors.All) Write(options, extractor.Id, Extraction.Of(ops, extractor, input), PngFormat.Data);
        var scene = new SceneComposition
        {
            Depth = Down(input.Depth!),
            Rays = input.Rays!.Value,
            World = camera.ToWorld(convention),
            Normal = Down(input.Normal!),
            Ids = Down(input.Ids!),
            Edges = Extraction.Of(ops, Extractors.GeometryEdge, input),
        };
        return (scene, camera, convention);
    }
    finally
    {
        foreach (var image in images) image.Dispose();
    }

    Image Down(Tensor tensor) => Image.Download(ops.Tensors, tensor);
}

// A camera that sees all of a scene, a little from above and from the side.
static (Vector3 Eye, Vector3 Ahead, float Near) Before(Vertex[] vertices)
{
    var (least, greatest) = (vertices.Select(vertex => vertex.Position).Aggregate(Vector3.Min), vertices.Select(vertex => vertex.Position).Aggregate(Vector3.Max));
    var (middle, reach) = ((least + greatest) / 2, MathF.Max(1e-3f, (greatest - least).Length()));
    var ahead = Vector3.Normalize(new(-0.5f, -0.4f, -1));
    return (middle - (ahead * reach), ahead, 0.01f * reach);
}

static void Write(ConceptOptions options, string name, Image image, PngFormat format)
{
    var path = Path.Combine(options.Out, $"{name}.png");
    AtomicFile.Write(path, stream => PngWriter.Write(stream, image, format, []));
    Console.WriteLine(path);
}
