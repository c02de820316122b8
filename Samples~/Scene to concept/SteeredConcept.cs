using Scumble.Imaging;
using Scumble.Stages;

namespace SceneToConcept;

/// <summary>By a model that knows things: depth and edges steer it, and what former views painted is kept.</summary>
/// <param name="pipeline">The model, with ControlNets of its own.</param>
/// <param name="options">The prompt and the run.</param>
internal sealed class SteeredConcept(TexturePipeline pipeline, ConceptOptions options) : IConcept
{
    public async Task<Image> PaintAsync(Frame frame, PaintedView? painted)
    {
        var (picture, notes) = await PaintAsync(frame, painted, options.Prompt, options.Seed, null, default);
        foreach (var note in notes) Console.WriteLine(note);
        return picture;
    }

    /// <summary>The same.</summary>
    /// <param name="frame">What is seen.</param>
    /// <param name="painted">The scene as former views painted it, or null.</param>
    /// <param name="prompt">What it shows.</param>
    /// <param name="seed">What the run begins from.</param>
    /// <param name="progress">Told how far it is, or null.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<(Image Picture, IReadOnlyList<string> Notes)> PaintAsync(Frame frame, PaintedView? painted, string prompt, ulong seed, IProgress<PipelineProgress>? progress, CancellationToken cancellation)
    {
        var request = new TextureRequest { Prompt = prompt, Seed = seed, Steps = options.Steps };
        if (painted is not null)
            request = request with { Start = new() { Image = PictureSource.FromImage(painted.Picture, "painted"), Mask = PictureSource.FromImage(painted.Open, "open"), Fit = PictureFit.Stretch, Strength = 1 } };
        PictureSource? edges = ControlNetChoice.For(pipeline.Folder, Extractors.GeometryEdge).Net is null ? null : PictureSource.FromImage(frame.Controls[Extractors.GeometryEdge.Id], "edges");
        var steered = SceneSteering.For(pipeline, request, PictureSource.FromImage(frame.Controls[Extractors.Depth.Id], "depth"), edges);
        var made = await pipeline.GenerateAsync(steered.Request, progress, cancellation);
        return (Resize.To(made.Image, frame.Scene.Width, frame.Scene.Height, cancellation: cancellation), [.. steered.Notes.Concat(made.Warnings).Distinct()]);
    }
}
