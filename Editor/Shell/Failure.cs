using System.CommandLine;
using System.Text.Json.Nodes;
using Scumble.Diagnostics;
using Spectre.Console;

namespace Scumble.Shell;

/// <summary>The one place where what went wrong becomes a message, a hint for the next step, and an exit code.</summary>
/// <param name="ExitCode">One of <see cref="Shell.ExitCode"/>.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Hint">What the user can do next.</param>
internal sealed record Failure(int ExitCode, string Message, string Hint) : IAnswer
{
    /// <summary>The failure behind an exception.</summary>
    public static Failure Of(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException when cancellationToken.IsCancellationRequested =>
            new(Shell.ExitCode.Cancelled, "Cancelled; nothing was written.", "Run the command again to start over."),
        InvalidRequestException e => new(Shell.ExitCode.WrongUsage, e.Message, e.Hint),
        ScumbleException e => new(Shell.ExitCode.Failed, e.Message, e.Hint),
        OutOfMemoryException => new(Shell.ExitCode.Failed, "There is not enough memory.", "Ask for a smaller size or fewer pictures."),
        _ => new(Shell.ExitCode.Failed, $"Unexpected: {exception.GetType().Name}: {exception.Message}", $"Please report it with this: {exception.StackTrace}"),
    };

    /// <summary>The failure to understand the arguments.</summary>
    /// <param name="program">The program's name, for the hint.</param>
    /// <param name="parsed">The arguments.</param>
    public static Failure OfUsage(string program, ParseResult parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        var command = parsed.CommandResult.Command;
        var message = command is RootCommand && parsed.UnmatchedTokens is [var word, ..] ? $"There is no command '{word}'." : parsed.Errors[0].Message;
        var known = command.Subcommands.Select(sub => sub.Name).Concat(command.Options.Select(option => option.Name)).ToArray();
        var nearest = parsed.UnmatchedTokens.Select(token => NearestName.Find(token, known)).FirstOrDefault(name => name is not null);
        var help = command is RootCommand ? $"{program} --help" : $"{program} {command.Name} --help";
        return new(Shell.ExitCode.WrongUsage, message, nearest is null ? $"See '{help}'." : $"Did you mean '{nearest}'? See '{help}'.");
    }

    /// <inheritdoc/>
    public void Show(IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(console);
        console.MarkupLineInterpolated($"[red]{Message}[/]");
        console.MarkupLineInterpolated($"{Hint}");
    }

    /// <inheritdoc/>
    public JsonObject ToJson() => new()
    {
        ["error"] = new JsonObject { ["message"] = Message, ["hint"] = Hint, ["exitCode"] = ExitCode },
    };
}
