using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
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

    private async Task<IAnswer> SteerAsync(TexturePipeline pipeline, TextureRequest request, OutputFiles files, Stopwatch clock, ParseResult arguments, CancellationToken cancellationToken)
    {
        var edges = _view.EdgesFile(arguments) is { } file ? PictureSource.FromFile(file) : null;
        var (steered, notes) = SceneSteering.For(pipeline, request, PictureSource.FromFile(_view.DepthFile(arguments)), edges, arguments.GetValue(_scale));
        if (_view.HasObjects(arguments)) notes = [.. notes, "--ids and --prompts have no effect: this model is told by one prompt what the scene shows."];
        var result = await StepProgress.RunAsync("generating", arguments.GetValue(CommandLine.Json), progress => pipeline.GenerateAsync(steered, progress, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        result = result with { Warnings = [.. notes, .. result.Warnings] };
        var written = MaterialWriter.Write(files.Path, result.Image, null, result.Recipe, withMaps: false);
        return new GenerateAnswer([new GeneratedPicture(written, result)], null, pipeline.Folder.Path, clock.Elapsed);
    }

    private async Task<IAnswer> ComposeAsync(TexturePipeline pipeline, TextureRequest request, OutputFiles files, Stopwatch clock, ParseResult arguments, CancellationToken cancellationToken)
    {
        var prompts = _view.Prompts(arguments);
        var (scene, sceneNotes) = _view.Read(arguments);
        var plan = ScenePlan.For(pipeline, request, prompts.ById, scene);
        var (notes, materials) = (new List<string>([.. sceneNotes, .. plan.Notes]), new List<MaterialMaps>());
        foreach (var part in plan.Parts)
        {
            var result = await StepProgress.RunAsync($"{materials.Count + 1} of {plan.Parts.Count}", arguments.GetValue(CommandLine.Json), progress => pipeline.GenerateAsync(part.Request, progress, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            notes.AddRange(result.Warnings.Except(notes));
            materials.Add(result.Maps!);
        }
        var picture = plan.Compose(scene, materials);
        var answer = new ConceptAnswer(files.Path, picture, [.. plan.Parts.Select(part => part with { Ids = [.. part.Ids.Where(prompts.ById.ContainsKey)] })], plan.Seed, notes, clock.Elapsed);
        var words = new JsonObject { ["model"] = pipeline.ModelHash, ["seed"] = plan.Seed, ["materials"] = answer.ToJson()["materials"]!.DeepClone() };
        AtomicFile.Write(files.Path, PngWriter.Encode(picture, PngFormat.Colour, [new PngText(Keyword, words.ToJsonString()), Recipe.SoftwareMark, Recipe.GeneratedMark]));
        return answer;
    }
}

internal static partial class Commands
{
    /// <summary>scumble concept.</summary>
    public static ScumbleCommand Concept { get; } = Add(new ConceptCommand());
}
