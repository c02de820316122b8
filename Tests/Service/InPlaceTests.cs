using NUnit.Framework;
using Scumble.Materials;
using Scumble.Service;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Service;

/// <summary>Textures that a generation writes where the renderer samples them.</summary>
public class InPlaceTests
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(5);

    [Test]
    public void PreviewsAndTexturesAreMadeInPlaceWhereTheStoreCan()
    {
        var store = new FakeStore { MakesTargets = true };
        using var game = new PumpedService(new ServiceOptions { GeneratesInPump = true }, store: store);
        game.UntilEnded(game.Ask("moss"));
        var (handle, seen, uploads) = (game.Ask("steel"), new List<(ShownContent, bool)>(), store.Uploads);
        game.Until(() =>
        {
            if (handle.View.Shown != ShownContent.Placeholder) seen.Add((handle.View.Shown, handle.View.Texture is FakeStore.Target { IsTaken: true }));
            if (handle.View.Shown != ShownContent.Placeholder) Assert.That(((FakeStore.Texture)handle.View.Texture).Colour, Is.EqualTo(game.Maker.Content(handle.Request.Texture!)[MaterialMap.BaseColor].Pixels[..3].ToArray()));
            return handle.State == HandleState.Ready;
        });
        Assert.That(seen.Distinct(), Is.EqualTo(new[] { (ShownContent.Preview, true), (ShownContent.Final, true) }));
        Assert.That(store.Uploads - uploads, Is.LessThanOrEqualTo(1), "the placeholder alone");
    }

    [Test]
    public void APreviewThatNobodyWantsAnyMoreIsLetGoOf()
    {
        var (store, targets) = (new FakeStore { MakesTargets = true }, 0);
        using var game = new PumpedService(new ServiceOptions { GeneratesInPump = true }, store: store);
        var handle = game.Ask("moss");
        store.OnTarget = () =>
        {
            if (++targets == 2) handle.Cancel(); // while its preview is made
        };
        game.Until(() => targets == 2 && !game.Service.Statistics.IsBusy);
        for (var i = 0; i < 5; i++) game.Service.Pump(Frame);
        Assert.That(store.Alive.OfType<FakeStore.Target>(), Is.Empty);
    }
}
