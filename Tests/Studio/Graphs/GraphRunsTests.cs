using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Nodes;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Studio;

public class GraphRunsTests
{
    private const string Wired = """
        {"scumbleGraph": 1, "name": "wall", "width": 64, "height": 64, "tile": "xy",
         "nodes": [{"id": "noise", "kind": "noise", "x": 0, "y": 0}, {"id": "bricks", "kind": "bricks", "x": 0, "y": 200},
                   {"id": "blend", "kind": "blend", "x": 200, "y": 0}, {"id": "out", "kind": "output", "x": 400, "y": 0, "parameters": {"name": "wall"}}],
         "wires": [{"from": "noise.output", "to": "blend.background"}, {"from": "bricks.height", "to": "blend.foreground"}, {"from": "blend.output", "to": "out.input"}],
         "exposed": [], "studio": {"groups": []}, "colour of my mood": "green"}
        """;

    private RunningStudio _studio = null!;

    [OneTimeSetUp]
    public async Task Start() => _studio = await RunningStudio.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _studio.DisposeAsync();

    [Test]
    public async Task ALargeGraphIsDraftedFirst()
    {
        var graph = JsonNode.Parse(Wired)!;
        (graph["width"], graph["height"]) = (1024, 1024);
        var item = (await _studio.RunAsync(new { graph }, "/graphs/run")).GetProperty("items")[0];
        Assert.That(item.GetProperty("previewSeconds").GetDouble(), Is.LessThan(item.GetProperty("seconds").GetDouble() / 2));
        var small = (await _studio.RunAsync(new { graph = Graph() }, "/graphs/run")).GetProperty("items")[0];
        Assert.That(small.TryGetProperty("previewSeconds", out _), Is.False, "nothing is drawn twice");
    }

    [Test]
    public async Task TheSamplesAreThoseOfThePackage()
    {
        var samples = (await _studio.GetAsync("/samples")).EnumerateArray().Select(one => TextureGraph.FromJson(one.GetRawText())).ToArray();
        var files = Directory.GetFiles(RepositoryRoot.Combine("Samples~", "Texture graphs"), "*.graph.json").Select(TextureGraph.Load).ToArray();
        Assert.That(samples, Is.EquivalentTo(files).And.Length.GreaterThan(0));
        Assert.That(samples.SelectMany(one => one.Validate()), Is.Empty);
    }

    // A node's result is seen whole, not as its thumbnail; what has none is refused with what to do.
    [Test]
    public async Task WhatANodeGaveCanBeLookedAt()
    {
        var graph = JsonNode.Parse(Wired)!;
        graph["nodes"]!.AsArray().Add(JsonNode.Parse("""{"id": "material", "kind": "material_from_height", "x": 300, "y": 300}"""));
        graph["nodes"]!.AsArray().Add(JsonNode.Parse("""{"id": "words", "kind": "text", "x": 300, "y": 500}"""));
        graph["wires"]!.AsArray().Add(JsonNode.Parse("""{"from": "bricks.height", "to": "material.height"}"""));
        (graph["width"], graph["height"]) = (256, 128);
        var id = (await _studio.RunAsync(new { graph }, "/graphs/run")).GetProperty("id").GetString();
        var (bricks, material) = (await _studio.GetAsync($"/runs/{id}/nodes/bricks"), await _studio.GetAsync($"/runs/{id}/nodes/material"));
        var (height, picture) = (await ReadAsync("material/height"), await ReadAsync("bricks/picture"));
        Assert.Multiple(() =>
        {
            Assert.That(bricks.GetProperty("maps").EnumerateArray().Select(map => map.GetString()), Is.EqualTo(new[] { "picture" }));
            Assert.That(material.GetProperty("maps").EnumerateArray().Select(map => map.GetString()), Does.Contain("height").And.Contain("normal"));
            Assert.That((material.GetProperty("width").GetInt32(), height.Width, height.Height), Is.EqualTo((256, 256, 128)));
            Assert.That(height.Pixels.SequenceEqual(picture.Pixels), "the height that was wired");
        });
        foreach (var path in new[] { "nodes/words", "nodes/none", "nodes/bricks/height.png", "nodes/none/picture.png" })
            Assert.That((await _studio.GetAsync($"/runs/{id}/{path}", HttpStatusCode.NotFound)).GetProperty("hint").GetString(), Is.Not.Empty, path);

        async Task<Image> ReadAsync(string name)
        {
            var path = Path.Combine(_studio.Folder, "seen.png");
            await File.WriteAllBytesAsync(path, await _studio.Client.GetByteArrayAsync($"/api/runs/{id}/nodes/{name}.png"));
            return ImageFiles.Read(path);
        }
    }

    [Test]
    public async Task OnlyWhatChangedRunsAgain()
    {
        var first = await _studio.RunAsync(new { graph = Graph() }, "/graphs/run");
        var second = await _studio.RunAsync(new { graph = Graph(), set = new Dictionary<string, string> { ["bricks.columns"] = "5" } }, "/graphs/run");
        Assert.Multiple(() =>
        {
            Assert.That(first.GetProperty("items")[0].GetProperty("state").GetString(), Is.EqualTo("done"));
            Assert.That(Kept(second), Is.EqualTo(new Dictionary<string, bool> { ["noise"] = true, ["bricks"] = false, ["blend"] = false, ["out"] = false }));
        });

        static Dictionary<string, bool> Kept(JsonElement run) =>
            run.GetProperty("nodes").EnumerateArray().ToDictionary(node => node.GetProperty("id").GetString()!, node => node.GetProperty("cached").GetBoolean());
    }

