using System.CommandLine;
using Scumble.Shell;

namespace Scumble.Lab;

/// <summary>scumble golden: repeats runs that other projects recorded, and compares.</summary>
internal sealed class GoldenCommand : ScumbleCommand
{
    private readonly Argument<string> _folder = new("DIR") { Description = "A folder of recorded cases; folders in it are searched too." };

    /// <summary>Declares the argument.</summary>
    public GoldenCommand() : base("golden", "Repeat runs that other projects recorded, and compare number by number.") => Add(_folder);

    /// <inheritdoc/>
    public override Task<IAnswer> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var results = new List<(string, GoldenOutcome)>();
        foreach (var golden in GoldenRun.Cases(arguments.GetRequiredValue(_folder)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            results.Add((golden.Name, GoldenRun.Check(golden)));
        }
        return Task.FromResult<IAnswer>(new GoldenAnswer(results));
    }
}

internal static partial class LabCommands
{
    /// <summary>scumble golden.</summary>
    public static ScumbleCommand Golden { get; } = Add(new GoldenCommand());
}
