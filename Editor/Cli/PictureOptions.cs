using System.CommandLine;
using System.Globalization;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Shell;
using Scumble.Stages;

namespace Scumble.Cli;

/// <summary>The pictures that go into a generation, and what words and classes cannot say.</summary>
internal sealed class PictureOptions
{
    private const string ControlForm = "NAME=FILE[:scale[:start:end]]";

    private readonly Option<string?> _image = new("--image") { Description = "A picture to start from; its size is the default size.", HelpName = "FILE" };

    private readonly NumberOption<double> _strength = new("--strength", "S", "How much of the picture may change, above 0 to 1; 0.8, or 1 under a mask and for models that change a picture, by default.");

    private readonly Option<string?> _mask = new("--mask") { Description = "Where the picture may change: white is made anew, black stays.", HelpName = "FILE" };

    private readonly Option<PictureFit?> _fit = new("--fit") { Description = "What becomes of pictures of other proportions: cover (cropped, the default), contain (edges continued) or stretch.", HelpName = "FIT" };

    private readonly NumberOption<int> _feather = new("--feather", "PIXELS", "How far outside of the mask what is made goes over into the picture; 4 by default.");

    private readonly Option<string[]> _controls = new("--control")
    {
        Description = "Steer by a ready picture of edges, depth...: the ControlNet's component or path, the picture, how strongly (1), from where to where (0:1). "
            + "With an extractor of photographs for a name (canny, soft_edge, line_art; 'scumble list extractors') FILE is a photograph, extracted first; canny@NAME tells the ControlNet. "
            + "depth=FILE for models that read depth. Repeatable.",
        HelpName = ControlForm,
    };

    private readonly NumberOption<int> _class = new("--class", "N", "The class to show, for models that know classes instead of words.");

    /// <summary>Declares the options.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _image, _strength, _mask, _fit, _feather, _controls, _class }) command.Add(option);
    }

    /// <summary>The request with what was said about pictures.</summary>
    /// <exception cref="InvalidRequestException">A value is not of its form, or a file is not there.</exception>
    public TextureRequest Apply(TextureRequest request, ParseResult arguments) => request with
    {
        Start = new()
        {
            Image = Picture("start.image", arguments.GetValue(_image)),
            Mask = Picture("start.mask", arguments.GetValue(_mask)),
            Strength = arguments.GetValue(_strength),
            Fit = arguments.GetValue(_fit),
            Feather = arguments.GetValue(_feather),
        },
        Controls = arguments.GetValue(_controls) is { Length: > 0 } controls ? [.. controls.Select(control => Control(control) with { Fit = arguments.GetValue(_fit) })] : null,
        ClassLabel = arguments.GetValue(_class),
    };

    private static PictureSource? Picture(string member, string? path)
    {
        if (path is null) return null;
        return Path.Exists(path) ? PictureSource.FromFile(path) : throw new InvalidRequestException(member, $"There is no picture '{path}'.", "Check the path.");
    }

    // The numbers stand at the end, so that a path may hold colons.
    private static ControlRequest Control(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0) throw Malformed(text);
        var (model, rest) = (text[..equals], text[(equals + 1)..].Split(':'));
        var numbers = rest.Length;
        while (numbers > 1 && rest.Length - numbers < 3 && Number(rest[numbers - 1]) is not null) numbers--;
        var values = rest[numbers..].Select(value => Number(value)!.Value).ToArray();
        var path = string.Join(':', rest[..numbers]);
        if (values.Length == 2 || path.Length == 0 || (!File.Exists(path) && numbers > 1 && File.Exists(rest[0]))) throw Malformed(text);
        var (extractor, net) = Extractor(model);
        return new ControlRequest
        {
            Model = net,
            Extract = extractor is null ? null : new ControlExtraction { Id = extractor },
            Image = Picture("controls", path)!,
            Scale = values.Length > 0 ? values[0] : null,
            Start = values.Length > 2 ? values[1] : null,
            End = values.Length > 2 ? values[2] : null,
        };
    }

    // "canny" or "canny@NAME"; any other name is a ControlNet's.
    private static (string? Id, string Net) Extractor(string name)
    {
        var id = name.Split('@')[0];
        return Extractors.Find(id)?.ReadsPhotograph != true || name.EndsWith('@') ? (null, name) : (id, name == id ? id : name[(id.Length + 1)..]);
    }

    private static double? Number(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static InvalidRequestException Malformed(string text) => new("controls", $"--control must be {ControlForm}; found '{text}'.",
        "Write for example --control controlnet=edges.png:0.8.");
}
