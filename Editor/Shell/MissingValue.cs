using System.CommandLine;
using System.CommandLine.Parsing;

namespace Scumble.Shell;

/// <summary>Finds an option whose value was forgotten: the library takes the option that follows for the value.</summary>
internal static class MissingValue
{
    private static readonly string[] Places = ["PATH", "DIR", "FILE", "FILE.png", "NAME"];

    /// <summary>The failure of the first path or name that is empty, as a variable of the shell is that was never set; null where there is none.</summary>
    /// <param name="parsed">The arguments.</param>
    public static Failure? Empty(ParseResult parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        foreach (var child in parsed.CommandResult.Children.Where(child => child.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value))))
        {
            var (name, place) = child switch
            {
                OptionResult option => (option.Option.Name, option.Option.HelpName),
                ArgumentResult argument => (argument.Argument.Name, argument.Argument.Name),
                _ => ("", null),
            };
            if (Places.Contains(place)) return new(Shell.ExitCode.WrongUsage, $"{name} is empty.", $"Write {(child is OptionResult ? $"{name} {place}" : place)}.");
        }
        return null;
    }

    /// <summary>The failure of the first such option, or null.</summary>
    /// <param name="command">The command.</param>
    /// <param name="args">The process's arguments.</param>
    public static Failure? Find(Command command, IReadOnlyList<string> args)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(args);
        for (var i = 0; i + 1 < args.Count && args[i] != "--"; i++)
        {
            if (command.Options.FirstOrDefault(option => option.Name == args[i]) is not { Arity.MinimumNumberOfValues: > 0 } option) continue;
            var next = args[++i];
            if (next == CommandLine.Json.Name || command.Options.Any(other => other.Name == next.Split('=')[0]))
                return new(Shell.ExitCode.WrongUsage, $"The option '{option.Name}' has no value: the option '{next}' follows it.",
                    $"Write {option.Name} {option.HelpName ?? "VALUE"}, or {option.Name}={next} where that is meant.");
        }
        return null;
    }
}
