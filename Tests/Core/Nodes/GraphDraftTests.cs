using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Nodes;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Nodes;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GraphDraftTests : IDisposable
{
    private static readonly Draft Small = new(Edge: 64, Steps: 2);

    private readonly GraphRunner _runner = new(new CpuImageOps());
    private readonly EventList _events = new();

    public void Dispose() => _runner.Dispose();

    private static TextureGraph Blurred(int size, double gamma = 1, double sigma = 8) => new GraphBuilder(size, size).Node("noise", "noise").Node("blur", "blur", FormattableString.Invariant($$"""{"sigma": {{sigma}}}"""))
        .Node("levels", "levels", FormattableString.Invariant($$"""{"gamma": {{gamma}}}""")).Node("out", "output").Wire("noise.output blur.input", "blur.output levels.input", "levels.output out.input").Graph;

    [Test]
    public async Task OnlyWhatChangedIsDraftedAgain()
    {
        Assert.That(await DraftAsync(Blurred(256)), Is.True);
        Assert.That(_events.Ran, Is.EqualTo(new[] { "noise", "blur", "levels", "out" }));
        Assert.That(await DraftAsync(Blurred(256, gamma: 2)), Is.True);
        Assert.That(_events.Ran, Is.EqualTo(new[] { "levels", "out" }));
        Assert.That(_events.All.Where(one => one.Picture is not null).Select(one => one.Node), Is.EqualTo(new[] { "levels", "out" }), "what was kept was shown before");
    }

    [Test]
    public async Task NothingRunsWhereTheRunItselfIsAsQuick()
    {
        Assert.That(await DraftAsync(Blurred(64)), Is.False);
        Assert.That(_events.All, Is.Empty);
        Assert.That(async () => await _runner.DraftAsync(Blurred(64), new()), Throws.ArgumentException.With.Message.Contains("draft"));
    }

    // A blur of 8 pixels at 256 is one of 2 at 64: with 8 there, the draft would be far from what comes.
    [Test]
    public async Task LengthsInPixelsShrinkWithThePicture()
    {
        await DraftAsync(Blurred(256));
        var draft = _events.All.Last(one => one.Node == "out").Picture!;
        var whole = Resize.Within((await _runner.RunAsync(Blurred(256))).Outputs.Single().Picture, 64);
        var unscaled = (await _runner.RunAsync(Blurred(64))).Outputs.Single().Picture;
        Assert.That((draft.Width, draft.Height), Is.EqualTo((64, 64)));
        Assert.That(Distance(draft, whole), Is.LessThan(0.01).And.LessThan(Distance(unscaled, whole) / 10));
    }

    [Test]
    public async Task ADraftChangesNothingOfTheRun()
    {
        await DraftAsync(Blurred(256));
        var after = (await _runner.RunAsync(Blurred(256))).Outputs.Single().Picture;
        using var other = new GraphRunner(new CpuImageOps());
        Assert.That(after.Pixels.ToArray(), Is.EqualTo((await other.RunAsync(Blurred(256))).Outputs.Single().Picture.Pixels.ToArray()));
    }

    private Task<bool> DraftAsync(TextureGraph graph)
    {
        _events.Clear();
        return _runner.DraftAsync(graph, new() { Draft = Small, PreviewEdge = 64, Events = _events });
    }

    private static double Distance(Image one, Image other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Pixels.Length; i++) sum += Math.Abs(one.Pixels[i] - other.Pixels[i]);
        return sum / one.Pixels.Length;
    }
}
