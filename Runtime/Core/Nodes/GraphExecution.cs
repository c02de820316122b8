using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Stages;

namespace Scumble.Nodes;

/// <summary>One run of one graph: a plan by keys first, then the work in order. One thread.</summary>
internal sealed class GraphExecution
{
    private readonly Dictionary<string, NodePlan> _plans = [];
    private readonly Dictionary<string, TexturePipeline> _models = [];
    private readonly GraphReporter _reporter;
    private readonly TextureGraph _document;
    private readonly ILookup<string?, GraphFault> _faults;
    private readonly HashSet<string> _wanted;
    private readonly double _scale = 1;

    public GraphExecution(GraphRunner runner, TextureGraph graph, GraphRunOptions options, CancellationToken cancellation)
    {
        (Runner, _document, Options, Cancellation) = (runner, graph, options, cancellation);
        (Graph, var faults) = GraphFlattening.Expand(graph);
        if (options.Draft is { } draft) (Graph, _scale) = Shrunk(Graph, draft);
        _faults = faults.Concat(GraphFaults.Of(Graph)).ToLookup(fault => fault.Node);
        if (Graph.Nodes.Count == 0 && _faults[null].FirstOrDefault() is { } whole) throw new ScumbleException(whole.Message, whole.Hint);
        (_reporter, _wanted) = (new(options.Events), Wanted());
    }

    public GraphRunner Runner { get; }

    /// <summary>The graph with those within it in their place.</summary>
    public TextureGraph Graph { get; }

