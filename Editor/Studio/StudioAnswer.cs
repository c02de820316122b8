using System.Text.Json.Nodes;
using Scumble.Shell;
using Spectre.Console;

namespace Scumble.Studio;

/// <summary>The studio ended as it was asked to.</summary>
/// <param name="Origin">Where it listened.</param>
internal sealed record StudioAnswer(string Origin) : IAnswer
{
    /// <inheritdoc/>
    public int ExitCode => Shell.ExitCode.Done;

    /// <inheritdoc/>
    public bool IsError => false;

    /// <inheritdoc/>
    public void Show(IAnsiConsole console) => console.MarkupLineInterpolated($"The studio is closed.");

    /// <inheritdoc/>
    public JsonObject ToJson() => new() { ["studio"] = Origin };
}
