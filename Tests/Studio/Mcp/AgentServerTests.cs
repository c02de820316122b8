using System.IO.Pipelines;
using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using NUnit.Framework;
using Scumble.Studio;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Studio;

public class AgentServerTests
{
    [Test]
    public async Task AnAgentMakesVariesExportsAndInspects()
    {
        await using var studio = await RunningStudio.StartAsync();
        var (toServer, toClient) = (new Pipe(), new Pipe());
        await using var transport = new StreamServerTransport(toServer.Reader.AsStream(), toClient.Writer.AsStream());
        using var end = new CancellationTokenSource();
        var serving = AgentServer.RunAsync(studio.Session, transport, end.Token);
        await using (var agent = await McpClient.CreateAsync(new StreamClientTransport(toServer.Writer.AsStream(), toClient.Reader.AsStream())))
        {
            var tools = await agent.ListToolsAsync();
            Assert.That(tools.Select(tool => tool.Name), Is.EquivalentTo(new[] { "generate", "vary", "run_graph", "export", "inspect" }));
            Assert.That(tools.Select(tool => tool.Description), Has.All.Not.Empty);

            var made = await agent.CallToolAsync("generate", new Dictionary<string, object?> { ["prompt"] = "moss", ["steps"] = 1, ["width"] = 64, ["height"] = 64, ["seed"] = 3 });
            var run = Told(made).GetProperty("run").GetString();
            var varied = await agent.CallToolAsync("vary", new Dictionary<string, object?> { ["run"] = run, ["count"] = 2 });
            var graph = await agent.CallToolAsync("run_graph", new Dictionary<string, object?>
            {
                ["graph"] = JsonSerializer.Deserialize<JsonElement>(
                """{"scumbleGraph": 1, "width": 32, "height": 32, "nodes": [{"id": "n", "kind": "noise"}, {"id": "o", "kind": "output"}], "wires": [{"from": "n.output", "to": "o.input"}]}""")
            });
            var written = await agent.CallToolAsync("export", new Dictionary<string, object?> { ["run"] = run, ["name"] = "moss", ["preset"] = "godot" });
            var explained = await agent.CallToolAsync("inspect", new Dictionary<string, object?> { ["run"] = run });
            var outside = await agent.CallToolAsync("export", new Dictionary<string, object?> { ["run"] = run, ["name"] = "moss", ["folder"] = "../out" });
            Assert.Multiple(() =>
            {
                Assert.That(made.Content.OfType<ImageContentBlock>().Count(), Is.EqualTo(1));
                Assert.That(varied.Content.OfType<ImageContentBlock>().Count(), Is.EqualTo(2));
                Assert.That(graph.Content.OfType<ImageContentBlock>().Count(), Is.EqualTo(1));
                Assert.That(Told(written).GetProperty("files").GetArrayLength(), Is.EqualTo(4));
                Assert.That(Told(explained).GetProperty("pictures")[0].GetProperty("request").GetProperty("seed").GetInt32(), Is.EqualTo(3));
                Assert.That(outside.IsError, Is.True);
                Assert.That(((TextContentBlock)outside.Content[0]).Text, Does.Contain("must stay in the project folder"));
            });
        }
        await end.CancelAsync();
        await serving.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private static JsonElement Told(CallToolResult result) => JsonSerializer.Deserialize<JsonElement>(((TextContentBlock)result.Content[0]).Text);
}
