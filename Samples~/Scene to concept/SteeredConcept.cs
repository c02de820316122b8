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
        var request = new TextureRequest { Prompt = options.Prompt, Seed = options.Seed, Steps = options.Steps };
        if (painted is not null)
            request = request with { Start = new() { Image = PictureSource.FromImage(painted.Picture, "painted"), Mask = PictureSource.FromImage(painted.Open, "open"), Fit = PictureFit.Stretch, Strength = 1 } };
        PictureSource? edges = ControlNetChoice.For(pipeline.Folder, Extractors.GeometryEdge).Net is null ? null : PictureSource.FromImage(frame.Controls[Extractors.GeometryEdge.Id], "edges");
        var steered = SceneSteering.For(pipeline, request, PictureSource.FromImage(frame.Controls[Extractors.Depth.Id], "depth"), edges);
        var made = await pipeline.GenerateAsync(steered.Request);
        foreach (var note in steered.Notes.Concat(made.Warnings).Distinct()) Console.WriteLine(note);
        return Resize.To(made.Image, frame.Scene.Width, frame.Scene.Height);
    }
}
