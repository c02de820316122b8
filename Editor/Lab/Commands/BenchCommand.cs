using System.CommandLine;
using System.Diagnostics;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Shell;
using Scumble.Stages;
using Spectre.Console;

namespace Scumble.Lab;

/// <summary>scumble bench: how long each stage takes here, what the pipeline adds to its graphs, and how close those come to the machine.</summary>
internal sealed class BenchCommand : ScumbleCommand
{
    private static readonly (int Size, int Steps)[] Cases = [(256, 4), (256, 8), (512, 4), (512, 8)];

    private static readonly (int Size, int Steps)[] QuickCases = [(64, 1), (64, 2)];

    private const int Repeats = 5;

    private const int QuickRepeats = 3;

    private readonly ModelOptions _model = new();

    private readonly Option<bool> _quick = new("--quick") { Description = "Only 64x64 pixels at 1 and 2 steps: tells that it works, not how fast." };

    /// <summary>Declares the options.</summary>
    public BenchCommand() : base("bench", "Measure the time of each stage, and compare with bare calls of ONNX Runtime and with sgemm.")
    {
        _model.AddTo(this);
        Add(_quick);
    }

    /// <inheritdoc/>
    public override async Task<IAnswer> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (cases, repeats) = arguments.GetValue(_quick) ? (QuickCases, QuickRepeats) : (Cases, Repeats);
        var folder = _model.Folder(arguments);
        using var backend = new RecordingBackend(_model.Backend(arguments));
        var (first, load) = await LoadAsync(folder, backend, repeats, cancellationToken);
        using var pipeline = await TexturePipeline.OpenAsync(folder, backend, cancellationToken);
        using var product = MatrixProduct.OnCpu();
        var benchmark = new Benchmark(pipeline, backend, product, repeats);
        var rows = new List<BenchRow>();
        foreach (var (size, steps) in cases)
        {
            if (!arguments.GetValue(CommandLine.Json)) CommandLine.Error.MarkupLineInterpolated($"{size}x{size}, {steps} steps ...");
            rows.Add(await Task.Run(() => benchmark.Measure(size, steps, cancellationToken), cancellationToken));
        }
        return new BenchAnswer(folder, backend.Choice, first, load, repeats, rows);
    }

    // The first opening also compiles code, loads the native library and hashes the model; the median is of those after it.
    private static async Task<(TimeSpan First, TimeSpan Median)> LoadAsync(ModelFolder folder, RecordingBackend backend, int repeats, CancellationToken cancellationToken)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i <= repeats; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(folder.Path), backend, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(start));
        }
        return (times[0], times.Skip(1).Order().ElementAt(repeats / 2));
    }
}

internal static partial class LabCommands
{
    /// <summary>scumble bench.</summary>
    public static ScumbleCommand Bench { get; } = Add(new BenchCommand());
}
