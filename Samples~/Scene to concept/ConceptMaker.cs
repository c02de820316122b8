using System.Numerics;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Stages;

namespace SceneToConcept;

/// <summary>
/// Makes and projects concept art for one job at a time, on any thread. It draws what it needs on a device of its own, so that the window's frames do not wait for it.
/// </summary>
internal sealed class ConceptMaker : IDisposable
{
    private readonly ConceptOptions _options;
    private readonly OnnxBackend _backend;
    private readonly Task<TexturePipeline> _opening;
    private (SceneDrawing Drawing, SampleScene Scene, int Width, int Height)? _drawing;

    /// <summary>Begins to open the model.</summary>
    public ConceptMaker(ConceptOptions options)
    {
        _options = options;
        // A core is the window's.
        _backend = OnnxBackend.Create("auto", new() { Threads = Math.Max(1, Environment.ProcessorCount - 1) });
        _opening = Task.Run(() => TexturePipeline.OpenAsync(ModelFolder.Open(options.Model), _backend));
    }

    /// <summary>Whether the model knows things and paints whole views, by one prompt; false while it is not open.</summary>
    public bool PaintsViews => _opening is { IsCompletedSuccessfully: true, Result.Layout: null };

    /// <summary>Concept art of what a camera sees.</summary>
    /// <param name="state">The scene and its prompts.</param>
    /// <param name="from">The camera.</param>
    /// <param name="picked">Objects whose materials are made, anew if they were before; of none all that are missing in the view.</param>
    /// <param name="report">Told how far it is.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<JobResult<EditState>> GenerateAsync(EditState state, Viewpoint from, IReadOnlySet<int> picked, Action<string> report, CancellationToken stop)
    {
        report("opening the model");
        var pipeline = await _opening.WaitAsync(stop);
        report("looking at the scene");
        var frame = Drawing(state.Scene, from).See((from.Eye, from.Ahead), Extractors.Depth, Extractors.GeometryEdge)
            ?? throw new ScumbleException("The camera sees nothing of the scene.", "Fly to where it does: F frames it.");
        return pipeline.Layout is null ? await SteerAsync(pipeline, state, frame, report, stop) : await ComposeAsync(pipeline, state, frame, picked, report, stop);
    }

    /// <summary>Projects the latest picture onto the meshes, where nothing is painted yet, or another material than the picture shows.</summary>
    /// <param name="state">With the picture.</param>
    /// <param name="isOver">Whether it is painted over what was painted before.</param>
    public static JobResult<EditState> Project(EditState state, bool isOver)
    {
        // Of an object that got another material the old one goes, on all its sides.
        var (view, made) = (state.Picture!.Projected(), state.Picture.Made);
        var changed = made?.Where(one => state.Painted.TryGetValue(one.Key, out var before) && before != one.Value).Select(one => one.Key).ToHashSet() ?? [];
        var (atlases, painted) = (new List<ProjectedAtlas>(), 0);
        foreach (var (atlas, piece) in state.Atlases.Zip(state.Scene.Pieces))
        {
            var copy = atlas.Copy();
            if (changed.Count > 0) copy.Open(triangle => changed.Contains((int)piece.Ids[triangle]));
            var count = copy.Add(view, isOver, made is null ? null : triangle => made.ContainsKey((int)piece.Ids[triangle]));
            atlases.Add(count > 0 ? copy : atlas);
            painted += count;
        }
        if (painted == 0) return new(null, "project", "All that the picture shows is painted already: Shift P paints over it.");
        var share = atlases.Average(atlas => atlas.Coverage);
        return new(now => now with { Atlases = atlases, Painted = made is null ? now.Painted : now.Painted.SetItems(made) }, "project", FormattableString.Invariant($"Projected: {share:0.0%} of the atlases are painted now."));
    }

    public void Dispose()
    {
        _drawing?.Drawing.Dispose();
        if (((Task)_opening).ContinueWith(task => task.IsCompletedSuccessfully, TaskScheduler.Default).Result) _opening.Result.Dispose();
        _backend.Dispose();
    }

