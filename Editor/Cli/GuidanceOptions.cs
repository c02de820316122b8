using System.CommandLine;
using System.Globalization;
using Scumble.Diagnostics;
using Scumble.Sampling;
using Scumble.Shell;
using Scumble.Stages;

namespace Scumble.Cli;

/// <summary>The words that say how to follow the prompt.</summary>
internal sealed class GuidanceOptions
{
    private static readonly string[] Curves = [.. Enum.GetNames<GuidanceCurve>().Select(name => name.ToLowerInvariant())];

    private readonly NumberOption<double> _scale = new("--guidance", "G", "How strictly to follow the prompt; 1 is off and twice as fast.");

    private readonly NumberOption<double> _image = new("--image-guidance", "G", "How closely to keep to the picture, for models that change one as the prompt says; 1.5 by default, 1 is off.");

    private readonly NumberOption<double> _end = new("--guidance-end", "G", "The guidance of the last step; the same as that of the first by default.");

    private readonly Option<string?> _curve = new("--guidance-curve")
    {
        Description = "How guidance gets to --guidance-end; linear by default.",
        HelpName = string.Join('|', Curves),
    };

    private readonly Option<string?> _interval = new("--guidance-interval")
    {
        Description = "Guide only at noise levels above LO, up to HI; the other steps are twice as fast.",
        HelpName = "LO:HI",
    };

    private readonly NumberOption<double> _rescale = new(
        "--guidance-rescale", "PHI", "Take back the contrast that strong guidance adds: 0 not (by default), 1 wholly; 0.7 is usual.");

    /// <summary>Declares the options.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _scale, _image, _end, _curve, _interval, _rescale }) command.Add(option);
    }

    /// <summary>What was said about guidance.</summary>
    /// <exception cref="InvalidRequestException">A value is not of its form.</exception>
    public GuidanceRequest Read(ParseResult arguments) => new()
    {
        Scale = arguments.GetValue(_scale),
        ImageScale = arguments.GetValue(_image),
        End = arguments.GetValue(_end),
        Curve = Curve(arguments.GetValue(_curve)),
        Interval = Interval(arguments.GetValue(_interval)),
        Rescale = arguments.GetValue(_rescale),
    };

    private static GuidanceCurve? Curve(string? text)
    {
        if (text is null) return null;
        if (Curves.Contains(text.ToLowerInvariant())) return Enum.Parse<GuidanceCurve>(text, ignoreCase: true);
        throw new InvalidRequestException("guidance.curve", $"--guidance-curve must be one of {string.Join(", ", Curves)}; found '{text}'.",
            "Leave it out for an even change.");
    }

    private static GuidanceInterval? Interval(string? text)
    {
        if (text is null) return null;
        if (text.Split(':') is [var low, var high] && Number(low, out var min) && Number(high, out var max)) return new(min, max);
        throw new InvalidRequestException("guidance.interval", $"--guidance-interval must be LO:HI, two noise levels; found '{text}'.",
            "Write for example --guidance-interval 0.3:5.");
    }

    private static bool Number(string text, out double value) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
}
