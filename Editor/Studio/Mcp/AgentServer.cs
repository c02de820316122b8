using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Scumble.Studio;

/// <summary>Speaks the Model Context Protocol with one agent.</summary>
internal static class AgentServer
{
    private const string Name = "scumble";

    /// <summary>Serves standard input and output until the agent has gone.</summary>
    public static async Task RunAsync(StudioSession session, CancellationToken cancellation)
    {
        await using var transport = new StdioServerTransport(Name);
        await RunAsync(session, transport, cancellation);
    }

    /// <summary>Serves a transport until the agent has gone.</summary>
    public static async Task RunAsync(StudioSession session, ITransport transport, CancellationToken cancellation)
    {
        var tools = new McpServerPrimitiveCollection<McpServerTool>();
        foreach (var tool in new AgentTools(session).All) tools.Add(tool);
        await using var server = McpServer.Create(transport, new McpServerOptions
        {
            ServerInfo = new Implementation { Name = Name, Version = typeof(AgentServer).Assembly.GetName().Version!.ToString(3) },
            ServerInstructions = "Makes tileable textures and PBR materials from words. Begin with generate; show the pictures to the user; vary what is liked; export writes engine-ready maps into the project folder.",
            ToolCollection = tools,
        });
        await server.RunAsync(cancellation);
    }
}
