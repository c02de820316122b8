using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Stages;

namespace SceneToConcept;

/// <summary>By a model that knows surfaces: each prompt has a material, which lies in the world, so that all views agree.</summary>
internal sealed class ComposedConcept : IConcept
{
    private readonly ScenePlan _plan;
    private readonly List<MaterialMaps> _materials = [];

    private ComposedConcept(ScenePlan plan) => _plan = plan;

    /// <summary>Makes the materials.</summary>
    public static async Task<ComposedConcept> CreateAsync(TexturePipeline pipeline, ConceptOptions options, SampleScene scene, IReadOnlyList<Frame> frames)
    {
        var prompts = scene.Objects.Index().ToDictionary(pair => pair.Index + 1, pair => pair.Item.Prompt);
        var concept = new ComposedConcept(ScenePlan.For(pipeline, options.MaterialRequest(prompts[1]), prompts, [.. frames.Select(frame => frame.Composition)]));
        var maker = new MaterialMaker(pipeline, options, scene);
        foreach (var note in concept._plan.Notes) Console.WriteLine(note);
        foreach (var part in concept._plan.Parts)
        {
            var number = concept._materials.Count + 1;
            Console.WriteLine(FormattableString.Invariant($"{number} of {concept._plan.Parts.Count}: {part.Request.Prompt}, {part.Share:0.0%} of the views"));
            concept._materials.Add(await maker.MakeAsync(part.Request, Path.Combine(options.Folder, $"relief_{number}.png")));
        }
        return concept;
    }

    public Task<Image> PaintAsync(Frame frame, PaintedView? painted) => Task.FromResult(_plan.Compose(frame.Composition, _materials));
}
