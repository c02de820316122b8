using System.CommandLine;
using System.Globalization;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Shell;

namespace Scumble.Cli;

/// <summary>scumble extract: a control picture from a photograph or from what a renderer drew.</summary>
internal sealed class ExtractCommand : ScumbleCommand
{
    private readonly Argument<string> _id = new("EXTRACTOR") { Description = "See 'scumble list extractors'." };

    private readonly Argument<string> _in = new("FILE") { Description = "A photograph; for what works from a scene its depth buffer (see --near), and of segmentation its ids." };

    private readonly Option<string> _out = new("--out") { Description = "The control picture's file.", HelpName = "FILE.png", Required = true };

    private readonly Option<string?> _normals = new("--normals") { Description = "Normals beside a depth buffer, in the camera's space: red right, green up, blue towards the viewer.", HelpName = "FILE" };

    private readonly Option<string?> _ids = new("--ids") { Description = "Objects beside a depth buffer: each colour, or level of grey, is one.", HelpName = "FILE" };

    private readonly SceneOptions _scene = new();

    private readonly Option<string[]> _settings = new("--set") { Description = "A number of the extractor. Repeatable.", HelpName = "NAME=VALUE" };

    private readonly Option<bool> _tile = new("--tile") { Description = "The photograph repeats on both axes." };

    /// <summary>Declares the arguments.</summary>
    public ExtractCommand() : base("extract", "Make a control picture: edges, depth, normals...")
    {
        Add(_id);
        Add(_in);
        foreach (var option in new Option[] { _out, _normals, _ids }) Add(option);
        _scene.AddTo(this);
        Add(_settings);
        Add(_tile);
    }

    /// <inheritdoc/>
    public override Task<IAnswer> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var id = arguments.GetRequiredValue(_id);
        var extractor = Extractors.Find(id) ?? throw new InvalidRequestException("extractor", $"There is no extractor '{id}'.",
            NearestName.Find(id, Extractors.All.Select(known => known.Id)) is { } nearest ? $"Did you mean '{nearest}'?" : "See 'scumble list extractors'.");
        var settings = Settings(arguments);
        extractor.Check(settings);
        var path = new OutputFiles(arguments.GetRequiredValue(_out), 1, WithMaps: false).Check().Path;

        var ops = new CpuImageOps();
        using var input = Input(extractor, arguments, ops);
        var range = extractor.Id == Extractors.Depth.Id ? DepthRange.Find(ops, input, settings) : null;
        if (range is { } found && found.FarMetres <= found.NearMetres) RequireBoth(found, settings);
        var picture = Extraction.Of(ops, extractor, input, settings, arguments.GetValue(_tile) ? TileMode.XY : TileMode.None);
        cancellationToken.ThrowIfCancellationRequested();
        AtomicFile.Write(path, stream => PngWriter.Write(stream, picture, PngFormat.Data, []));
        return Task.FromResult<IAnswer>(new ExtractAnswer(path, extractor, picture, range, input.Notes));
    }

    // One end is fixed on the far side of the other, which was found: the picture would be plain.
    private static void RequireBoth(DepthRange range, Dictionary<string, double> settings)
    {
        var (isNear, isFar) = (settings.GetValueOrDefault("near") > 0, settings.GetValueOrDefault("far") > 0);
        if (isNear && !isFar)
            throw new InvalidRequestException("settings", FormattableString.Invariant($"'near' of 'depth' is {range.NearMetres} m, and what the picture shows lies nearer than {range.FarMetres:0.##} m: all of it would be white."),
                "Set 'near' before that, or 'far' too.");
        if (isFar && !isNear)
            throw new InvalidRequestException("settings", FormattableString.Invariant($"'far' of 'depth' is {range.FarMetres} m, and what the picture shows lies beyond {range.NearMetres:0.##} m: all of it would be black."),
                "Set 'far' beyond that, or 'near' too.");
    }

    private ExtractorInput Input(Extractor extractor, ParseResult arguments, CpuImageOps ops)
    {
        var file = arguments.GetRequiredValue(_in);
        if (extractor.ReadsPhotograph) return ExtractorInput.FromPhotograph(ops, ImageFiles.Read(file));
        if (!extractor.Reads.Contains(ExtractorReads.Depth)) return ExtractorInput.FromIds(ops, SceneIds.FromPicture(ImageFiles.Read(file), file));
        var depth = Grey(ImageFiles.Read(file), file);
        var convention = _scene.Convention(arguments);
        return new SceneView
        {
            Camera = _scene.Camera(arguments, convention, depth.Width, depth.Height),
            Depth = depth,
            Convention = convention,
            Normal = arguments.GetValue(_normals) is { } normals ? Colours(ImageFiles.Read(normals), normals) : null,
            NormalConvention = new() { IsWorldSpace = false },
            Ids = arguments.GetValue(_ids) is { } ids ? SceneIds.FromPicture(ImageFiles.Read(ids), ids) : null,
        }.ToInput(ops);
    }

    /// <summary>A depth picture: grey, or colour whose three channels are alike.</summary>
    /// <exception cref="ScumbleException">It is coloured.</exception>
    internal static Image Grey(Image image, string name)
    {
        var grey = new Image(image.Width, image.Height, 1);
        for (var i = 0; i < grey.Pixels.Length; i++)
        {
            var pixel = image.Pixels.Slice(i * image.Channels, image.Channels);
            if (pixel.Length > 1 && (pixel[0] != pixel[1] || pixel[0] != pixel[2]))
                throw new ScumbleException($"The depth '{name}' is coloured at ({i % grey.Width}, {i / grey.Width}).", "Save depth as grey, best with 16 bits.");
            grey.Pixels[i] = pixel[0];
        }
        return grey;
    }

    private static Image Colours(Image image, string name) => image.Channels == 3 ? image
        : throw new ScumbleException($"The normals '{name}' have {image.Channels} channels; expected red, green and blue.", "Save them without transparency, in colour.");

    private Dictionary<string, double> Settings(ParseResult arguments)
    {
        var settings = new Dictionary<string, double>();
        foreach (var text in arguments.GetValue(_settings) ?? [])
        {
            if (text.Split('=') is not [var name, var value] || !double.TryParse(value, NumberStyles.Float & ~NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
                throw new InvalidRequestException("settings", $"--set must be NAME=VALUE; found '{text}'.", "Write for example --set low=50.");
            settings[name] = number;
        }
        return settings;
    }
}

internal static partial class Commands
{
    /// <summary>scumble extract.</summary>
    public static ScumbleCommand Extract { get; } = Add(new ExtractCommand());
}
