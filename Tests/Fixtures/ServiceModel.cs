using System.Globalization;
using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Materials;
using Scumble.Nodes;
using Scumble.Service;

namespace Scumble.Tests.Fixtures;

/// <summary>
/// What the service promises, as a simple model that random operations are held against: no request is lost, none ends twice, each shows its own texture, textures in use are
/// alive, and what nobody asked for again is not made again. One content in five is made by a graph, of the others half may be denoised together;
/// each is wanted in one of two sizes, and in the other one once the object that wears it comes nearer or goes.
/// </summary>
internal sealed class ServiceModel : IDisposable
{
    private const int Contents = 60, MostHandles = 40, Edge = TextureGraph.MinEdge;

    private readonly Random _random;
    private readonly TemporaryFolder? _folder;
    private readonly List<(TextureHandle Handle, int Content, int Edge)> _live = [];
    private readonly List<Task> _ended = [];
    private readonly HashSet<string> _failing = [];
    private int _asked, _cancelled, _lost, _cleared, _refused, _resized;

    public ServiceModel(int seed, bool inPump, bool onDisk)
    {
        _random = new Random(seed);
        _folder = onDisk ? new TemporaryFolder() : null;
        Game = new PumpedService(new ServiceOptions { GeneratesInPump = inPump, QueueCapacity = 8, BatchSize = 4, MemoryBudgetInBytes = 2 * 4 * Edge * Edge * 75, Cache = _folder?.Path },
            new FakeMaker { Edge = Edge, OnSlice = words => { if (_failing.Contains(words)) throw new ScumbleException($"{words} is broken.", "Mend it."); } },
            new FakeStore { MakesTargets = true });
        for (var i = 0; i < Contents; i += 12) _failing.Add(Words(i));
    }

    public PumpedService Game { get; }

    /// <summary>Whether everything has happened that can.</summary>
    public bool HasSeenAll => Game.Service.Statistics is { Generated: > 0, MemoryHits: > 0, Failed: > 0 } seen && (_folder is null || seen.DiskHits > 0)
        && Math.Min(Math.Min(_cancelled, _refused), Math.Min(_lost, _cleared)) > 0 && _resized > 0 && Game.Maker.Sizes.Max() > 1;

    /// <summary>One random operation, and what must hold after it.</summary>
    public void Step()
    {
        switch (_random.Next(100))
        {
            case < 30 when _live.Count < MostHandles:
                _live.Add(Ask(_random.Next(Contents), Edge));
                break;
            case < 36 when _live.Count > 0:
                Cancel(_live[_random.Next(_live.Count)].Handle);
                break;
            case < 45 when _live.Count > 0:
                _live[_random.Next(_live.Count)].Handle.Priority = _random.Next(10);
                break;
            case < 60 when _live.Count > 0:
                var dropped = _random.Next(_live.Count);
                _live[dropped].Handle.Dispose();
                _live.RemoveAt(dropped);
                break;
            case > 95 when _live.Count > 0:
                Resize(_random.Next(_live.Count));
                break;
            case 60 when _random.Next(4) == 0:
                Lose();
                break;
            case 61 when _random.Next(4) == 0:
                Game.Service.ClearCache();
                _cleared++;
                break;
            case 62:
                Game.Store.Refusals = 1;
                break;
            case < 74 and > 63:
                // A frame is drawn.
                Thread.Sleep(1);
                Game.Service.Pump(TimeSpan.FromMilliseconds(1));
                break;
            case 63:
                Game.Store.Parts = 1 + _random.Next(3);
                break;
            default:
                Game.Service.Pump(TimeSpan.FromMilliseconds(_random.NextDouble() * 2));
                break;
        }
        Check();
    }

    /// <summary>Lets everything end, and says what was done.</summary>
    public string Drain()
    {
        Game.UntilEnded(_live.Select(entry => entry.Handle));
        Check();
        foreach (var (handle, content, _) in _live.Where(entry => entry.Handle.State == HandleState.Failed))
            Assert.That(handle.Error, Is.Not.Null, Words(content));
        Assert.That(_ended.Select(task => task.IsCompleted), Has.All.True, "every request that was made has ended");
        var statistics = Game.Service.Statistics;
        Assert.That((statistics.Waiting, statistics.IsBusy), Is.EqualTo((0, false)), "nothing is left over");
        Assert.That(HasSeenAll, $"all that can happen did: {statistics}");
        foreach (var (handle, _, _) in _live) handle.Dispose();
        _live.Clear();
        Game.Service.ClearCache();
        Game.Service.Pump(TimeSpan.FromMilliseconds(1));
        Assert.That(Game.Store.Alive, Has.Count.EqualTo(1), "the neutral placeholder alone");
        return $"{_asked} requests, {_cancelled} cancelled, {_refused} refused, {_resized} resized, {_lost} devices lost, {_cleared} caches cleared, {Game.Maker.Sizes.Count(size => size > 1)} batches, {statistics}";
    }

