using System.CommandLine;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Shell;
using Scumble.Stages;

namespace Scumble.Cli;

/// <summary>The words that say what to generate, as arguments; <see cref="Read"/> makes them a <see cref="TextureRequest"/>.</summary>
internal sealed class RequestOptions
{
    private static readonly string[] TileModes = [.. Enum.GetNames<TileMode>().Select(name => name.ToLowerInvariant())];

    private readonly Argument<string> _prompt = new("PROMPT") { Description = "What to show, in words: \"mossy cobblestone, wet\"." };

    private readonly Option<string?> _negative = new("--negative") { Description = "What to steer away from.", HelpName = "TEXT" };

    private readonly NumberOption<ulong> _seed = new("--seed", "N", "The same seed gives the same picture; random by default.");

    private readonly NumberOption<int> _steps = new("--steps", "N", "Denoising steps; the model's own number by default.");

    private readonly GuidanceOptions _guidance = new();

    private readonly PictureOptions _pictures = new();

    private readonly NumberOption<int> _clipSkip = new("--clip-skip", "N", "Leave out the last N layers of CLIP's text encoders; 0 by default.");

    private readonly Option<string?> _sampler = new("--sampler") { Description = "See 'scumble list samplers'.", HelpName = "ID" };

    private readonly NumberOption<double> _eta = new("--eta", "ETA", "Share of fresh noise in each step, 0 to 1, for samplers that use it.");

    private readonly Option<string?> _schedule = new("--schedule") { Description = "See 'scumble list schedules'.", HelpName = "ID" };

    private readonly Option<string?> _size = new("--size") { Description = "Width and height in pixels.", HelpName = "WxH" };

    private readonly Option<string?> _tile = new("--tile")
    {
        Description = "The axes on which the picture repeats; by default xy for models that were made to repeat, none for others.",
        HelpName = string.Join('|', TileModes),
    };

    /// <summary>Declares the argument and the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_prompt);
        foreach (var option in new Option[] { _negative, _seed, _steps }) command.Add(option);
        _guidance.AddTo(command);
        _pictures.AddTo(command);
        foreach (var option in new Option[] { _clipSkip, _sampler, _eta, _schedule, _size, _tile }) command.Add(option);
    }

    /// <summary>The request, checked for everything that does not depend on a model.</summary>
    /// <exception cref="InvalidRequestException">A value is out of range or unknown.</exception>
    public TextureRequest Read(ParseResult arguments)
    {
        var (width, height) = Size(arguments.GetValue(_size));
        var request = new TextureRequest
        {
            Prompt = arguments.GetRequiredValue(_prompt),
            NegativePrompt = arguments.GetValue(_negative) ?? "",
            Seed = arguments.GetValue(_seed),
            Steps = arguments.GetValue(_steps),
            Guidance = _guidance.Read(arguments),
            Sampling = new() { Sampler = arguments.GetValue(_sampler), Schedule = arguments.GetValue(_schedule), Eta = arguments.GetValue(_eta) },
            Text = new() { ClipSkip = arguments.GetValue(_clipSkip) },
            Width = width,
            Height = height,
            Tile = Tile(arguments.GetValue(_tile)),
        };
        return _pictures.Apply(request, arguments).Validate();
    }

    private static (int? Width, int? Height) Size(string? text)
    {
        if (text is null) return (null, null);
        if (text.Split('x', 'X') is [var w, var h] && int.TryParse(w, out var width) && int.TryParse(h, out var height)) return (width, height);
        throw new InvalidRequestException("size", $"--size must be WIDTHxHEIGHT; found '{text}'.", "Write for example --size 256x256.");
    }

    private static TileMode? Tile(string? text)
    {
        if (text is null) return null;
        if (TileModes.Contains(text.ToLowerInvariant())) return Enum.Parse<TileMode>(text, ignoreCase: true);
        throw new InvalidRequestException("tile", $"--tile must be one of {string.Join(", ", TileModes)}; found '{text}'.",
            "Leave it out for what the model was made for.");
    }
}
