using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Output;
using Scumble.Shell;
using Scumble.Stages;

namespace Scumble.Cli;

/// <summary>scumble concept: a scene's depth in, a picture of it out.</summary>
internal sealed class ConceptCommand : ScumbleCommand
{
    // Under which a composed picture says what it is composed of.
    private const string Keyword = "scumble-concept";

    private readonly RequestOptions _request = new();

    private readonly ConceptView _view = new();

    private readonly ModelOptions _model = new();

    private readonly NumberOption<double> _scale = new("--scale", "S", "How strongly depth and edges steer a model that knows things; 1 by default.");

    private readonly Option<string> _out = new("--out") { Description = "The picture's file.", HelpName = "FILE.png", Required = true };

    /// <summary>Declares the arguments.</summary>
    public ConceptCommand() : base("concept", "Make concept art of a scene from its depth.")
    {
        _request.AddTo(this);
        _view.AddTo(this);
        Add(_scale);
        Add(_out);
        _model.AddTo(this);
    }

    /// <inheritdoc/>
    public override async Task<IAnswer> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var request = _request.Read(arguments);
        var files = new OutputFiles(arguments.GetRequiredValue(_out), 1, WithMaps: false).Check();
        _view.DepthFile(arguments);
        var folder = _model.Folder(arguments);
        using var backend = _model.Backend(arguments);
        using var pipeline = await TexturePipeline.OpenAsync(folder, backend, _model.Options(arguments), cancellationToken);
        return pipeline.Layout is null ? await SteerAsync(pipeline, request, files, clock, arguments, cancellationToken)
            : await ComposeAsync(pipeline, request, files, clock, arguments, cancellationToken);
    }

    // A model that knows things is steered by depth and edges.
    private async Task<IAnswer> SteerAsync(TexturePipeline pipeline, TextureRequest request, OutputFiles files, Stopwatch clock, ParseResult arguments, CancellationToken cancellationToken)
    {
        var (depth, notes) = (PictureSource.FromFile(_view.DepthFile(arguments)), new List<string>());
        var controls = new List<ControlRequest>(request.Controls ?? []);
        Control(Extractors.Depth, depth);
        if (_view.EdgesFile(arguments) is { } edges) Control(Extractors.GeometryEdge, PictureSource.FromFile(edges));
        if (_view.HasObjects(arguments)) notes.Add("--ids and --prompts have no effect: this model is told by one prompt what the scene shows.");
        var (width, height) = Size(pipeline, depth);
        request = request with { Controls = [.. controls], Width = request.Width ?? width, Height = request.Height ?? height };

        var result = await StepProgress.RunAsync("generating", arguments.GetValue(CommandLine.Json), progress => pipeline.GenerateAsync(request, progress, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        result = result with { Warnings = [.. notes, .. result.Warnings] };
        var written = MaterialWriter.Write(files.Path, result.Image, null, result.Recipe, withMaps: false);
        return new GenerateAnswer([new GeneratedPicture(written, result)], null, pipeline.Folder.Path, clock.Elapsed);

        void Control(Extractor extractor, PictureSource picture)
        {
            var (net, note) = ControlNetChoice.For(pipeline.Folder, extractor);
            if (net is not null && controls.Any(control => control.Model.Equals(net))) net = null;
            if (note is not null && net is not null) notes.Add(note);
            if (net is not null) controls.Add(new() { Model = net, Image = picture, Scale = arguments.GetValue(_scale) });
            else if (controls.Count == 0 || extractor != Extractors.Depth)
                throw new InvalidRequestException("controls", $"The model '{pipeline.Folder.Path}' has no further ControlNet of its own that is known to read {extractor.Aliases[0]} (controlnet_{string.Join(", controlnet_", extractor.Aliases)}).",
                    $"Name one, of the model or from elsewhere: --control NAME={picture.Name}.");
        }
    }

    // A model of surfaces gives each object its material.
    private async Task<IAnswer> ComposeAsync(TexturePipeline pipeline, TextureRequest request, OutputFiles files, Stopwatch clock, ParseResult arguments, CancellationToken cancellationToken)
    {
        if (request.Controls is not null || request.Start.Image is not null)
            throw new InvalidRequestException("controls", "--control and --image steer one picture; this model makes a material for each object.", "Leave them out.");
        var prompts = _view.Prompts(arguments);
        var (scene, sceneNotes) = _view.Read(arguments);
        var notes = sceneNotes.ToList();
        var shares = Shares(scene);
        foreach (var id in prompts.ById.Keys.Where(id => !shares.ContainsKey(id))) notes.Add($"No pixel shows the object #{id:X6} ({id}), which has a prompt.");

        // A material for each prompt that is seen
        var wanted = shares.Keys.GroupBy(id => prompts.ById.GetValueOrDefault(id, request.Prompt)).OrderByDescending(same => same.Sum(id => shares[id])).ToArray();
        var (made, seed) = (new Dictionary<string, MaterialMaps>(), request.Seed);
        foreach (var same in wanted)
        {
            var one = request with { Prompt = same.Key, Tile = TileMode.XY, Seed = seed };
            var result = await StepProgress.RunAsync($"{made.Count + 1} of {wanted.Length}", arguments.GetValue(CommandLine.Json), progress => pipeline.GenerateAsync(one, progress, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            seed ??= result.Request.Seed;
            notes.AddRange(result.Warnings.Except(notes));
            made[same.Key] = result.Maps!;
        }

        // One picture of them all
        var others = made.GetValueOrDefault(request.Prompt) ?? made.Values.First();
        var picture = scene.Compose(shares.Keys.ToDictionary(id => id, id => made[prompts.ById.GetValueOrDefault(id, request.Prompt)]), others);
        (string, IReadOnlyList<int>, double)[] materials = [.. wanted.Select(same => (same.Key, (IReadOnlyList<int>)[.. same.Where(prompts.ById.ContainsKey)], same.Sum(id => shares[id])))];
        var answer = new ConceptAnswer(files.Path, picture, materials, seed!.Value, notes, clock.Elapsed);
        var words = new JsonObject { ["model"] = pipeline.ModelHash, ["seed"] = seed, ["materials"] = answer.ToJson()["materials"]!.DeepClone() };
        AtomicFile.Write(files.Path, PngWriter.Encode(picture, PngFormat.Colour, [new PngText(Keyword, words.ToJsonString()), Recipe.SoftwareMark, Recipe.GeneratedMark]));
        return answer;
    }

    // Of what was drawn, by object.
    private static Dictionary<int, double> Shares(SceneComposition scene)
    {
        var counts = new Dictionary<int, double>();
        for (var i = 0; i < scene.Depth.Pixels.Length; i++)
            if (scene.Depth.Pixels[i] > 0) counts[(int)scene.Ids!.Pixels[i]] = counts.GetValueOrDefault((int)scene.Ids.Pixels[i]) + (1.0 / scene.Depth.Pixels.Length);
        return counts;
    }

    // As many pixels as the model makes by itself, in the view's shape.
    private static (int Width, int Height) Size(TexturePipeline pipeline, PictureSource view)
    {
        var defaults = pipeline.Defaults;
        var scale = Math.Sqrt((double)defaults.Width * defaults.Height / ((double)view.Width * view.Height));
        return (defaults.FixedWidth ?? Nearest(view.Width), defaults.FixedHeight ?? Nearest(view.Height));

        int Nearest(int edge) => Math.Clamp((int)Math.Round(edge * scale / defaults.SizeMultiple) * defaults.SizeMultiple, defaults.MinSize, defaults.MaxSize);
    }
}

internal static partial class Commands
{
    /// <summary>scumble concept.</summary>
    public static ScumbleCommand Concept { get; } = Add(new ConceptCommand());
}
