using System.CommandLine;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Models;
using Scumble.Output;
using Scumble.Shell;
using Scumble.Stages;

namespace Scumble.Cli;

/// <summary>scumble repeat: makes a generated picture again from the recipe inside it.</summary>
internal sealed class RepeatCommand : ScumbleCommand
{
    private readonly Argument<string> _file = new("FILE.png") { Description = "A picture that scumble made." };

    private readonly Option<string?> _out = new("--out") { Description = "The new picture's file; FILE-repeat.png by default.", HelpName = "FILE.png" };

    private readonly Option<bool> _maps = new("--maps") { Description = "Write the material's maps too." };

    private readonly Option<string[]> _inputs = new("--inputs")
    {
        Description = "Where the pictures and ControlNets lie that it was made from; beside it by default. Repeatable.",
        HelpName = "DIR",
    };

    private readonly ModelOptions _model = new();

    /// <summary>Declares the arguments.</summary>
    public RepeatCommand() : base("repeat", "Make a generated picture again, and say whether its pixels are the same.")
    {
        Add(_file);
        Add(_out);
        Add(_maps);
        Add(_inputs);
        _model.AddTo(this);
    }

    /// <inheritdoc/>
    public override async Task<IAnswer> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        // What it was made from
        var original = arguments.GetRequiredValue(_file);
        var recipe = Recipe.Read(original);
        var withMaps = arguments.GetValue(_maps) || recipe.Map != MaterialMap.BaseColorSuffix;
        var path = arguments.GetValue(_out) ?? $"{Path.ChangeExtension(original, null)}-repeat.png";
        var request = TextureRequest.FromJson(recipe.Request).FindInputs([.. arguments.GetValue(_inputs) ?? [], Path.GetDirectoryName(Path.GetFullPath(original))!]);
        var files = new OutputFiles(path, 1, withMaps).Check();
        var folder = _model.Folder(arguments);
        var options = _model.Options(arguments);
        RequireSameModel(original, recipe, folder, options);

        // Again
        using var backend = _model.Backend(arguments);
        using var pipeline = await TexturePipeline.OpenAsync(folder, backend, options, cancellationToken);
        var result = await StepProgress.RunAsync("repeating", arguments.GetValue(CommandLine.Json),
            progress => pipeline.GenerateAsync(request, progress, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();

        // The same?
        var before = RegularFile.ReadBytes(original, ImageFiles.MaxFileBytes);
        var written = MaterialWriter.Write(files.Path, result.Image, result.Maps, result.Recipe, withMaps);
        var twin = recipe.Map == MaterialMap.BaseColorSuffix ? written[0] : written.Single(file => file.EndsWith($".{recipe.Map}.png", StringComparison.Ordinal));
        return new RepeatAnswer(new GeneratedPicture(written, result), Path.GetFullPath(original), SamePixels(before, original, twin));
    }

    private static void RequireSameModel(string original, Recipe recipe, ModelFolder folder, PipelineOptions options)
    {
        var hash = options.HashOf(folder);
        if (recipe.ModelHash == hash) return;
        throw new ScumbleException(
            $"'{original}' cannot be repeated: it was made by the model {recipe.ModelHash}, and '{folder.Path}' is {hash}.",
            "Name the folder of the model that made it with --model DIR.");
    }

    private static bool SamePixels(byte[] before, string original, string twin)
    {
        var (one, other) = (ImageFiles.Decode(before, original), ImageFiles.Read(twin));
        return (one.Width, one.Height, one.Channels) == (other.Width, other.Height, other.Channels) && one.Pixels.SequenceEqual(other.Pixels);
    }
}

internal static partial class Commands
{
    /// <summary>scumble repeat.</summary>
    public static ScumbleCommand Repeat { get; } = Add(new RepeatCommand());
}
