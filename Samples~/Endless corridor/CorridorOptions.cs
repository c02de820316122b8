using System.Globalization;
using System.Numerics;
using Scumble.Diagnostics;

namespace EndlessCorridor;

/// <summary>What the program was asked for.</summary>
internal sealed record CorridorOptions
{
    public const string Help = """
        A walk through rooms whose materials are made as they come into view. W, A, S, D and Q, E walk and turn. Options:
          --recorded         walk by recorded input, and end when it ends
          --size N           pixels on an edge of the materials, a multiple of 32 from 64 to 1024 (default: 128)
          --steps N          denoising steps (default: the model's)
          --seed N           of the corridor (default: 7)
          --device NAME      what generates: cuda, webgpu or cpu (default: cpu, on a thread of low priority)
          --threads N        threads of a generation on the cpu (default: all cores but one)
          --cache DIR        keep finished materials there
          --memory N         MiB for models and materials (default: 2048)
          --parts N          parts that graphs are cut into on a device (default: 1)
          --stress           ask for 500 materials at once too, and require that all come, the nearer first, within the memory, and that no frame waits
          --stress-count N   ask for N instead
          --seconds N        length of the recorded walk (default: 20)
          --window WxH       of the window (default: 1280x720)
          --screenshot FILE  write the last frame as a PNG file; with --recorded also FILE-1, FILE-2 on the way
          --validate         run under the Khronos validation layer and count its messages
        """;

    public bool Recorded { get; init; }

    public int Size { get; init; } = 128;

    public int? Steps { get; init; }

    public ulong Seed { get; init; } = 7;

    public string Device { get; init; } = "cpu";

    public int Threads { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);

    public string? Cache { get; init; }

    public int Memory { get; init; } = 2048;

    public int Parts { get; init; } = 1;

    public int StressCount { get; init; }

    public int Seconds { get; init; } = 20;

    public (int Width, int Height) Window { get; init; } = (1280, 720);

    public string? Screenshot { get; init; }

    public bool Validate { get; init; }

    /// <exception cref="InvalidRequestException">An option is unknown, or its value is not what it takes.</exception>
    public static CorridorOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new CorridorOptions();
        while (args is [var name, .. var rest])
        {
            var flag = name switch
            {
                "--recorded" => options with { Recorded = true },
                "--stress" => options with { StressCount = 500 },
                "--validate" => options with { Validate = true },
                _ => null,
            };
            if (flag is not null)
            {
                options = flag;
                args = rest;
                continue;
            }
            if (rest is not [var value, .. var after]) throw Wrong($"{name} is not an option, or lacks its value.");
            options = name switch
            {
                "--size" => options with { Size = Number(name, value, 64, 1024) },
                "--steps" => options with { Steps = Number(name, value, 1, 1000) },
                "--seed" => options with { Seed = Number(name, value, 0ul, ulong.MaxValue) },
                "--device" => options with { Device = value },
                "--threads" => options with { Threads = Number(name, value, 1, 1024) },
                "--cache" => options with { Cache = value },
                "--stress-count" => options with { StressCount = Number(name, value, 1, 1000) },
                "--memory" => options with { Memory = Number(name, value, 1, 1 << 20) },
                "--parts" => options with { Parts = Number(name, value, 1, 64) },
                "--seconds" => options with { Seconds = Number(name, value, 1, 3600) },
                "--window" => options with { Window = Pair(name, value) },
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
