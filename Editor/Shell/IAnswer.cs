using System.Text.Json.Nodes;
using Spectre.Console;

namespace Scumble.Shell;

/// <summary>What a command found or did, told to people or to programs.</summary>
internal interface IAnswer
{
    /// <summary>One of <see cref="Shell.ExitCode"/>.</summary>
    int ExitCode => Shell.ExitCode.Done;

    /// <summary>Whether people are told on standard error.</summary>
    bool IsError => ExitCode != Shell.ExitCode.Done;

    /// <summary>Tells a person, in at most one screen.</summary>
    void Show(IAnsiConsole console);

    /// <summary>Tells a program: everything, as one object.</summary>
    JsonObject ToJson();
}
