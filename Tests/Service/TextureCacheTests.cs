using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Service;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Service;

/// <summary>Textures in a folder: whole or not there, found without a model, bounded, shared.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TextureCacheTests : IDisposable
{
    private static readonly string Identity = new('b', 64);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeMaker _maker = new();

    private string Cache => _folder["cache"];

    public void Dispose() => _folder.Dispose();

    [Test]
    public void WhatWasMadeOnceIsReadOnTheNextStart()
    {
        using (var first = Open()) first.UntilEnded(first.Ask("moss"));
        using var second = Open();
        var handle = second.Ask("moss");
        second.UntilEnded(handle);
        Assert.That((second.Maker.Runs, second.Opened, second.Service.Statistics.DiskHits), Is.EqualTo((new Dictionary<string, int>(), 0, 1)), "no model was opened");
        Assert.That(Colour(handle), Is.EqualTo(_maker.Content(handle.Request.Texture!)[Scumble.Materials.MaterialMap.BaseColor].Pixels[..3].ToArray()));
    }

    [Test]
    public void AShippedFolderIsReadAndNeverWritten()
    {
        using (var shop = Open()) shop.UntilEnded(shop.Ask("moss"));
        var before = Files();
        using var game = new PumpedService(new ServiceOptions { ShippedCaches = [Cache] });
        var (moss, rust) = (game.Ask("moss"), game.Ask("rust"));
        game.UntilEnded(moss, rust);
        Assert.That(game.Maker.Runs.Keys, Is.EqualTo(new[] { "rust" }));
        Assert.That(Files(), Is.EqualTo(before));
    }

    [Test]
    public void AnotherModelsAnswerIsNone([Values("same", "other", null)] string? model)
    {
        var cache = new TextureCache(Cache, long.MaxValue, isReadOnly: false);
        Keep(cache, new string('c', 64), Entry());
        Assert.That(cache.Find(new string('c', 64), model), model == "other" ? Is.Null : Is.Not.Null, "of an older version, too");
    }

    [TestCase(0)]
    [TestCase(10)]
    [TestCase(-1)]
    [TestCase(300)]
    public void ADamagedEntryIsMadeAgain(int at)
    {
        using (var first = Open()) first.UntilEnded(first.Ask("moss"));
        var file = Directory.EnumerateFiles(Cache, $"*{CacheEntry.Extension}", SearchOption.AllDirectories).Single();
        var bytes = File.ReadAllBytes(file);
        if (at < 0) bytes = bytes[..^7];
        else bytes[at % bytes.Length] ^= 0x40;
        File.WriteAllBytes(file, bytes);
        using (var second = Open())
        {
            var handle = second.Ask("moss");
            second.UntilEnded(handle);
            Assert.That((handle.State, second.Maker.Runs["moss"]), Is.EqualTo((HandleState.Ready, 1)));
        }
        Assert.That(CacheEntry.Read(file).Identity, Has.Length.EqualTo(64), "whole again");
    }

    [Test]
    public void ADamagedAnswerIsAsked()
    {
        using (var first = Open()) first.UntilEnded(first.Ask("moss"));
        foreach (var answer in Directory.EnumerateFiles(Cache, "*.json", SearchOption.AllDirectories)) File.WriteAllText(answer, "{\"identity\"");
        using var second = Open();
        second.UntilEnded(second.Ask("moss"));
        Assert.That((second.Maker.Runs, second.Service.Statistics.DiskHits), Is.EqualTo((new Dictionary<string, int>(), 1)), "by its identity");
    }

    [Test]
    public void ItStaysWithinItsSizeAndTheLatestStay()
    {
        var size = Entry().Encode(_ => []).Length;
        var cache = new TextureCache(Cache, 10 * size, isReadOnly: false);
        for (var i = 0; i < 40; i++)
        {
            Keep(cache, $"{i:x2}{new string('c', 62)}", Entry($"{i:x2}{new string('b', 62)}"));
            foreach (var file in Directory.EnumerateFiles(Cache, $"{i:x2}*", SearchOption.AllDirectories)) File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(i - 100));
            Assert.That(Directory.EnumerateFiles(Cache, $"*{CacheEntry.Extension}", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), Is.LessThanOrEqualTo(10 * size));
        }
        Assert.That(cache.Identities, Does.Contain($"27{new string('b', 62)}").And.Not.Contain($"00{new string('b', 62)}"));
        Assert.That(Directory.EnumerateFiles(Cache, "*.json", SearchOption.AllDirectories).Count(), Is.LessThan(15), "answers that lead nowhere go too");
    }

    [Test]
    public void AFolderThatCannotBeWrittenIsSaidOnceAndTexturesAreMadeAllTheSame()
    {
        using var game = Open();
        Directory.Delete(Cache, recursive: true);
        File.WriteAllText(Cache, "a file stands there now");
        var handles = Enumerable.Range(0, 5).Select(i => game.Ask($"{i}")).ToArray();
        game.UntilEnded(handles);
        Assert.That(handles.Select(handle => handle.State), Has.All.EqualTo(HandleState.Ready));
        game.Until(() => game.Notices.Count > 0);
        Assert.That(game.Notices, Has.Count.EqualTo(1).And.Some.Contains("could not be kept on disk"));
    }

    [Test]
    public void TwoServicesShareAFolder()
    {
        using var one = Open();
        using var other = Open();
        var handles = Enumerable.Range(0, 40).Select(i => (One: one.Ask($"{i}"), Other: other.Ask($"{39 - i}"))).ToArray();
        one.Until(() =>
        {
            other.Service.Pump(TimeSpan.FromMilliseconds(5));
            return handles.All(pair => pair.One.State == HandleState.Ready && pair.Other.State == HandleState.Ready);
        });
        Assert.That(handles.Select(pair => Colour(pair.One)), Is.EqualTo(handles.Reverse().Select(pair => Colour(pair.Other))));
        Assert.That(new TextureCache(Cache, long.MaxValue, isReadOnly: false).Identities.Count(), Is.EqualTo(40));
        Assert.That(Directory.EnumerateFiles(Cache, "*.tmp", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void ClearingEmptiesFolderAndMemory()
    {
        using var game = Open();
        var kept = game.Ask("kept");
        game.UntilEnded(kept);
        game.Service.ClearCache();
        game.Until(() => !Directory.EnumerateFiles(Cache, "*", SearchOption.AllDirectories).Any());
        Assert.That((kept.State, ((FakeStore.Texture)kept.View.Texture).IsDisposed), Is.EqualTo((HandleState.Ready, false)), "what is in use stays");
    }

    private static float[] Colour(TextureHandle handle) => ((FakeStore.Texture)handle.View.Texture).Colour;

    private static CacheEntry Entry(string? identity = null)
    {
        var image = new Image(8, 8, 3);
        image.Pixels.Fill(0.5f);
        return new CacheEntry(identity ?? Identity, TextureContent.Of(image, null));
    }

    private static void Keep(TextureCache cache, string key, CacheEntry entry) => cache.Keep(key, entry, new CacheAnswer(entry.Identity, "same", "0.0.1"), _ => []);

    private PumpedService Open() => new(new ServiceOptions { Cache = Cache });

    private string[] Files() => [.. Directory.EnumerateFiles(Cache, "*", SearchOption.AllDirectories).Select(file => $"{file} {File.GetLastWriteTimeUtc(file).Ticks}").Order(StringComparer.Ordinal)];
}