    private async Task<JobResult<EditState>> ComposeAsync(TexturePipeline pipeline, EditState state, Frame frame, IReadOnlySet<int> picked, Action<string> report, CancellationToken stop)
    {
        // What is to be made
        var plan = ScenePlan.For(pipeline, _options.MaterialRequest(state.Prompts.Values.First()), state.Prompts, frame.Composition);
        var seen = plan.Parts.Select(part => part.Request.Prompt).ToArray();
        var missing = seen.Where(prompt => !state.Materials.ContainsKey(prompt));
        string[] prompts = picked.Count > 0 ? [.. picked.Select(id => state.Prompts[id]).Distinct()] : [.. missing];
        var (materials, maker) = (state.Materials, new MaterialMaker(pipeline, _options, state.Scene));
        foreach (var (i, prompt) in prompts.Index())
        {
            var seed = materials.TryGetValue(prompt, out var before) ? before.Seed + 1 : _options.Seed;
            var request = _options.MaterialRequest(prompt) with { Tile = TileMode.XY, Seed = seed };
            var maps = await maker.MakeAsync(request, null, Reporting($"{(prompts.Length > 1 ? $"{i + 1} of {prompts.Length}: " : "")}{prompt}", report), stop);
            materials = materials.SetItem(prompt, new(maps, seed));
        }

        // The picture: what has no material yet looks as the block-out does
        report("composing the picture");
        var made = plan.Parts.SelectMany(part => part.Ids).Where(id => materials.ContainsKey(state.Prompts[id])).ToDictionary(id => id, id => (state.Prompts[id], materials[state.Prompts[id]].Seed));
        var picture = plan.Compose(frame.Composition, [.. plan.Parts.Select(part => materials.TryGetValue(part.Request.Prompt, out var own) ? own.Maps : Plain(state.Scene.Objects[part.Ids[0] - 1].Colour))]);
        return new(now => now with { Materials = materials, Picture = new(frame, picture, made, _options.Seed) }, "generate",
            Sentence(prompts.Length == 0 ? "Composed of the materials that are there." : $"{prompts.Length} material{(prompts.Length > 1 ? "s" : "")} made; P projects the picture onto the meshes.", Notes(frame)));
    }

    private async Task<JobResult<EditState>> SteerAsync(TexturePipeline pipeline, EditState state, Frame frame, Action<string> report, CancellationToken stop)
    {
        var seed = state.Picture is { } last ? last.Seed + 1 : _options.Seed;
        var isPainted = state.Atlases.Any(atlas => atlas.Coverage > 0);
        var painted = isPainted ? PaintedView.Of(frame.Places, state.Atlases, [.. state.Atlases.Select(atlas => atlas.Bake(open: new Vector3(0.5f)))]) : null;
        var (picture, notes) = await new SteeredConcept(pipeline, _options).PaintAsync(frame, painted, state.ViewPrompt, seed, Reporting(state.ViewPrompt, report), stop);
        return new(now => now with { Picture = new(frame, picture, null, seed) }, "generate", Sentence("Made; P projects the picture onto the meshes.", [.. Notes(frame), .. notes]));
    }

    private SceneDrawing Drawing(SampleScene scene, Viewpoint from)
    {
        if (_drawing is { } last && ReferenceEquals(last.Scene, scene) && (last.Width, last.Height) == (from.Width, from.Height)) return last.Drawing;
        _drawing?.Drawing.Dispose();
        _drawing = null;
        var drawing = new SceneDrawing(scene, from.Width, from.Height, _options.Validate);
        _drawing = (drawing, scene, from.Width, from.Height);
        return drawing;
    }

    // The last says which distances are white and black.
    private static IReadOnlyList<string> Notes(Frame frame) => [.. frame.Notes.Take(frame.Notes.Count - 1)];

    private static string Sentence(string done, IReadOnlyList<string> notes) => notes.Count == 0 ? done : $"{done} {string.Join(' ', notes)}";

    private static Direct Reporting(string what, Action<string> report) => new(now =>
        report(now.Stage == PipelineStage.Denoise ? $"{what}: step {now.StepsDone} of {now.StepCount}" : $"{what}: {now.Stage.ToString().ToLowerInvariant()}"));

    // A material of one colour.
    private static MaterialMaps Plain(Vector3 linear)
    {
        var maps = new[] { MaterialMap.BaseColor, MaterialMap.Normal, MaterialMap.Roughness, MaterialMap.Metallic, MaterialMap.Occlusion };
        return new(maps.ToDictionary(map => map, map =>
        {
            var image = new Image(1, 1, map.ChannelCount);
            for (var c = 0; c < image.Channels; c++)
                image.Pixels[c] = map == MaterialMap.BaseColor ? Srgb.FromLinear(linear[c]) : map == MaterialMap.Normal ? (c == 2 ? 1 : 0.5f) : map == MaterialMap.Metallic ? 0 : 1;
            return image;
        }));
    }

    // On the thread that reports: later ones do not overtake.
    private sealed class Direct(Action<PipelineProgress> report) : IProgress<PipelineProgress>
    {
        public void Report(PipelineProgress value) => report(value);
    }
}
