using System.Globalization;
using Scumble.Diagnostics;
using Scumble.Models;
using Scumble.Stages;

namespace SceneToConcept;

/// <summary>The program's arguments.</summary>
internal sealed record ConceptOptions
{
    public const string Usage = "--scene street|corridor|FILE.glb, --size WxH, --model DIR, --prompt TEXT, --steps N, --seed N, --material PIXELS, --relief, --height PROMPT=FILE, --atlas PIXELS, "
        + "--validate; without a window --out DIR, --views N, --frames N, --views-only; in a window --window WxH, --script FILE, --out DIR (where it saves)";

    /// <summary>Where files go; null for a folder of its own, if the user saves.</summary>
    public string? Out { get; private init; }

    /// <summary>Where files go.</summary>
    public string Folder => Out ?? "concept";

    /// <summary>The window's size in the screen's units, or null where none was named.</summary>
    public (int Width, int Height)? Window { get; private init; }

    /// <summary>Whether a window opens: unless files alone were asked for.</summary>
    public bool IsWindow => Window is not null || Script is not null || (Out is null && !ViewsOnly);

    /// <summary>A file of recorded input (<see cref="InputScript"/>), or null.</summary>
    public string? Script { get; private init; }

    /// <summary>The street, the corridor, or a glTF file.</summary>
    public string Scene { get; private init; } = "street";

    /// <summary>How many of the scene's views are painted.</summary>
    public int Views { get; private init; } = 100;

    /// <summary>Pictures of the turntable.</summary>
    public int Frames { get; private init; } = 12;

    /// <summary>What a model that knows things is told.</summary>
    public string Prompt { get; private init; } = "a village street, evening light";

    /// <summary>Whether bricks and letters follow the heights of relief.graph.json.</summary>
    public bool IsRelief { get; private init; }

    /// <summary>Heights that an artist drew, by the prompt whose material follows them.</summary>
    public IReadOnlyDictionary<string, string> Heights { get; private init; } = new Dictionary<string, string>();

    /// <summary>Of the pictures, in pixels; in a window their height follows from its shape.</summary>
    public (int Width, int Height) Size { get; private init; } = (960, 540);

    public string Model { get; private init; } = InstalledModels.Default;

    public int? Steps { get; private init; }

    public ulong Seed { get; private init; } = 3;

    /// <summary>The edge of a tile of each material.</summary>
    public int Material { get; private init; } = 256;

    /// <summary>The edge of the atlas that the picture is projected into.</summary>
    public int Atlas { get; private init; } = 2048;

    /// <summary>Whether no materials are made.</summary>
    public bool ViewsOnly { get; private init; }

    /// <summary>Whether the Khronos validation layer looks on.</summary>
    public bool Validate { get; private init; }

    /// <summary>What is asked of the model for a material.</summary>
    public TextureRequest MaterialRequest(string prompt) => new() { Prompt = prompt, Seed = Seed, Steps = Steps, Width = Material, Height = Material };

    /// <summary>The file of the height that a prompt's material follows, or null.</summary>
    public string? HeightOf(string prompt) => Heights.GetValueOrDefault(prompt);

    /// <exception cref="InvalidRequestException">A word is unknown, or its value is none.</exception>
    public static ConceptOptions Parse(string[] args)
    {
        var options = new ConceptOptions();
        for (var i = 0; i < args.Length; i++)
        {
            var word = args[i];
            options = word switch
            {
                "--views-only" => options with { ViewsOnly = true },
                "--validate" => options with { Validate = true },
                "--out" => options with { Out = Value() },
                "--scene" => options with { Scene = Value() },
                "--views" => options with { Views = Number(1, 100) },
                "--frames" => options with { Frames = Number(0, 1000) },
                "--prompt" => options with { Prompt = Value() },
                "--relief" => options with { IsRelief = true },
                "--height" when Value() is var text && text.LastIndexOf('=') is var equals and > 0 =>
                    options with { Heights = new Dictionary<string, string>(options.Heights) { [text[..equals]] = text[(equals + 1)..] } },
                "--model" => options with { Model = Value() },
                "--steps" => options with { Steps = Number(1, 1000) },
                "--seed" => options with { Seed = (ulong)Number(0, int.MaxValue) },
                "--material" => options with { Material = Number(64, 1024) },
                "--atlas" => options with { Atlas = Number(64, 8192) },
                "--size" => options with { Size = Pair() },
                "--window" => options with { Window = Pair() },
                "--script" => options with { Script = Value() },
                _ => throw new InvalidRequestException("arguments", $"'{word}' is not understood here.", $"Use {Usage}."),
            };

            string Value() => ++i < args.Length ? args[i] : throw new InvalidRequestException("arguments", $"{word} has no value.", $"Use {Usage}.");

            (int Width, int Height) Pair() => Value().Split('x') is [var w, var h] && int.TryParse(w, out var width) && int.TryParse(h, out var height) && width is > 0 and <= 4096 && height is > 0 and <= 4096
                ? (width, height) : throw new InvalidRequestException("arguments", $"{word} takes WIDTHxHEIGHT, each from 1 to 4096, not '{args[i]}'.", $"Use {Usage}.");

            int Number(int least, int most) => int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
                : throw new InvalidRequestException("arguments", $"{word} must be a number from {least} to {most}; found '{args[i]}'.", $"Use {Usage}.");
        }
        return options;
    }
}
