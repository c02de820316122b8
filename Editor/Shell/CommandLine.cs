using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace Scumble.Shell;

/// <summary>
/// From arguments to an exit code. Answers go to standard output, for people or as one JSON object; progress and failures for
/// people go to standard error.
/// </summary>
internal static class CommandLine
{
    // Lines that no terminal breaks are broken by nobody: paths stay whole.
    private const int UnseenWidth = 10_000;

    // A prompt may begin with @, which the library would read as the name of a file of arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Whether the answer is one JSON object on standard output.</summary>
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Put one JSON object on standard output and nothing else there, errors too.",
        Recursive = true,
    };

    /// <summary>Standard output, for answers.</summary>
    public static IAnsiConsole Output { get; } = Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>Standard error, for progress and failures.</summary>
    public static IAnsiConsole Error { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>
    /// Runs one command line to its end, or until the user or the system interrupts it. Never throws: a failure is printed and becomes
    /// the exit code.
    /// </summary>
    /// <param name="program">What the program is called, in hints.</param>
    /// <param name="description">What the program is for, for its help.</param>
    /// <param name="commands">The program's commands.</param>
    /// <param name="args">The process's arguments.</param>
    public static async Task<int> RunAsync(string program, string description, IEnumerable<ScumbleCommand> commands, string[] args)
    {
        // Interrupts
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);

        // Arguments
        var root = new RootCommand(description) { Json };
        foreach (var command in commands) root.Add(command);
        var parsed = root.Parse(args, Parsing);
        var isHelpOrVersion = parsed.Action is not (null or ParseErrorAction) && parsed.Action != parsed.CommandResult.Command.Action;
        if (isHelpOrVersion)
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, cancellation.Token);

        // Answer
        var answer = await AnswerAsync(program, parsed, args, cancellation.Token);
        answer = Print(answer, parsed.GetValue(Json));
        return answer.ExitCode;

        void Cancel(PosixSignalContext context)
        {
            context.Cancel = true;
            cancellation.Cancel();
        }
    }

    private static async Task<IAnswer> AnswerAsync(string program, ParseResult parsed, string[] args, CancellationToken cancellationToken)
    {
        if (MissingValue.Find(parsed.CommandResult.Command, args) is { } missing) return missing;
        if (MissingValue.Empty(parsed) is { } empty) return empty;
        if (parsed.Errors.Count > 0 || parsed.CommandResult.Command is not ScumbleCommand command) return Failure.OfUsage(program, parsed);
        try
        {
            return await command.RunAsync(parsed, cancellationToken);
        }
        catch (Exception e)
        {
            return Failure.Of(e, cancellationToken);
        }
    }

    // What an answer looks at while it is told may fail too.
    private static IAnswer Print(IAnswer answer, bool json)
    {
        try
        {
            if (json) Console.Out.WriteLine(ControlCharacters.EscapeLines(answer.ToJson().ToJsonString(Indented)));
            else answer.Show(answer.IsError ? Error : Output);
            return answer;
        }
        catch (IOException e)
        {
            return Unwritable(e);
        }
        catch (Exception e) when (answer is not Failure)
        {
            return Print(Failure.Of(e, CancellationToken.None), json);
        }
    }

    // A full disk behind standard output: standard error may be told still.
    private static Failure Unwritable(IOException e)
    {
        var failure = new Failure(Shell.ExitCode.Failed, $"The answer cannot be written: {e.Message}", "Check where standard output goes.");
        try
        {
            failure.Show(Error);
        }
        catch (IOException)
        {
            // Nobody is left to be told but by the exit code.
        }
        return failure;
    }

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        console.Pipeline.Attach(new ControlCharacters());
        if (redirected) console.Profile.Width = UnseenWidth;
        return console;
    }
}
