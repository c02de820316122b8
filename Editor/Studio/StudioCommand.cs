using System.CommandLine;
using System.Diagnostics;
using Scumble.Shell;
using Spectre.Console;

namespace Scumble.Studio;

/// <summary>scumble studio: the page to make, wire and see textures in.</summary>
internal sealed class StudioCommand : ScumbleCommand
{
    private readonly Option<string?> _urls = new("--urls")
    {
        Description = $"Where to listen, separated by semicolons; by default http://127.0.0.1:{ListenAddresses.UsualPort}, or a free port where that is taken.",
        HelpName = "URL",
    };

    private readonly Option<bool> _noBrowser = new("--no-browser") { Description = "Print the address alone, and open no browser." };

    private readonly SessionOptions _session = new();

    /// <summary>Declares the options.</summary>
    public StudioCommand() : base("studio", "Open the studio in the browser: prompts, node graphs, materials in 3-D.")
    {
        Add(_urls);
        Add(_noBrowser);
        _session.AddTo(this);
    }

    /// <inheritdoc/>
    public override async Task<IAnswer> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var session = new StudioSession(_session.Read(arguments) with { Urls = arguments.GetValue(_urls) });
        await using var server = await StudioServer.StartAsync(session, cancellationToken);

        // The address is told at once; standard output is the answer's alone where a program reads it.
        var console = arguments.GetValue(CommandLine.Json) ? CommandLine.Error : CommandLine.Output;
        console.MarkupLineInterpolated($"The studio of '{session.Project.Root}' is open at");
        console.MarkupLineInterpolated($"  {server.Address}");
        console.MarkupLineInterpolated($"Ctrl-C ends it.");
        if (!arguments.GetValue(_noBrowser)) OpenBrowser(server.Address);
        await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return new StudioAnswer(server.Origin);
    }

    // Where no browser can be opened the address stands in the terminal.
    private static void OpenBrowser(string address)
    {
        try
        {
            using var opened = Process.Start(new ProcessStartInfo(address) { UseShellExecute = true, RedirectStandardError = false });
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            CommandLine.Error.MarkupLineInterpolated($"No browser could be opened ({e.Message}); open the address yourself.");
        }
    }
}
