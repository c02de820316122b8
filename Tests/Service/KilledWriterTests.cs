using System.Diagnostics;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Scumble.Nodes;
using Scumble.Service;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Service;

/// <summary>Processes that fill a cache, alone or two at once, and are killed at a random moment: never half a file, nothing lost, and the next start works.</summary>
public class KilledWriterTests
{
    [Test]
    public async Task ThreeTimes() => await Kill(3);

    [Test, Explicit("minutes")]
    public async Task AHundredTimes() => await Kill(100);

    [Test]
    public async Task TwoShareAFolderAndOneIsKilled() => await KillOneOfTwo(150);

    [Test, Explicit("minutes")]
    public async Task TwoShareAFolderAndOneIsKilledAgainAndAgain() => await KillOneOfTwo(3000);

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

    [TestCase("lcm", "--vae taesd")]
    [TestCase("sdxl", "--refiner sdxl-refiner --memory 2MB")]
    public async Task ModelsAreToldAsToGenerate(string model, string options)
    {
        using var folder = new TemporaryFolder();
        static string Model(string name) => Path.Combine(GoldenPipelines.Path, "models", name);
        string[] models = ["--model", Model(model), .. options.Split(' ').Select(word => Directory.Exists(Model(word)) ? Model(word) : word)];
        await File.WriteAllTextAsync(folder["recipes.json"], """[{"prompt":"moss","seed":1,"steps":2}]""");
        var warm = await ScumbleProgram.RunAsync(["warm", folder["recipes.json"], "--cache", folder["cache"], "--json", .. models]);
        var generated = await ScumbleProgram.RunAsync(["generate", "moss", "--seed", "1", "--steps", "2", "--out", folder["moss.png"], "--json", .. models]);
        Assert.That((warm.ExitCode, generated.ExitCode), Is.EqualTo((0, 0)), warm.Output + generated.Output);
        var kept = Directory.EnumerateFiles(folder["cache"], $"*{CacheEntry.Extension}", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension);
        Assert.That(kept, Is.EqualTo(new[] { generated.Json.GetProperty("pictures")[0].GetProperty("identity").GetString() }));
        var plain = await ScumbleProgram.RunAsync("warm", folder["recipes.json"], "--cache", folder["cache"], "--json", "--model", Model(model));
        Assert.That(plain.Json.GetProperty("textures")[0].GetProperty("made").GetInt32(), Is.EqualTo(1), "without its other parts it is another model");
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

    // Both make the same textures, one from the first on and one from the last on; the other is killed and started again until the first has all.
    private static async Task KillOneOfTwo(int count)
    {
        using var folder = new TemporaryFolder();
        await WriteRecipes(folder, count);
        await WriteRecipes(folder, count, "backwards.json", isBackwards: true);
        var (random, kills, looks) = (new Random(7), 0, 0);
        var survivor = ScumbleProgram.FinishAsync(ScumbleProgram.Start("warm", folder["recipes.json"], "--cache", folder["cache"], "--json", "--device", "cpu"), TimeSpan.FromMinutes(20));
        while (!survivor.IsCompleted)
        {
            using var other = ScumbleProgram.Start("warm", folder["backwards.json"], "--cache", folder["cache"], "--device", "cpu");
            var (written, _) = (0, other.StandardOutput.ReadToEndAsync());
            other.ErrorDataReceived += (_, line) => Interlocked.Increment(ref written);
            other.BeginErrorReadLine();
            var enough = 2 + random.Next(8);
            while (!survivor.IsCompleted && !other.HasExited && Volatile.Read(ref written) < enough)
            {
                looks += RequireReadable(folder);
                await Task.Delay(5);
            }
            await Task.Delay(random.Next(50));
            if (!other.HasExited) kills++;
            other.Kill();
            await other.WaitForExitAsync();
        }
        var ended = await survivor;
        Assert.That(ended.ExitCode, Is.Zero, ended.Output + ended.Error);
        var found = ended.Json.GetProperty("textures")[0];
        Assert.That((found.GetProperty("made").GetInt32(), found.GetProperty("were there").GetInt32()), Is.EqualTo((0, 0)).Using<(int Made, int There)>((got, _) => got.Made > 0 && got.There > 0 && got.Made + got.There == count), "each wrote, and read what the other wrote");
        Assert.That(kills, Is.Positive);
        Assert.That(RequireWhole(folder), Is.EqualTo(count), "nothing is lost, and nothing there twice");
        var again = await Warm(folder);
        Assert.That(again.Json.GetProperty("textures")[0].GetProperty("were there").GetInt32(), Is.EqualTo(count));
        Assert.That(Directory.EnumerateFiles(folder["cache"], "*.tmp", SearchOption.AllDirectories), Is.Empty);
        TestContext.Out.WriteLine($"{kills} kills, {looks} textures read while both wrote, {found}");
    }

    // What this process finds there while others write, it can read.
    private static int RequireReadable(TemporaryFolder folder)
    {
        var cache = new TextureCache(folder["cache"], long.MaxValue, isReadOnly: true);
        string[] newest = [.. cache.Identities.TakeLast(3)];
        foreach (var identity in newest) Assert.That(cache.Read(identity), Is.Not.Null, identity);
        return newest.Length;
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

    private static Task WriteRecipes(TemporaryFolder folder, int count, string name = "recipes.json", bool isBackwards = false) => File.WriteAllTextAsync(folder[name], new JsonArray([.. Enumerable.Range(0, count).Select(i =>
        new JsonObject { ["prompt"] = "moss", ["seed"] = isBackwards ? count - 1 - i : i, ["width"] = 64, ["height"] = 64, ["steps"] = 1 })]).ToJsonString());
}
