using System.CommandLine;
using System.Diagnostics;
using Scumble.Diagnostics;
using Scumble.Output;
using Scumble.Shell;
using Scumble.Stages;

namespace Scumble.Cli;

/// <summary>scumble generate: a prompt in, a picture and its maps out.</summary>
internal sealed class GenerateCommand : ScumbleCommand
{
    private const int MaxCount = 100;

    private readonly RequestOptions _request = new();

    private readonly ModelOptions _model = new();

    private readonly Option<string> _out = new("--out") { Description = "The picture's file.", HelpName = "FILE.png", Required = true };

    private readonly Option<bool> _maps = new("--maps")
    {
        Description = "Write NAME.basecolor.png, .normal.png (OpenGL), .height.png (16 bit), .roughness.png, .metallic.png, .occlusion.png too.",
    };

    private readonly NumberOption<int> _count = new("--count", "N", "Make variations NAME-1.png... with successive seeds, and NAME-sheet.png.");

    /// <summary>Declares the arguments.</summary>
    public GenerateCommand() : base("generate", "Make a texture or material from a prompt.")
    {
        _request.AddTo(this);
        Add(_out);
        Add(_maps);
        Add(_count);
        _model.AddTo(this);
    }

    /// <inheritdoc/>
    public override async Task<IAnswer> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        // What was asked for
        var request = _request.Read(arguments);
        var files = new OutputFiles(arguments.GetRequiredValue(_out), Count(arguments), arguments.GetValue(_maps)).Check();
        var quiet = arguments.GetValue(CommandLine.Json);

        // Model and device
        var clock = Stopwatch.StartNew();
        var folder = _model.Folder(arguments);
        var options = _model.Options(arguments);
        using var backend = _model.Backend(arguments);
        using var pipeline = await TexturePipeline.OpenAsync(folder, backend, options, cancellationToken);
        if (files.WithMaps) pipeline.Abilities.Maps.Require();

        // Pictures
        var pictures = new List<GeneratedPicture>();
        try
        {
            for (var i = 0; i < files.Count; i++)
            {
                var title = files.Count == 1 ? "generating" : $"generating {i + 1} of {files.Count}";
                var one = i == 0 ? request : request with { Seed = SeedOf(pictures, i) };
                var result = await StepProgress.RunAsync(title, quiet, progress => pipeline.GenerateAsync(one, progress, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
                pictures.Add(new(MaterialWriter.Write(files.Picture(i), result.Image, result.Maps, result.Recipe, files.WithMaps), result));
            }
            if (files.Sheet is { } sheet) WriteSheet(sheet, pictures);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && pictures.Count > 0)
        {
            return Cancelled(pictures, files.Count);
        }
        catch (ScumbleException e) when (pictures.Count > 0)
        {
            return new Failure(ExitCode.Failed, $"{e.Message} {pictures.Count} of {files.Count} pictures were done before, and are kept: {Files(pictures)}.", e.Hint);
        }

        return new GenerateAnswer(pictures, files.Sheet, folder.Path, clock.Elapsed);
    }

    private int Count(ParseResult arguments)
    {
        var count = arguments.GetValue(_count) ?? 1;
        if (count is >= 1 and <= MaxCount) return count;
        throw new InvalidRequestException("count", $"--count must be from 1 to {MaxCount}; found {count}.", "Leave it out for one picture.");
    }

    // Of the picture at an index, from the seed that the first one was made with.
    private static ulong SeedOf(List<GeneratedPicture> pictures, int index) => unchecked(pictures[0].Result.Request.Seed!.Value + (ulong)index);

    private static Failure Cancelled(List<GeneratedPicture> pictures, int count) => new(ExitCode.Cancelled,
        $"Cancelled after {pictures.Count} of {count} pictures; these are kept: {Files(pictures)}.",
        $"For the others run it again with --seed {SeedOf(pictures, pictures.Count)} --count {count - pictures.Count} and another --out.");

    private static string Files(List<GeneratedPicture> pictures) => string.Join(", ", pictures.Select(picture => picture.Files[0]));

    private static void WriteSheet(string path, List<GeneratedPicture> pictures)
    {
        var sheet = ContactSheet.Create([.. pictures.Select(picture => picture.Result.Image)]);
        AtomicFile.Write(path, stream => PngWriter.Write(stream, sheet, PngFormat.Colour, pictures[0].Result.Recipe.ToTexts()));
    }
}

internal static partial class Commands
{
    /// <summary>scumble generate.</summary>
    public static ScumbleCommand Generate { get; } = Add(new GenerateCommand());
}