    public void Dispose()
    {
        Game.Dispose();
        Assert.That(Game.Store.Alive, Is.Empty);
        _folder?.Dispose();
    }

    private static string Words(int content) => $"stone {content}";

    private (TextureHandle Handle, int Content, int Edge) Ask(int content, int edge)
    {
        var words = Words(content);
        var handle = Game.Service.Request(content % 5 == 0 ? Graph(words, edge) : PumpedService.Words(words) with { Width = edge, Height = edge, Approximate = content % 2 == 0 }, _random.Next(5), _random.Next(3) == 0 ? TimeSpan.FromSeconds(_random.Next(100)) : null);
        _asked++;
        if (handle.Error is { } error && error.Message.StartsWith("The queue is full", StringComparison.Ordinal)) _refused++;
        _ended.Add(handle.Completion);
        if (_ended.Count > 1000) _ended.RemoveAll(task => task.IsCompleted);
        return (handle, content, edge);
    }

    // As a game does: the other size is asked for before the one that is shown goes.
    private void Resize(int index)
    {
        var (old, content, edge) = _live[index];
        _live[index] = Ask(content, edge == Edge ? 2 * Edge : Edge);
        Check();
        old.Dispose();
        _resized++;
    }

    // Of the colour that the model makes of the words; the failing one has an output that nothing leads to.
    private ServiceRequest Graph(string words, int edge)
    {
        var colour = Colour(words);
        var graph = new GraphBuilder().Node("flat", "uniform", $$"""{"colour": "#{{string.Concat(colour.Select(value => ((int)MathF.Round(value * 255)).ToString("x2", CultureInfo.InvariantCulture)))}}"}""").Node("out", "output");
        return (_failing.Contains(words) ? graph : graph.Wire("flat.output out.input")).Graph with { Name = words, Width = edge, Height = edge };
    }

    private float[] Colour(string words) => Game.Maker.Content(PumpedService.Words(words))[MaterialMap.BaseColor].Pixels[..3].ToArray();

    private void Cancel(TextureHandle handle)
    {
        var couldEnd = handle.State is HandleState.Waiting or HandleState.Running;
        handle.Cancel();
        if (!couldEnd) return;
        Assert.That(handle.State, Is.AnyOf(HandleState.Cancelled, HandleState.Ready, HandleState.Failed));
        _cancelled++;
    }

    private void Lose()
    {
        Game.Store.Lose();
        if (_random.Next(2) == 0) Game.Service.Pump(TimeSpan.FromMilliseconds(1));
        var (old, next) = (Game.Store, new FakeStore { Parts = Game.Store.Parts, MakesTargets = !Game.Store.MakesTargets });
        Game.Service.Attach(next);
        Assert.That(old.Alive, Is.Empty, "nothing of a lost device is left");
        Game.Store = next;
        _lost++;
    }

    private void Check()
    {
        foreach (var (handle, content, edge) in _live)
        {
            var words = Words(content);
            var (view, state) = (handle.View, handle.State);
            if (((FakeStore.Texture)view.Texture).IsDisposed) Assert.Fail($"{words} shows a texture that is gone, {state}");
            if (state == HandleState.Ready)
            {
                if (view.Shown != ShownContent.Final) Assert.Fail($"{words} is ready and shows {view.Shown}");
                if (!((FakeStore.Texture)view.Texture).Colour.SequenceEqual(Colour(words))) Assert.Fail($"{words} shows another's texture");
                if ((view.Texture.Width, view.Texture.Height) != (edge, edge)) Assert.Fail($"{words} is {view.Texture.Width} by {view.Texture.Height} pixels, and {edge} were asked for");
                if (_failing.Contains(words)) Assert.Fail($"{words} cannot be made");
            }
            if (state == HandleState.Failed && !_failing.Contains(words) && handle.Error!.Message is var why && !why.Contains("queue", StringComparison.Ordinal) && !why.Contains("no room", StringComparison.Ordinal) && !why.Contains("no memory", StringComparison.Ordinal))
                Assert.Fail($"{words} failed: {why}");
        }
    }
}
