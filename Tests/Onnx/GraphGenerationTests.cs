using System.Diagnostics;
using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Nodes;
using Scumble.Onnx;
using Scumble.Output;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>Graphs with a model in them.</summary>
[NonParallelizable]
public class GraphGenerationTests : IGraphModels
{
    private const string Small = "\"width\": 64, \"height\": 64, \"steps\": 2, \"prompt\": \"mossy cobblestone\"";
    private readonly Dictionary<string, TexturePipeline> _models = [];
    private OnnxBackend _backend = null!;
    private GraphRunner _runner = null!;
    private EventList _events = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _backend = OnnxBackend.Create("cpu");
        _models[""] = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), _backend);
        _models["controlled"] = await TexturePipeline.OpenAsync(ModelFolder.Open(RepositoryRoot.Combine("Tests", "Data", "Pipelines", "models", "sd15-controlnet")), _backend);
    }

    [OneTimeTearDown]
    public void Close()
    {
        foreach (var model in _models.Values) model.Dispose();
        _backend.Dispose();
    }

    [SetUp]
    public void SetUp() => (_runner, _events) = (new(new CpuImageOps(), this), new());

    [TearDown]
    public void TearDown() => _runner.Dispose();

    public Task<TexturePipeline> OpenAsync(string name, CancellationToken cancellation) =>
        _models.TryGetValue(name, out var model) ? Task.FromResult(model) : throw new ScumbleException($"There is no model '{name}'.", "Name another.");

    [Test]
    public async Task AGeneratedMaterialIsThePipelines()
    {
        var graph = Generate(Small).Graph with { Width = 64, Height = 64 };
        var result = await RunAsync(graph);
        var expected = await _models[""].GenerateAsync(new TextureRequest { Prompt = "mossy cobblestone", Seed = 0, Width = 64, Height = 64, Steps = 2, Tile = TileMode.XY });
        foreach (var map in expected.Maps!.All) Assert.That(result["out"].Maps![map].Pixels.ToArray(), Is.EqualTo(expected.Maps[map].Pixels.ToArray()).Within(1e-6), map.Name);
        Assert.That(result.IsGenerated, Is.True);
        Assert.That(_events.All.Where(one => one.Status == NodeStatus.Progress).Select(one => one.Message), Does.Contain("step 1 of 2").And.Contain("step 2 of 2"));
        using var folder = new TemporaryFolder();
        Assert.That(PngText.Read(GraphFiles.Write(folder.Path, result)[0]).Select(text => text.Value), Has.Some.Contains("trainedAlgorithmicMedia"));
    }

    [Test]
    public async Task EveryInputMayBeWired()
    {
        var builder = Generate("").Node("words", "value_text", """{"value": "red brick"}""").Node("no", "value_text", """{"value": "snow"}""").Node("seed", "value_seed", """{"value": 5}""")
            .Node("size", "value_number", """{"value": 64}""").Node("steps", "value_number", """{"value": 2}""").Node("scale", "value_number", """{"value": 2}""")
            .Node("sampler", "value_text", """{"value": "heun"}""").Node("schedule", "value_text", """{"value": ""}""").Node("model", "value_text").Node("tile", "value_text", """{"value": "x"}""")
            .Wire("words.output g.prompt", "no.output g.negative", "seed.output g.seed", "size.output g.width", "size.output g.height", "steps.output g.steps", "scale.output g.guidance",
                "sampler.output g.sampler", "schedule.output g.schedule", "model.output g.model", "tile.output g.tile");
        var kind = NodeKinds.Get("generate");
        Assert.That(kind.Parameters.Select(parameter => parameter.Name).Except(builder.Graph.Wires.Select(wire => wire.ToPort)), Is.Empty, "a parameter has no wire");
        var result = await RunAsync(builder.Graph);
        var expected = await _models[""].GenerateAsync(new TextureRequest
        {
            Prompt = "red brick",
            NegativePrompt = "snow",
            Seed = 5,
            Width = 64,
            Height = 64,
            Steps = 2,
            Guidance = 2,
            Sampling = new() { Sampler = "heun" },
            Tile = TileMode.X,
        });
        Assert.That(result["out"].Picture.Pixels.ToArray(), Is.EqualTo(expected.Image.Pixels.ToArray()).Within(1e-6));
    }

    [Test]
    public async Task FormingPicturesAreShownAndChangeNothing()
    {
        var graph = Generate(Small).Graph;
        var result = await RunAsync(graph, new() { PreviewsSteps = true, PreviewEdge = 32 });
        var forming = _events.All.Where(one => one.Status == NodeStatus.Progress && one.Picture is not null).ToArray();
        Assert.That(forming.Select(one => one.Picture!.Width), Is.EqualTo(new[] { 32, 32 }));
        Assert.That(forming[0].Picture!.Pixels.SequenceEqual(forming[1].Picture!.Pixels), Is.False);
        using var other = new GraphRunner(new CpuImageOps(), this);
        var plain = await other.RunAsync(graph);
        Assert.That(plain["out"].Picture.Pixels.SequenceEqual(result["out"].Picture.Pixels), Is.True);
    }

    [Test]
    public async Task ADraftPaintsSmallerInFewerSteps()
    {
        var graph = Generate("\"width\": 128, \"height\": 128, \"steps\": 3").Graph;
        var draft = new Draft(Edge: 64, Steps: 2);
        Assert.That(await _runner.DraftAsync(graph, new() { Draft = draft, PreviewEdge = 128, Events = _events }), Is.True);
        Assert.That(_events.All.Select(one => one.Message), Does.Contain("step 2 of 2"));
        Assert.That(_events.All.Where(one => one.Status == NodeStatus.Finished).Select(one => (one.Node, one.Picture!.Width)), Has.Member(("out", 64)));
        _events.Clear();
        var result = await RunAsync(graph);
        Assert.That(_events.All.Select(one => one.Message), Does.Contain("step 3 of 3"), "the draft is not taken for the result");
        Assert.That(result["out"].Picture.Width, Is.EqualTo(graph.Width));

        // At the draft's size the run itself shows what is forming.
        _events.Clear();
        Assert.That(await _runner.DraftAsync(Generate("\"width\": 64, \"height\": 64, \"steps\": 3").Graph, new() { Draft = draft, Events = _events }), Is.False);
        Assert.That(_events.All, Is.Empty);
    }

    [Test]
    public async Task VariationsHaveSuccessiveSeeds()
    {
        var graph = new GraphBuilder().Node("v", "vary", $$"""{"count": 3, "pick": 2, "seed": 10, {{Small}}}""").Node("one", "generate", $$"""{"seed": 11, {{Small}}}""")
            .Node("out", "output").Node("same", "output").Node("sheet", "output").Wire("v.material out.input", "one.material same.input", "v.sheet sheet.input").Graph;
        var result = await RunAsync(graph);
        Assert.That(result["out"].Picture.Pixels.SequenceEqual(result["same"].Picture.Pixels), Is.True);
        Assert.That(result["sheet"].Picture.Width, Is.EqualTo(64));
    }

    [Test]
    public async Task PicturesArePaintedOverAndIn()
    {
        var graph = new GraphBuilder().Node("bricks", "bricks").Node("map", "gradient_map").Node("half", "gradient_picture", """{"gradient": [[0, "#000000"], [0.499, "#000000"], [0.5, "#ffffff"], [1, "#ffffff"]]}""")
            .Node("over", "from_picture", $$"""{"strength": 0.5, {{Small}}}""").Node("in", "inpaint", $$"""{"feather": 0, {{Small}}}""").Node("out", "output").Node("in_out", "output").Node("before", "output")
            .Wire("bricks.height map.input", "map.output over.input", "map.output in.input", "half.output in.mask", "over.picture out.input", "in.picture in_out.input", "map.output before.input").Graph;
        var result = await RunAsync(graph);
        Assert.That(result.Failures.Select(failure => failure.Message), Is.Empty);
        var (before, painted) = (result["before"].Picture, result["in_out"].Picture);
        Assert.That(painted.Row(10).ToArray(), Is.EqualTo(before.Row(10).ToArray()).Within(2e-3), "what the mask keeps");
        Assert.That(painted.Row(50).ToArray(), Is.Not.EqualTo(before.Row(50).ToArray()).Within(2e-3));
        Assert.That(result["out"].Picture.Pixels.SequenceEqual(before.Pixels), Is.False);
    }

    [Test]
    public async Task AControlSteersThroughTheModelsOwnNetwork()
    {
        static TextureGraph Graph(string network, string size) => Generate($$"""{{size}} "model": "controlled", "tile": "none", "steps": 2""").Node("noise", "noise").Node("c", "control", $$"""{"network": "{{network}}", "reads": "edges"}""")
            .Wire("noise.output c.input", "c.control g.control").Graph with
        { Tile = TileMode.None };
        var size = _models["controlled"].Defaults is var defaults ? $"\"width\": {defaults.Width}, \"height\": {defaults.Height}," : "";
        var steered = await RunAsync(Graph("controlnet", size));
        Assert.That(steered.Failures.Select(failure => failure.Message), Is.Empty);
        var found = await RunAsync(Graph("", size));
        Assert.That(found["out"].Picture.Pixels.SequenceEqual(steered["out"].Picture.Pixels), "the one that every such model has");
        var otherwise = await RunAsync(Graph("controlnet_1", size));
        Assert.That(otherwise["out"].Picture.Pixels.SequenceEqual(steered["out"].Picture.Pixels), Is.False);
        var path = await RunAsync(Graph("/etc", size));
        Assert.That(path.Nodes["g"].Message, Does.Contain("no ControlNet '/etc'"), "a path is not opened");
    }

    public static IEnumerable<string> Samples => Directory.GetFiles(RepositoryRoot.Combine("Samples~", "Texture graphs"), "*.graph.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Samples))]
    public async Task TheSampleGraphsRunAndRepeat(string file)
    {
        var graph = TextureGraph.Load(RepositoryRoot.Combine("Samples~", "Texture graphs", file));
        Assert.That(graph.Validate().Select(fault => fault.Message), Is.Empty);
        Assert.That(graph.Exposed, Has.Count.GreaterThanOrEqualTo(4));
        foreach (var node in graph.Nodes.Where(node => node.Kind == "generate"))
            graph = graph.WithTyped($"{node.Id}.width", "64").WithTyped($"{node.Id}.height", "64").WithTyped($"{node.Id}.steps", "1");
        var result = await (graph with { Width = 128, Height = 128 }).GenerateAsync(_runner);
        Assert.That(result.Outputs.Select(output => output.Name), Does.Contain("material").And.Contain("lit"));
        var seam = SeamScore.Of(result["material"].Maps!.Height);
        Assert.That(seam.X, Is.LessThan(2.5), "left and right edges");
        if (graph.Tile == TileMode.XY) Assert.That(seam.Y, Is.LessThan(2.5), "top and bottom edges");
    }

    [TestCase("""{"sampler": "eular"}""", "one of")]
    [TestCase("""{"model": "../.."}""", "no model")]
    [TestCase("""{"width": 65, "height": 65}""", "")]
    public async Task WhatAModelCannotDoFailsItsNode(string parameters, string message)
    {
        var result = await RunAsync(new GraphBuilder().Node("g", "generate", parameters).Graph);
        Assert.That(result.Nodes["g"].Status, Is.EqualTo(NodeStatus.Failed));
        Assert.That(result.Nodes["g"].Message, Does.Contain(message).And.Not.Contain("Unexpected"));
        Assert.That(result.Nodes["g"].Hint, Is.Not.Empty);
    }

    [Test]
    [Retry(3)] // a busy machine lends its threads late
    public void ACancelledGenerationEndsWithin300Milliseconds()
    {
        using var source = new CancellationTokenSource();
        using var begun = new ManualResetEventSlim();
        var events = new EventList { On = one => { if (one.Message.StartsWith("step 1", StringComparison.Ordinal)) begun.Set(); } };
        var run = _runner.RunAsync(Generate("\"width\": 256, \"height\": 256, \"steps\": 500").Graph, new() { Events = events }, source.Token);
        begun.Wait(TimeSpan.FromMinutes(1));
        var clock = Stopwatch.StartNew();
        source.Cancel();
        Assert.That(async () => await run, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(clock.ElapsedMilliseconds, Is.LessThan(300));
    }

    private static GraphBuilder Generate(string parameters) =>
        new GraphBuilder().Node("g", "generate", $$"""{ {{parameters}} }""").Node("out", "output").Wire("g.material out.input");

    private Task<GraphResult> RunAsync(TextureGraph graph, GraphRunOptions? options = null) => _runner.RunAsync(graph, (options ?? new()) with { Events = _events });
}