    public GraphRunOptions Options { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>Whether its pictures are smaller than the document says.</summary>
    public bool IsShrunk => _scale < 1;

    /// <summary>Whether a node found that as a draft it is quicker.</summary>
    public bool IsQuicker { get; set; }

    public IImageOps Images => Runner.Images;

    public IGraphModels Models => Runner.Models ?? throw new ScumbleException("There is no model here that could generate.", "Give the runner models.");

    public void Report(string node, double progress, string message, Image? picture) =>
        _reporter.Report(new(node, NodeStatus.Progress) { Progress = progress, Message = message, Picture = picture });

    public async Task<TexturePipeline> ModelAsync(string name)
    {
        if (_models.TryGetValue(name, out var model)) return model;
        return _models[name] = await Models.OpenAsync(name, Cancellation).ConfigureAwait(false);
    }

    /// <summary>The keys of what is wanted, and of all that they hang on, as one hash; nothing with pixels runs.</summary>
    public async Task<string> IdentifyAsync()
    {
        try
        {
            foreach (var node in Needed()) await PlanAsync(node).ConfigureAwait(false);
            if (_reporter.Last.Values.FirstOrDefault(node => node.Status == NodeStatus.Failed) is { } failed) throw new ScumbleException($"The node '{failed.Node}' failed: {failed.Message}", failed.Hint);
            var keys = Graph.Nodes.Where(node => _wanted.Contains(node.Id)).Select(node => _plans[node.Id].Key);
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', keys))));
        }
        finally
        {
            foreach (var plan in _plans.Values) plan.Unpin();
        }
    }

    /// <summary>A draft, where that is quicker than the run itself.</summary>
    /// <returns>Whether it is, and so was run.</returns>
    public async Task<bool> DraftAsync()
    {
        IsQuicker = IsShrunk;
        return await RunAsync(() => IsQuicker).ConfigureAwait(false) is not null;
    }

    public async Task<GraphResult> RunAsync() => (await RunAsync(() => true).ConfigureAwait(false))!;

    // What is said of a plan decides whether it is carried out.
    private async Task<GraphResult?> RunAsync(Func<bool> goesOn)
    {
        var needed = Needed();
        _reporter.Expect(needed.Select(node => node.Id));
        try
        {
            foreach (var node in needed) await PlanAsync(node).ConfigureAwait(false);
            if (!goesOn()) return null;
            Mark(needed);
            foreach (var node in needed) await WorkAsync(_plans[node.Id]).ConfigureAwait(false);
            return Result();
        }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
        {
            foreach (var node in needed.Where(node => !_reporter.IsDone(node.Id))) _reporter.Report(new(node.Id, NodeStatus.Cancelled) { Message = "The run was cancelled." });
            throw;
        }
        finally
        {
            foreach (var plan in _plans.Values) plan.Unpin();
        }
    }

    // In order; at the end those in circles and behind them, which are at fault.
    private List<GraphNode> Needed()
    {
        var before = Graph.Wires.ToLookup(wire => wire.ToNode, wire => wire.FromNode);
        var (needed, open) = (new HashSet<string>(_wanted), new Stack<string>(_wanted));
        while (open.TryPop(out var node))
            foreach (var one in before[node])
                if (needed.Add(one)) open.Push(one);
        return [.. GraphOrder.Of(Graph).Concat(Graph.Nodes).DistinctBy(node => node.Id).Where(node => needed.Contains(node.Id))];
    }

    private HashSet<string> Wanted()
    {
        if (Options.Nodes is { } nodes)
        {
            if (nodes.FirstOrDefault(id => _document.Nodes.All(node => node.Id != id)) is { } unknown) throw new ArgumentException($"The graph has no node '{unknown}'.", "options");
            return [.. Graph.Nodes.Select(node => node.Id).Where(id => nodes.Contains(id.Split('/')[0]))];
        }
        var outputs = Graph.Nodes.Where(node => node.Kind == OutputKind.KindId).Select(node => node.Id).ToHashSet();
        return outputs.Count > 0 ? outputs : [.. Graph.Nodes.Select(node => node.Id)];
    }

    // Keys, and the values that have no pixels: what flows counts, and not who made it.
    private async Task PlanAsync(GraphNode node)
    {
        Cancellation.ThrowIfCancellationRequested();
        var plan = _plans[node.Id] = new NodePlan(node, Graph.Wires.Where(wire => wire.ToNode == node.Id && _plans.ContainsKey(wire.FromNode)).Select(wire => (wire, _plans[wire.FromNode])));
        if (_faults[node.Id].FirstOrDefault() is { } fault)
        {
            Fail(plan, fault.Message, fault.Hint);
            return;
        }
        if (Block(plan)) return;
        try
        {
            plan.Resolve(_scale);
            using var run = plan.Run(this);
            plan.Hash(Graph, await plan.Kind!.FingerprintAsync(run).ConfigureAwait(false));
            if (!plan.Kind.IsLight) return;
            if (Runner.Cache.Find(plan.Key) is { } known)
            {
                plan.Take(known);
                Done(plan, NodeStatus.Cached, default);
                return;
            }
            _reporter.Report(new(node.Id, NodeStatus.Started));
            await plan.Kind.RunAsync(run).ConfigureAwait(false);
            plan.Take(Runner.Cache.Add(new(plan.Key, run.Outputs, run.Warnings)));
            Done(plan, NodeStatus.Finished, default);
        }
        catch (Exception e) when (IsFailure(e))
        {
            Fail(plan, e);
        }
    }

    // Backwards: who must run, because somebody wants its result and that is not there.
    private void Mark(List<GraphNode> needed)
    {
        foreach (var plan in Enumerable.Reverse(needed).Select(node => _plans[node.Id]).Where(plan => plan.Status is null))
        {
            if (_wanted.Contains(plan.Node.Id)) plan.Uses++;
            if (plan.Uses == 0) continue;
            if (Runner.Cache.Find(plan.Key) is { } found) plan.Take(found);
            else
            {
                plan.TakesPart = true;
                foreach (var source in plan.Sources) source.Uses++;
            }
        }
    }

    private async Task WorkAsync(NodePlan plan)
    {
        if (plan.Status is not null) return;
        Cancellation.ThrowIfCancellationRequested();
        var clock = Stopwatch.StartNew();
        if (plan.Result is null && plan.Uses > 0 && Block(plan)) return;
        if (plan.Result is null && plan.Uses > 0 && Runner.Cache.Find(plan.Key) is { } twin) plan.Take(twin); // of another node with the same values
        if (plan.Result is not null || plan.Uses == 0)
        {
            Done(plan, NodeStatus.Cached, clock.Elapsed);
            Release(plan);
            return;
        }
        _reporter.Report(new(plan.Node.Id, NodeStatus.Started));
        try
        {
            plan.FillInputs();
            using var run = plan.Run(this);
            await plan.Kind!.RunAsync(run).ConfigureAwait(false);
            foreach (var value in run.Outputs.Values) HostValues.Finish(Images, value);
            Cancellation.ThrowIfCancellationRequested();
            foreach (var picture in run.Outputs.Values.SelectMany(value => value.Pictures)) picture.Hold();
            plan.Take(Runner.Cache.Add(new(plan.Key, run.Outputs, run.Warnings)));
        }
        catch (Exception e) when (IsFailure(e))
        {
            Fail(plan, e);
        }
        Release(plan);
        if (plan.Result is not null) Done(plan, NodeStatus.Finished, clock.Elapsed);
    }

    private static (TextureGraph Graph, double Scale) Shrunk(TextureGraph graph, Draft draft)
    {
        var scale = draft.ScaleOf(graph.Width, graph.Height);
        return (graph with { Width = Edge(graph.Width), Height = Edge(graph.Height) }, scale);

        int Edge(int edge) => Math.Max(TextureGraph.MinEdge, (int)Math.Round(edge * scale));
    }

    private static void Release(NodePlan plan)
    {
        if (!plan.TakesPart) return;
        plan.TakesPart = false;
        foreach (var source in plan.Sources) source.Used();
    }

    private bool Block(NodePlan plan)
    {
        if (plan.CulpritBefore is not { } culprit) return false;
        plan.Block(culprit);
        Release(plan);
        _reporter.Report(new(plan.Node.Id, NodeStatus.Blocked) { Message = $"It hangs on '{culprit.Node.Id}', which failed.", Hint = "Mend that one first." });
        return true;
    }

    private void Done(NodePlan plan, NodeStatus status, TimeSpan elapsed)
    {
        plan.Status = status;
        var isNew = status == NodeStatus.Finished || Options.Draft is null; // of a draft, what was kept was shown before
        var preview = isNew && Options.PreviewEdge > 0 && plan.Result?.Values.Values.FirstOrDefault() is { } first ? HostValues.Preview(Images, first, Options.PreviewEdge) : null;
        _reporter.Report(new(plan.Node.Id, status) { Progress = 1, Elapsed = elapsed, Key = plan.Key, Picture = preview, Warnings = plan.Result?.Warnings ?? [] });
    }

    private void Fail(NodePlan plan, Exception e)
    {
        var (message, hint) = e switch
        {
            ScumbleException known => (known.Message, known.Hint),
            FormatException => (e.Message, "Set another value, or lay another wire."),
            OutOfMemoryException => ("There is not enough memory.", "Make the graph's pictures smaller."),
            _ => ($"Unexpected: {e.GetType().Name}: {e.Message}", "Please report it, with the graph."),
        };
        Fail(plan, message, hint);
    }

    private void Fail(NodePlan plan, string message, string hint)
    {
        plan.Fail();
        _reporter.Report(new(plan.Node.Id, NodeStatus.Failed) { Message = message, Hint = hint });
    }

    private bool IsFailure(Exception e) => e is not OperationCanceledException || !Cancellation.IsCancellationRequested;

    private GraphResult Result()
    {
        var outputs = new List<GraphOutput>();
        foreach (var node in Graph.Nodes.Where(node => node.Kind == OutputKind.KindId))
        {
            if (_plans.TryGetValue(node.Id, out var plan) && plan.Result?.Values.Values.FirstOrDefault() is { } value
                && HostValues.Read(Images, OutputKind.NameOf(node), node.Id, value) is { } output) outputs.Add(output with { IsData = OutputKind.IsData(node) });
        }
        return new(_document, _reporter.Last, outputs, _plans.Values.Any(plan => plan is { Kind.IsGenerator: true, Status: NodeStatus.Finished or NodeStatus.Cached }));
    }
}
