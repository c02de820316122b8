using System.Text.Json;
using NUnit.Framework;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Lab.Commands;

public class BenchCommandTests
{
    [Test]
    public async Task QuickRunMeasuresEveryStageAndGraph()
    {
        var run = await ScumbleProgram.RunAsync("bench", "--quick", "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        var rows = run.Json.GetProperty("rows").EnumerateArray().ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(run.Error, Is.Empty);
            Assert.That(run.Json.GetProperty("loadSeconds").GetDouble(), Is.Positive);
            Assert.That(rows.Select(row => row.GetProperty("steps").GetInt32()), Is.EqualTo(new[] { 1, 2 }));
            foreach (var row in rows)
            {
                Assert.That(row.GetProperty("seconds").EnumerateObject().Select(stage => stage.Name), Is.EqualTo(new[] { "encode", "denoise", "decode", "maps" }));
                Assert.That(row.GetProperty("sgemmGigaflopsPerSecond").GetDouble(), Is.Positive);
                Assert.That(row.GetProperty("overhead").GetDouble(), Is.InRange(-1, 10));
                Assert.That(Graph(row, "text_encoder").GetProperty("calls").GetInt32(), Is.EqualTo(1));
                Assert.That(Graph(row, "unet").GetProperty("calls").GetInt32(), Is.EqualTo(row.GetProperty("steps").GetInt32()));
                Assert.That(Graph(row, "vae_decoder").GetProperty("calls").GetInt32(), Is.EqualTo(1));
                Assert.That(Graph(row, "unet").GetProperty("shareOfSgemm").GetDouble(), Is.InRange(0.0001, 2));
            }
        });
    }

    [Test]
    public async Task TablesNameTheirNumbers()
    {
        var run = await ScumbleProgram.RunAsync("bench", "--quick");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("denoise").And.Contain("overhead").And.Contain("of sgemm").And.Contain("vae_decoder"));
    }

    private static JsonElement Graph(JsonElement row, string component) =>
        row.GetProperty("graphs").EnumerateArray().Single(graph => graph.GetProperty("component").GetString() == component);
}
