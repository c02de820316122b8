using System.Diagnostics;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Scumble.Nodes;
using Scumble.Service;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Service;

/// <summary>A process that fills a cache and is killed at a random moment: never half a file, and the next start works.</summary>
public class KilledWriterTests
{
    [Test]
    public async Task ThreeTimes() => await Kill(3);

    [Test, Explicit("minutes")]
    public async Task AHundredTimes() => await Kill(100);

    [Test]
    public async Task AListIsMadeOnceAndThenThere()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["recipes.json"], """[{"prompt":"moss","seed":1,"width":64,"height":64,"steps":1},{"request":{"prompt":"rust","seed":2,"width":64,"height":64,"steps":1}}]""");
        var (first, second) = (await Warm(folder), await Warm(folder));
        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((0, 0)), first.Error + second.Error);
        Assert.That((first.Json.GetProperty("textures")[0].GetProperty("made").GetInt32(), second.Json.GetProperty("textures")[0].GetProperty("were there").GetInt32()), Is.EqualTo((2, 2)));
        await File.WriteAllTextAsync(folder["recipes.json"], """[{"prompt":"moss"}]""");
        var seedless = await Warm(folder);
        Assert.That((seedless.ExitCode, seedless.Output), Is.EqualTo((2, seedless.Output)).Using<(int, string)>((a, b) => a.Item1.CompareTo(b.Item1)));
        Assert.That(seedless.Output, Does.Contain("no seed"));
    }

    [Test]
    public async Task GraphsOfAListAreMadeAndFoundByWhatTheGameAsks()
    {
        using var folder = new TemporaryFolder();
        var graph = new GraphBuilder(32, 32).Node("flat", "uniform").Node("out", "output").Wire("flat.output out.input").Expose("colour", "flat", "colour").Graph;
        graph.Save(folder["flat.json"]);
        await File.WriteAllTextAsync(folder["recipes.json"], """[{"graph":"flat.json","set":{"colour":"#102030"},"width":16,"height":16},{"graph":"flat.json"}]""");
        var (first, second) = (await Warm(folder), await Warm(folder));
        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((0, 0)), first.Output + second.Output);
        Assert.That((first.Json.GetProperty("textures")[0].GetProperty("made").GetInt32(), second.Json.GetProperty("textures")[0].GetProperty("were there").GetInt32()), Is.EqualTo((2, 2)));
        RequireFound(graph, folder["cache"]);
        foreach (var (item, says) in new[] { ("""{"graph":"../flat.json"}""", "does not lie in its folder"), ("""{"graph":"flat.json","set":{"color":1}}""", "Nothing is exposed as 'color'"), ("""{"graph":"flat.json","seed":1}""", "'seed'"), ("""{"graph":"flat.json","width":1}""", "1 pixels"), ("""{"graph":3}""", "must be") })
        {
            await File.WriteAllTextAsync(folder["recipes.json"], $"[{item}]");
            var wrong = await Warm(folder);
            Assert.That(wrong.ExitCode, Is.Not.Zero);
            Assert.That(wrong.Output, Does.Contain(says), item);
        }
    }

    [Test]
    [Platform("Linux")]
    public async Task AFullDiskLeavesWholeFiles()
    {
        using var folder = new TemporaryFolder();
        await WriteRecipes(folder, 8);
        // A file may have 4 KiB, and a texture has more: as on a full disk, its writing fails in the middle.
        var run = await ScumbleProgram.RunLimitedAsync("export DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -f 4", "warm", folder["recipes.json"], "--cache", folder["cache"], "--json");
        Assert.That(run.ExitCode, Is.EqualTo(1), run.Output + run.Error);
        Assert.That(run.Output, Does.Contain("could not be kept on disk"));
        Assert.That(Directory.EnumerateFiles(folder["cache"], "*.tmp", SearchOption.AllDirectories), Is.Empty);
        RequireWhole(folder);
    }

    // On one thread, as a renderer is.
    private static void RequireFound(TextureGraph graph, string cache)
    {
        using var game = new PumpedService(new ServiceOptions { ShippedCaches = [cache] });
        var handle = game.Service.Request(graph.With("colour", "#102030") with { Name = "renamed", Width = 16, Height = 16 });
        game.UntilEnded(handle);
        Assert.That((handle.Error, game.Service.Statistics.DiskHits, ((FakeStore.Texture)handle.View.Texture).Colour), Is.EqualTo(((object?)null, 1, new[] { 16 / 255f, 32 / 255f, 48 / 255f })));
    }

    private static async Task Kill(int times)
    {
        using var folder = new TemporaryFolder();
        await WriteRecipes(folder, 400);
        var random = new Random(5);
        var whole = 0;
        for (var i = 0; i < times; i++)
        {
            using var process = ScumbleProgram.Start("warm", folder["recipes.json"], "--cache", folder["cache"], "--json");
            _ = process.StandardError.ReadToEndAsync();
            var (start, before) = (Stopwatch.GetTimestamp(), Count(folder));
            while (!process.HasExited && Count(folder) < before + 2 && Stopwatch.GetElapsedTime(start).TotalSeconds < 60) await Task.Delay(5);
            await Task.Delay(random.Next(150));
            process.Kill();
            await process.WaitForExitAsync();
            whole = RequireWhole(folder);
        }
        var cache = new TextureCache(folder["cache"], long.MaxValue, isReadOnly: false);
        Assert.That(Directory.EnumerateFiles(folder["cache"], "*.tmp", SearchOption.AllDirectories), Is.Empty, "what killed processes left is removed by the next");
        Assert.That(cache.Identities.Count(), Is.EqualTo(whole).And.GreaterThan(0));
        TestContext.Out.WriteLine($"{times} kills, {whole} textures, all whole");
    }

    private static int Count(TemporaryFolder folder) =>
        Directory.Exists(folder["cache"]) ? Directory.EnumerateFiles(folder["cache"], $"*{CacheEntry.Extension}", SearchOption.AllDirectories).Count() : 0;

    // Reading an entry compares its check sum and decodes its pictures.
    private static int RequireWhole(TemporaryFolder folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder["cache"], $"*{CacheEntry.Extension}", SearchOption.AllDirectories)];
        foreach (var file in files) Assert.That(() => CacheEntry.Read(file), Throws.Nothing, file);
        foreach (var file in Directory.EnumerateFiles(folder["cache"], "*.json", SearchOption.AllDirectories)) Assert.That(() => JsonNode.Parse(File.ReadAllText(file)), Throws.Nothing, file);
        return files.Length;
    }

    private static Task<ScumbleProgram> Warm(TemporaryFolder folder) =>
        ScumbleProgram.RunAsync("warm", folder["recipes.json"], "--cache", folder["cache"], "--json", "--device", "cpu");

    private static Task WriteRecipes(TemporaryFolder folder, int count) => File.WriteAllTextAsync(folder["recipes.json"], new JsonArray([.. Enumerable.Range(0, count).Select(i =>
        new JsonObject { ["prompt"] = "moss", ["seed"] = i, ["width"] = 64, ["height"] = 64, ["steps"] = 1 })]).ToJsonString());
}
