using Scumble.Nodes;
using Scumble.Shell;

namespace Scumble.Cli;

/// <summary>One line on standard error that says which node is at work. Silent where nobody watches.</summary>
internal sealed class NodeProgress(TextureGraph graph) : IProgress<GraphEvent>
{
    private readonly bool _isSeen = CommandLine.Error.Profile.Out.IsTerminal;
    private readonly HashSet<string> _done = [];

    /// <inheritdoc/>
    public void Report(GraphEvent value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!_isSeen || value.Node.Contains('/', StringComparison.Ordinal)) return;
        if (value.Status is not (NodeStatus.Started or NodeStatus.Progress)) _done.Add(value.Node);
        Write($"[{_done.Count}/{graph.Nodes.Count}] {value.Node} {value.Message}");
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (_isSeen) Write("");
    }

    private static void Write(string line) => CommandLine.Error.Profile.Out.Writer.Write($"\r\u001b[K{ControlCharacters.Escape(line)}");
}
