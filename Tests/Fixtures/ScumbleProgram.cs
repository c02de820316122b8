using System.Diagnostics;
using System.Text.Json;

namespace Scumble.Tests.Fixtures;

/// <summary>The built program, run as a user runs it, with the tests' model for its default.</summary>
public sealed record ScumbleProgram(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static string Assembly => Path.Combine(AppContext.BaseDirectory, "Scumble.Cli.dll");

    /// <summary>Standard output as one JSON object; throws if anything else stands there.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public static Task<ScumbleProgram> RunAsync(params string[] arguments) => FinishAsync(Start(arguments));

    /// <summary>Runs the workshop's own program.</summary>
    public static Task<ScumbleProgram> RunLabAsync(params string[] arguments) =>
        FinishAsync(Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "Scumble.Lab.dll"), .. arguments]));

    /// <summary>Runs in a shell that first changes its own limits.</summary>
    /// <param name="limits">Shell commands, for example "ulimit -f 8".</param>
    /// <param name="arguments">The program's arguments.</param>
    public static Task<ScumbleProgram> RunLimitedAsync(string limits, params string[] arguments) =>
        FinishAsync(Start("bash", ["-c", limits + "; exec dotnet \"$@\"", "bash", Assembly, .. arguments]));

    /// <summary>Runs with a variable of the environment.</summary>
    public static Task<ScumbleProgram> RunWithAsync(string variable, string value, params string[] arguments) =>
        RunWithAsync([(variable, value)], arguments);

    /// <summary>Runs with variables of the environment.</summary>
    public static Task<ScumbleProgram> RunWithAsync((string Variable, string Value)[] environment, params string[] arguments) =>
        FinishAsync(Start("dotnet", [Assembly, .. arguments], environment));

    public static Process Start(params string[] arguments) => Start("dotnet", [Assembly, .. arguments]);

    public static async Task<ScumbleProgram> FinishAsync(Process process, TimeSpan? within = null)
    {
        using var limit = new CancellationTokenSource(within ?? Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new ScumbleProgram(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            process.Dispose();
        }
    }

    private static Process Start(string program, IEnumerable<string> arguments, params ReadOnlySpan<(string Variable, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SCUMBLE_MODEL"] = TestModel.Path },
        };
        foreach (var (variable, value) in environment) start.Environment[variable] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
