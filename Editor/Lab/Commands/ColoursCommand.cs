using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Shell;
using Scumble.Stages;

namespace Scumble.Lab;

/// <summary>scumble colours: writes the table of what words look like, from what a model makes of each. For maintainers.</summary>
internal sealed partial class ColoursCommand : ScumbleCommand
{
    private const int Edge = 128, Seeds = 1, Steps = 8;

    private readonly Option<string> _words = new("--words") { Description = "A text file; all its words are asked for.", HelpName = "FILE", Required = true };

    private readonly Option<string> _out = new("--out") { Description = "The table's file.", HelpName = "FILE", Required = true };

    private readonly ModelOptions _model = new();

    /// <summary>Declares the options.</summary>
    public ColoursCommand() : base("colours", "Write the colour, roughness and metalness that a material model gives to each of some words. For maintainers.")
    {
        Add(_words);
        Add(_out);
        _model.AddTo(this);
    }

    /// <inheritdoc/>
    public override async Task<IAnswer> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var path = arguments.GetRequiredValue(_out);
        AtomicFile.CheckWritable(path);
        string[] words = [.. Word().Matches(Text(arguments.GetRequiredValue(_words)).ToLowerInvariant()).Select(word => word.Value).Distinct().Order(StringComparer.Ordinal)];
        using var backend = _model.Backend(arguments);
        using var pipeline = await TexturePipeline.OpenAsync(_model.Folder(arguments), backend, _model.Options(arguments), cancellationToken);
        var lines = new List<string>();
        foreach (var word in words)
        {
            var sums = new double[5];
            for (var seed = 0; seed < Seeds; seed++)
            {
                var request = new TextureRequest { Prompt = word, Seed = (ulong)seed, Width = Edge, Height = Edge, Steps = Steps };
                var made = await pipeline.GenerateAsync(request, null, cancellationToken);
                for (var c = 0; c < 3; c++) sums[c] += Mean(made.Image, c, Srgb.ToLinear) / Seeds;
                if (made.Maps is not { } maps) continue;
                sums[3] += Mean(maps.Roughness, 0, value => value) / Seeds;
                sums[4] += Mean(maps.Metallic, 0, value => value) / Seeds;
            }
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{word} {string.Join(' ', sums.Select((sum, i) => (int)Math.Round(255 * (i < 3 ? Srgb.FromLinear((float)sum) : sum))))}\n"));
        }
        AtomicFile.Write(path, System.Text.Encoding.UTF8.GetBytes(string.Concat(lines)));
        return new ListAnswer("colours", [new JsonObject { ["words"] = words.Length, ["file"] = Path.GetFullPath(path) }]);
    }

    private static string Text(string path)
    {
        try
        {
            return RegularFile.ReadText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScumbleException($"The words in '{path}' cannot be read: {e.Message}", "Name a text file.", e);
        }
    }

    private static double Mean(Image image, int channel, Func<float, float> linear)
    {
        var sum = 0.0;
        for (var i = channel; i < image.Pixels.Length; i += image.Channels) sum += linear(image.Pixels[i]);
        return sum / (image.Width * image.Height);
    }

    [GeneratedRegex(@"(?<![\p{L}\p{N}#\[])\p{L}{3,}(?![\p{L}\p{N}\]])")]
    private static partial Regex Word();
}

internal static partial class LabCommands
{
    /// <summary>scumble colours.</summary>
    public static ScumbleCommand Colours { get; } = Add(new ColoursCommand());
}