    [Test]
    public async Task NodesShowTheirPicturesAndOutputsCarryTheGraph()
    {
        var run = await _studio.RunAsync(new { graph = Graph(), name = "wall" }, "/graphs/run");
        var id = run.GetProperty("id").GetString()!;
        Assert.Multiple(() =>
        {
            foreach (var node in new[] { "noise", "bricks", "blend", "out" })
                Assert.That(_studio.Client.GetAsync($"/api/runs/{id}/previews/{node}.png").Result.StatusCode, Is.EqualTo(HttpStatusCode.OK), node);
            Assert.That(TextureGraph.Load(_studio.Session.Runs.FileOf(id, 0, "picture")), Is.EqualTo(TextureGraph.FromJson(Wired)));
        });
    }

    [Test]
    public async Task AFailingNodeMarksItselfAndTheRestFinishes()
    {
        var graph = Graph();
        graph["nodes"]!.AsArray().Add(JsonNode.Parse("""{"id": "missing", "kind": "picture", "x": 0, "y": 0, "parameters": {"file": "../../etc/passwd"}}"""));
        graph["nodes"]!.AsArray().Add(JsonNode.Parse("""{"id": "blur", "kind": "blur", "x": 0, "y": 0}"""));
        graph["wires"]!.AsArray().Add(JsonNode.Parse("""{"from": "missing.output", "to": "blur.input"}"""));
        var run = await _studio.RunAsync(new { graph }, "/graphs/run");
        var nodes = run.GetProperty("nodes").EnumerateArray().ToDictionary(node => node.GetProperty("id").GetString()!);
        Assert.Multiple(() =>
        {
            Assert.That(nodes["missing"].GetProperty("state").GetString(), Is.EqualTo("failed"));
            Assert.That(nodes["missing"].GetProperty("message").GetString(), Does.Contain("does not lie in its folder"));
            Assert.That(nodes["blur"].GetProperty("blocked").GetBoolean(), Is.True);
            Assert.That(run.GetProperty("items")[0].GetProperty("state").GetString(), Is.EqualTo("done"));
        });
    }

    [Test]
    public async Task SavedGraphsKeepWhatNobodyKnowsAndTellOfConflicts()
    {
        var saved = await _studio.PutAsync("/graphs/my wall", new { graph = Graph() });
        var revision = saved.GetProperty("revision").GetString();
        await _studio.PutAsync("/graphs/my wall", new { graph = TextureGraph.FromJson(Wired) with { Width = 128 } is var wider ? JsonNode.Parse(wider.ToJson()) : null, revision });
        await _studio.PutAsync("/graphs/my wall", new { graph = Graph(), revision }, HttpStatusCode.Conflict);
        var read = await _studio.GetAsync("/graphs/my wall");
        Assert.Multiple(() =>
        {
            Assert.That(read.GetProperty("graph").GetProperty("width").GetInt32(), Is.EqualTo(128));
            Assert.That(read.GetProperty("graph").GetProperty("colour of my mood").GetString(), Is.EqualTo("green"));
            Assert.That(TextureGraph.Load(Path.Combine(_studio.Folder, "graphs", "my wall.json")).Width, Is.EqualTo(128));
        });
    }

    [TestCase("/graphs/..%2F..%2Fx")]
    [TestCase("/graphs/.hidden")]
    public async Task NamesStayInTheFolder(string path) => await _studio.PutAsync(path, new { graph = Graph() }, HttpStatusCode.BadRequest);

    [Test]
    public async Task WhatIsNoGraphIsRefused()
    {
        await _studio.PutAsync("/graphs/bad", new { graph = new { scumbleGraph = 99 } }, HttpStatusCode.UnprocessableEntity);
        await _studio.PostAsync("/graphs/run", new { }, HttpStatusCode.BadRequest);
        await _studio.PostAsync("/graphs/run", new { name = "not there" }, HttpStatusCode.NotFound);
        await _studio.PostAsync("/graphs/run", new { graph = Graph(), set = new Dictionary<string, string> { ["bricks.columns"] = "many" } }, HttpStatusCode.BadRequest);
    }

    [Test]
    public async Task TheCatalogueHasEveryKindAndEveryRule()
    {
        var catalogue = await _studio.GetAsync("/nodes");
        Assert.Multiple(() =>
        {
            Assert.That(catalogue.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetProperty("id").GetString()), Is.EquivalentTo(NodeKinds.All.Select(kind => kind.Id)));
            Assert.That(catalogue.GetProperty("rules").TryGetProperty("grey>picture", out _), Is.True);
            Assert.That(catalogue.GetProperty("refusals").GetProperty("grey>material").GetString(), Does.Contain("Material from height"));
        });
    }

    private static JsonNode Graph() => JsonNode.Parse(Wired)!;
}
