using System.Text.Json.Nodes;
using Scumble.Shell;
using Spectre.Console;

namespace Scumble.Studio;

/// <summary>The agent has gone. Standard output was the protocol's; people are told nothing.</summary>
internal sealed record McpAnswer : IAnswer
{
    /// <inheritdoc/>
    public int ExitCode => Shell.ExitCode.Done;

    /// <inheritdoc/>
    public bool IsError => false;

    /// <inheritdoc/>
    public void Show(IAnsiConsole console)
    {
    }

    /// <inheritdoc/>
    public JsonObject ToJson() => new() { ["mcp"] = "closed" };
}
