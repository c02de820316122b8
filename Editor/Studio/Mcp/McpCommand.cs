using System.CommandLine;
using Scumble.Shell;

namespace Scumble.Studio;

/// <summary>scumble mcp: the studio's work as tools of agents, over standard input and output.</summary>
internal sealed class McpCommand : ScumbleCommand
{
    private readonly SessionOptions _session = new();

    /// <summary>Declares the options.</summary>
    public McpCommand() : base("mcp", "Offer generate, vary, run_graph, export and inspect to agents (Model Context Protocol) over standard input and output.") => _session.AddTo(this);

    /// <inheritdoc/>
    public override async Task<IAnswer> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var session = new StudioSession(_session.Read(arguments));
        await AgentServer.RunAsync(session, cancellationToken);
        return new McpAnswer();
    }
}
