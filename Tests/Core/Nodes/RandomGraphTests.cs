using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Nodes;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Nodes;

/// <summary>Properties of graphs that nobody drew: right ones, and those with circles, unknown kinds, wrong types and values.</summary>
[NonParallelizable]
public class RandomGraphTests
{
    private static readonly NodeKind[] Kinds = [.. NodeKinds.All.Where(kind => kind.Id is not "graph")];

    private static readonly NodeKind[] Pixels = [.. Kinds.Where(kind => !kind.IsGenerator && kind.Id is not ("picture" or "scene_view" or "control"))];

    private static readonly string[] Values = ["0", "1", "-1", "0.5", "3", "1e300", "\"\"", "\"perlin\"", "\"#12345678\"", "\"#zzzzzz\"", "true", "null", "[[0,0],[1,1]]", "[[0,\"#ffffff\"]]", "[]", "{}", "18446744073709551615"];

    // A name of the kind, or one of nobody.
    private static Gen<string> OneOf(IEnumerable<string> names) => Gen.Elements([.. names, "nothing"]);

    private static Gen<GraphNode> Node(int index) =>
        from kind in Gen.Frequency((20, Gen.Elements(Kinds.Select(kind => kind.Id).ToArray())), (1, Gen.Elements("unknown", "graph")))
        from count in Gen.Choose(0, 2)
        from names in OneOf(NodeKinds.Find(kind)?.Parameters.Select(parameter => parameter.Name) ?? []).ListOf(count)
        from values in Gen.Elements(Values).ListOf(count)
        from x in Gen.Choose(-1000, 1000)
        select new GraphNode { Id = $"n{index}", Kind = kind, X = x / 4.0, Parameters = names.Zip(values).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => GraphBuilder.Json(pair.Second)) };

    private static Gen<GraphWire> Wire(IReadOnlyList<GraphNode> nodes) =>
        from source in Gen.Elements(nodes.ToArray())
        from target in Gen.Elements(nodes.ToArray())
        from output in OneOf(NodeKinds.Find(source.Kind)?.Outputs.Select(port => port.Name) ?? [])
        from input in OneOf(NodeKinds.Find(target.Kind) is { } kind ? [.. kind.Inputs.Select(port => port.Name), .. kind.Parameters.Select(parameter => parameter.Name)] : [])
        select new GraphWire(source.Id, output, target.Id, input);

    // As somebody would draw it: inputs wired from nodes before that fit, parameters within their ranges.
    private static TextureGraph Drawn(int seed)
    {
        var random = new Random(seed);
        var (nodes, wires) = (new List<GraphNode>(), new List<GraphWire>());
        for (var i = random.Next(3, 10); i > 0; i--)
        {
            var kind = nodes.Count == 0 ? NodeKinds.Get("noise") : Pixels[random.Next(Pixels.Length)];
            var node = new GraphNode { Id = $"n{nodes.Count}", Kind = kind.Id, Parameters = kind.Parameters.Where(_ => random.Next(4) == 0).ToDictionary(parameter => parameter.Name, parameter => Value(parameter, random)) };
            var ends = kind.Inputs.Select(port => (port.Name, port.Type)).Concat(kind.Parameters.Where(parameter => parameter.Wire is not null && random.Next(8) == 0).Select(parameter => (parameter.Name, Type: parameter.Wire!.Value)));
            foreach (var (name, type) in ends)
            {
                var sources = (from one in nodes from port in NodeKinds.Get(one.Kind).Outputs where PortTypes.Rule(port.Type, type).IsAllowed select (one.Id, port.Name)).ToArray();
                if (sources.Length == 0 || random.Next(20) == 0) continue;
                var (source, output) = sources[random.Next(sources.Length)];
                wires.Add(new(source, output, node.Id, name));
            }
            nodes.Add(node);
        }
        return new() { Name = "drawn", Width = 16 + random.Next(9), Height = 16, Tile = (TileMode)random.Next(4), Nodes = nodes, Wires = wires };
    }

    private static System.Text.Json.JsonElement Value(NodeParameter parameter, Random random) => parameter.Type switch
    {
        ParameterType.Number => GraphBuilder.Json(FormattableString.Invariant($"{parameter.Minimum + (random.NextDouble() * (parameter.Maximum - parameter.Minimum))}")),
        ParameterType.Integer => GraphBuilder.Json($"{random.Next((int)parameter.Minimum!, Math.Min((int)parameter.Maximum!, 40) + 1)}"),
        ParameterType.Choice => GraphBuilder.Json($"\"{parameter.Choices[random.Next(parameter.Choices.Count)]}\""),
        ParameterType.Seed => GraphBuilder.Json($"{random.Next()}"),
        _ => parameter.Default,
    };

    private static readonly Gen<TextureGraph> Graphs =
        Gen.Frequency((2, Gen.Choose(0, int.MaxValue).Select(Drawn)), (1, Wild));

    private static Gen<TextureGraph> Wild =>
        from count in Gen.Choose(1, 9)
        from nodes in Gen.CollectToSequence(Enumerable.Range(0, count), Node)
        let all = nodes.ToArray()
        from wireCount in Gen.Choose(0, 2 * count)
        from wires in Wire(all).ListOf(wireCount)
        from tile in Gen.Elements(Enum.GetValues<TileMode>())
        from width in Gen.Elements(16, 17, 24)
        select new TextureGraph { Name = "random", Width = width, Height = 16, Tile = tile, Nodes = all, Wires = [.. wires] };

    [Test]
    public void DocumentsRoundTrip() =>
        Prop.ForAll(Graphs.ToArbitrary(), graph =>
        {
            var json = graph.ToJson();
            var read = TextureGraph.FromJson(json);
            return read.ToJson() == json && read == graph && TextureGraph.FromJson(graph.ToJson(indented: true)) == graph;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    // Whatever a document holds, it is read or refused with a hint: one character is changed, taken or put in.
    [Test]
    public void DamagedDocumentsAreReadOrRefused() =>
        Prop.ForAll((from graph in Graphs from at in Gen.Choose(0, 100000) from c in Gen.Elements("\"{}[]:,0aé\\\u0000".ToCharArray()) from way in Gen.Choose(0, 2) select (graph, at, c, way)).ToArbitrary(), one =>
        {
            var json = new StringBuilder(one.graph.ToJson());
            var at = one.at % json.Length;
            if (one.way != 1) json.Insert(at, one.c);
            if (one.way != 2) json.Remove(Math.Min(at + 1, json.Length - 1), 1);
            try
            {
                _ = TextureGraph.FromJson(json.ToString()).Validate();
                return true;
            }
            catch (ScumbleException e)
            {
                return e.Hint.Length > 0;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    // What the check finds nothing wrong with runs, but for what only the world can say (files, models, pictures of the engine); what it does find fails,
    // and only that and what hangs on it.
    [Test]
    public void TenThousandRandomGraphsNeitherCrashNorHang()
    {
        using var runner = new GraphRunner(new CpuImageOps(), budgetInBytes: 64 << 20);
        var (clock, longest, ran, failed) = (new Stopwatch(), TimeSpan.Zero, 0, 0);
        Prop.ForAll(Graphs.ToArbitrary(), graph =>
        {
            clock.Restart();
            var faults = graph.Validate();
            var result = Task.Run(() => runner.RunAsync(graph, new() { Nodes = [.. graph.Nodes.Select(node => node.Id)] })).GetAwaiter().GetResult();
            if (clock.Elapsed > longest) longest = clock.Elapsed;
            var faulty = faults.Select(fault => fault.Node).ToHashSet();
            foreach (var node in graph.Nodes)
            {
                var last = result.Nodes[node.Id];
                if (faulty.Contains(node.Id) != (last.Status == NodeStatus.Failed) && !IsOfTheWorld(node, last)) throw new InvalidOperationException($"{node.Id} ({node.Kind}) {last.Status}: {last.Message}\n{graph.ToJson()}");
                if (last.Status == NodeStatus.Failed && (last.Hint.Length == 0 || last.Message.StartsWith("Unexpected", StringComparison.Ordinal))) throw new InvalidOperationException($"{node.Kind}: {last.Message}\n{graph.ToJson()}");
                if (last.Status is NodeStatus.Finished or NodeStatus.Cached) ran++;
                else failed++;
            }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));
        TestContext.Out.WriteLine($"{ran} nodes ran, {failed} failed or were blocked; the longest graph took {longest.TotalMilliseconds:F0} ms");
        Assert.That(ran, Is.GreaterThan(failed));
        Assert.That(longest, Is.LessThan(TimeSpan.FromSeconds(5)));
        Assert.That(runner.PeakBytes, Is.LessThanOrEqualTo(runner.BudgetInBytes));
    }

    // A blocked node is nobody's fault; a file, a model, an engine's picture and a value that comes by wire are known only in the run.
    private static bool IsOfTheWorld(GraphNode node, GraphEvent last) =>
        last.Status is NodeStatus.Blocked || NodeKinds.Find(node.Kind) is { IsGenerator: true } or { Id: "picture" or "scene_view" or "control" }
        || last.Message.Contains("must be", StringComparison.Ordinal) || last.Message.Contains("has no height", StringComparison.Ordinal);
}
