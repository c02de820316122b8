using System.Text.Json.Nodes;
using Spectre.Console;

namespace Scumble.Cli;

/// <summary>What a command found or did, told to people or to programs.</summary>
internal interface IAnswer
{
    /// <summary>One of <see cref="Cli.ExitCode"/>.</summary>
    int ExitCode => Cli.ExitCode.Done;

    /// <summary>Whether people are told on standard error.</summary>
    bool IsError => ExitCode != Cli.ExitCode.Done;

    /// <summary>Tells a person, in at most one screen.</summary>
    void Show(IAnsiConsole console);

    /// <summary>Tells a program: everything, as one object.</summary>
    JsonObject ToJson();
}
