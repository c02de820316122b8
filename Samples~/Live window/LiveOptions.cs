using System.Globalization;
using System.Numerics;
using Scumble.Diagnostics;

namespace LiveWindow;

/// <summary>What the program was asked for.</summary>
internal sealed record LiveOptions
{
    public const string Help = """
        Draws a turning object in a material that is made anew all the time. Options:
          --prompt TEXT      what to make; a list of surfaces in turn if left out
          --seed N           of the first texture; each next one takes the next (default: 7)
          --size N           pixels on an edge of the textures, a multiple of 32 from 64 to 1024 (default: 256)
          --device NAME      what generates: cuda, webgpu or cpu (default: the first that works)
          --window WxH       of the window (default: 1280x720)
          --frames N         end after N frames
          --textures N       end after N new textures
          --screenshot FILE  write the last frame as a PNG file
          --validate         run under the Khronos validation layer and count its messages
        """;

    public string? Prompt { get; init; }

    public ulong Seed { get; init; } = 7;

    public int Size { get; init; } = 256;

    public string Device { get; init; } = "auto";

    public (int Width, int Height) Window { get; init; } = (1280, 720);

    public ulong Frames { get; init; } = ulong.MaxValue;

    public int Textures { get; init; } = int.MaxValue;

    public string? Screenshot { get; init; }

    public bool Validate { get; init; }

    /// <exception cref="InvalidRequestException">An option is unknown, or its value is not what it takes.</exception>
    public static LiveOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new LiveOptions();
        while (args is [var name, .. var rest])
        {
            if (name == "--validate")
            {
                options = options with { Validate = true };
                args = rest;
                continue;
            }
            if (rest is not [var value, .. var after]) throw Wrong($"{name} is not an option, or lacks its value.");
            options = name switch
            {
                "--prompt" => options with { Prompt = value },
                "--seed" => options with { Seed = Number(name, value, 0ul, ulong.MaxValue) },
                "--size" => options with { Size = Number(name, value, 64, 1024) },
                "--device" => options with { Device = value },
                "--window" => options with { Window = Pair(name, value) },
                "--frames" => options with { Frames = Number(name, value, 1ul, ulong.MaxValue) },
                "--textures" => options with { Textures = Number(name, value, 1, int.MaxValue) },
                "--screenshot" => options with { Screenshot = value },
                _ => throw Wrong($"There is no option {name}."),
            };
            args = after;
        }
        return options;
    }

    private static T Number<T>(string name, string value, T least, T most) where T : struct, INumber<T> =>
        T.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Wrong($"{name} takes a whole number from {least} to {most}, not {value}.");

    private static (int Width, int Height) Pair(string name, string value) => value.Split('x') is [var width, var height]
        ? (Number(name, width, 1, 16384), Number(name, height, 1, 16384))
        : throw Wrong($"{name} takes WIDTHxHEIGHT, not {value}.");

    private static InvalidRequestException Wrong(string message) => new("", message, Help);
}
