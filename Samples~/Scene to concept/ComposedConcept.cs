using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Stages;

namespace SceneToConcept;

/// <summary>By a model that knows surfaces: each kind of object has a material, which lies in the world, so that all views agree.</summary>
internal sealed class ComposedConcept : IConcept
{
    private readonly ScenePlan _plan;
    private readonly List<MaterialMaps> _materials = [];

    private ComposedConcept(ScenePlan plan) => _plan = plan;

    /// <summary>Makes the materials.</summary>
    public static async Task<ComposedConcept> CreateAsync(TexturePipeline pipeline, ConceptOptions options, SampleScene scene, IReadOnlyList<Frame> frames)
    {
        var prompts = Enumerable.Range(1, scene.Kinds.Count).ToDictionary(id => id, id => scene.Kinds[id - 1].Prompt);
        var request = new TextureRequest { Prompt = prompts[1], Seed = options.Seed, Steps = options.Steps, Width = options.Material, Height = options.Material };
        var concept = new ComposedConcept(ScenePlan.For(pipeline, request, prompts, [.. frames.Select(frame => frame.Composition)]));
        foreach (var note in concept._plan.Notes) Console.WriteLine(note);
        foreach (var part in concept._plan.Parts)
        {
            var made = await pipeline.GenerateAsync(part.Request);
            Console.WriteLine(FormattableString.Invariant($"{concept._materials.Count + 1} of {concept._plan.Parts.Count}: {part.Request.Prompt}, {part.Share:0.0%} of the views"));
            var heights = options.HeightOf(part.Request.Prompt) is { } own ? Relief.FromFile(own, options.Material)
                : options.IsRelief && part.Ids.FirstOrDefault(scene.Reliefs.ContainsKey) is var id and > 0 ? Relief.FromGraph(scene.Reliefs[id], options.Material) : null;
            concept._materials.Add(heights is null ? made.Maps! : await heights.GenerateAsync(pipeline, part.Request, made.Maps!, Path.Combine(options.Out, $"relief_{concept._materials.Count + 1}.png")));
        }
        return concept;
    }

    public Task<Image> PaintAsync(Frame frame, PaintedView? painted) => Task.FromResult(_plan.Compose(frame.Composition, _materials));
}
