using System.Numerics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Benchmarks;

/// <summary>A camera that walks towards a staircase and past it, 30 frames a second: what it sees, and what a frame would begin with if there were none before.</summary>
internal sealed class LiveScene
{
    public static readonly DepthConvention Convention = new() { NearMetres = 0.1f, IsReversed = true };

    // The floor and the wall; steps are of the rest.
    private static readonly Dictionary<int, string> Prompts = new() { [1] = "mossy cobblestone", [2] = "red brick wall" };

    /// <param name="setting">What is measured.</param>
    /// <param name="edge">Pixels of an edge of the pictures, which are square.</param>
    /// <param name="count">Frames.</param>
    public LiveScene(Setting setting, int edge, int count)
    {
        // 1.4 metres a second ahead, and half of it to the side.
        Scenes = [.. Enumerable.Range(0, count).AsParallel().AsOrdered().Select(i => new Staircase(edge, edge, new Vector3(-0.4f + (0.7f * i / 30), 2, -1 - (1.4f * i / 30))))];
        var views = Scenes.AsParallel().AsOrdered().Select(View).ToArray();
        Edges = [.. views.Select(view => view.Edges!)];

        // Composed of materials, which the model makes once, on the CPU: it knows surfaces and no things.
        using var backend = OnnxBackend.Create("cpu", setting.Options);
        using var pipeline = TexturePipeline.OpenAsync(ModelFolder.Open(setting.MaterialFolder), backend).GetAwaiter().GetResult();
        var plan = ScenePlan.For(pipeline, new TextureRequest { Prompt = "large stone blocks", Seed = 7, Width = 256, Height = 256 }, Prompts, views);
        var materials = plan.Parts.Select(part => pipeline.GenerateAsync(part.Request).GetAwaiter().GetResult().Maps!).ToArray();
        Composed = [.. views.AsParallel().AsOrdered().Select(view => plan.Compose(view with { Edges = null }, materials))];
    }

    public IReadOnlyList<Staircase> Scenes { get; }

    /// <summary>The edges of the geometry, of each frame.</summary>
    public IReadOnlyList<Image> Edges { get; }

    /// <summary>Each frame, composed of materials.</summary>
    public IReadOnlyList<Image> Composed { get; }

    private static SceneComposition View(Staircase scene)
    {
        var (ops, seen) = (new CpuImageOps(), scene.Seen(Convention));
        using var input = seen.ToInput(ops);
        return new()
        {
            Depth = Image.Download(ops.Tensors, input.Depth!),
            Rays = input.Rays!.Value,
            World = seen.Camera.ToWorld(Convention),
            Normal = Image.Download(ops.Tensors, input.Normal!),
            Ids = scene.Ids,
            Edges = Extraction.Of(ops, Extractors.GeometryEdge, input),
        };
    }
}
