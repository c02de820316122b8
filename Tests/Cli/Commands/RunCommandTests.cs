using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Nodes;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Cli.Commands;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RunCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Graph()
    {
        new GraphBuilder().Node("g", "generate", """{"width": 64, "height": 64, "steps": 2}""").Node("bricks", "bricks").Node("over", "blend", """{"mode": "multiply"}""").Node("out", "output", """{"name": "wall"}""")
            .Wire("g.material over.background", "bricks.height over.foreground", "over.output out.input").Expose("prompt", "g", "prompt").Graph.Save(_folder["graph.json"]);
        return _folder["graph.json"];
    }

    [Test]
    public async Task AGraphBecomesFilesThatCarryIt()
    {
        var run = await ScumbleProgram.RunAsync("run", Graph(), "--set", "prompt=red brick", "--set", "bricks.rows=4", "--size", "128x64", "--out", _folder["new/out"], "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        var file = run.Json.GetProperty("files")[0].GetString()!;
        Assert.That((ImageFiles.Read(file).Width, ImageFiles.Read(file).Height), Is.EqualTo((128, 64)));
        Assert.That(run.Json.GetProperty("nodes").GetProperty("g").GetProperty("status").GetString(), Is.EqualTo("finished"));
        Assert.That(TextureGraph.Load(file).ToJson(), Does.Contain("red brick").And.Contain("\"rows\":4"));

        // The picture is as good as the graph.
        var again = await ScumbleProgram.RunAsync("run", file, "--out", _folder["again"], "--json");
        Assert.That(File.ReadAllBytes(again.Json.GetProperty("files")[0].GetString()!), Is.EqualTo(File.ReadAllBytes(file)));
    }

    [Test]
    public async Task OnVulkanTheGraphIsTheSame()
    {
        if (Environment.GetEnvironmentVariable("CI") is null && (await ScumbleProgram.RunAsync("run", Graph(), "--out", _folder["there"], "--pictures", "vulkan", "--device", "cpu")).Error is { } error
            && error.Contains("Vulkan", StringComparison.Ordinal)) Assert.Ignore(error);
        var host = await ScumbleProgram.RunAsync("run", Graph(), "--out", _folder["host"], "--json");
        var vulkan = await ScumbleProgram.RunAsync("run", Graph(), "--out", _folder["vulkan"], "--pictures", "vulkan", "--device", "cpu", "--json");
        Assert.That(vulkan.ExitCode, Is.Zero, vulkan.Output + vulkan.Error);
        foreach (var file in host.Json.GetProperty("files").EnumerateArray().Select(file => file.GetString()!))
        {
            var (one, other) = (ImageFiles.Read(file), ImageFiles.Read(file.Replace(_folder["host"], _folder["vulkan"], StringComparison.Ordinal)));
            Assert.That(other.Pixels.ToArray(), Is.EqualTo(one.Pixels.ToArray()).Within(1.01f / 255), file);
        }
        var wrong = await ScumbleProgram.RunAsync("run", Graph(), "--out", _folder["out"], "--pictures", "paper");
        Assert.That(wrong.ExitCode, Is.EqualTo(2));
        Assert.That(wrong.Error, Does.Contain("host or vulkan"));
    }

    [Test]
    public async Task WhatFailsIsSaidAndTheRestIsWritten()
    {
        new GraphBuilder().Node("bricks", "bricks").Node("file", "picture", """{"file": "../x.png"}""").Node("good", "output").Node("bad", "output").Wire("bricks.height good.input", "file.output bad.input").Graph.Save(_folder["graph.json"]);
        var run = await ScumbleProgram.RunAsync("run", _folder["graph.json"], "--out", _folder["out"]);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("file: ").And.Contain("does not lie in its folder"));
        Assert.That(Directory.GetFiles(_folder["out"]).Select(Path.GetFileName), Is.EqualTo(new[] { "good.png" }));
    }

    [TestCase("prompt", "NAME=VALUE")]
    [TestCase("colour=red", "exposed as 'colour'")]
    [TestCase("bricks.rows=many", "no number")]
    [TestCase("bricks.rows=0", "from 1 to 128")]
    public async Task SettingsThatDoNotFitAreWrongUsage(string setting, string message)
    {
        var run = await ScumbleProgram.RunAsync("run", Graph(), "--set", setting, "--out", _folder["out"], "--json");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Json.GetProperty("error").GetProperty("message").GetString(), Does.Contain(message));
        Assert.That(Directory.Exists(_folder["out"]), Is.False);
    }

    [Test]
    public async Task NodesAreListed()
    {
        var run = await ScumbleProgram.RunAsync("list", "nodes", "--json");
        Assert.That(run.Json.GetProperty("nodes").GetArrayLength(), Is.EqualTo(NodeKinds.All.Count));
    }
}
