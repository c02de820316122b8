using System.CommandLine;
using System.Text;
using Scumble.Diagnostics;
using Scumble.Output;
using Scumble.Shell;

namespace Scumble.Lab;

/// <summary>scumble distances: samples a mixture by every method, and draws model calls against distance to the truth. For maintainers.</summary>
internal sealed class DistancesCommand : ScumbleCommand
{
    private const int Directions = 128;

    private readonly Argument<string> _case = new("CASE") { Description = "A recorded case that holds a mixture, .json or .json.gz." };

    private readonly Argument<string> _figure = new("FIGURE") { Description = "The SVG file to write." };

    private readonly NumberOption<int> _count = new("--samples", "N", "Samples of each method; 20000 by default.");

    /// <summary>Declares the arguments.</summary>
    public DistancesCommand() : base("distances", "Measure how far each sampler's samples are from the true distribution.")
    {
        Hidden = true;
        Add(_case);
        Add(_figure);
        Add(_count);
    }

    /// <inheritdoc/>
    public override async Task<IAnswer> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var count = arguments.GetValue(_count) ?? 20_000;
        if (count is < 10 or > 1_000_000) throw new InvalidRequestException("samples", $"--samples must be from 10 to 1000000; found {count}.", "Leave it out for 20000.");
        var path = arguments.GetRequiredValue(_case);
        if (!File.Exists(path)) throw new ScumbleException($"There is no file '{path}'.", "Name the recorded case 'distances'.");
        var figure = arguments.GetRequiredValue(_figure);
        AtomicFile.CheckWritable(figure);
        var mixture = Mixture.Read(new GoldenFile(path, Path.GetFileName(path))["mixture"]);
        var distance = new SampleDistance(mixture, count, Directions);
        var rows = new List<DistanceRow>();
        foreach (var method in DistanceMethods.All)
        {
            var (samples, calls) = await Task.Run(() => DistanceRun.Sample(method, mixture, count, seed: 1), cancellationToken);
            rows.Add(new(method.Series, method.Name, calls, distance.SlicedWasserstein(samples), distance.SpreadRatio(samples)));
        }

        var truth = SampleDistance.Draw(mixture, count, seed: 2);
        var floor = distance.SlicedWasserstein(truth);
        AtomicFile.Write(figure, new UTF8Encoding(false).GetBytes(DistanceFigure.Draw(rows, floor)));
        return new ListAnswer("distances", [new DistanceRow("", "true samples", 0, floor, distance.SpreadRatio(truth)).ToJson(), .. rows.Select(row => row.ToJson())])
        {
            IsMarkdown = true,
        };
    }
}

internal static partial class LabCommands
{
    /// <summary>scumble distances.</summary>
    public static ScumbleCommand Distances { get; } = Add(new DistancesCommand());
}
