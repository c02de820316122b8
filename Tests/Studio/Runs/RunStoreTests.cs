using NUnit.Framework;
using Scumble.Studio;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Studio;

public class RunStoreTests
{
    private string _folder = "";

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("scumble-history-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task HistorySurvivesARestart()
    {
        string id;
        byte[] picture;
        await using (var studio = await RunningStudio.StartAsync(_folder))
        {
            var run = await studio.RunAsync(RunningStudio.Small("moss on brick", count: 2));
            id = run.GetProperty("id").GetString()!;
            await studio.PutAsync($"/runs/{id}/items/1/favourite?value=true", new { });
            picture = await studio.Client.GetByteArrayAsync($"/api/runs/{id}/items/1/normal.png");
        }
        await using var again = await RunningStudio.StartAsync(_folder);
        var history = await again.GetAsync("/runs?favourites=true");
        Assert.Multiple(() =>
        {
            Assert.That(history.GetArrayLength(), Is.EqualTo(1));
            Assert.That(history[0].GetProperty("title").GetString(), Is.EqualTo("moss on brick"));
            Assert.That(history[0].GetProperty("items")[1].GetProperty("favourite").GetBoolean(), Is.True);
            Assert.That(again.Client.GetByteArrayAsync($"/api/runs/{id}/items/1/normal.png").Result, Is.EqualTo(picture));
        });
    }

    [Test]
    public async Task ARunThatAStopInterruptedIsCancelledAndADamagedOneIsLeftOut()
    {
        await using (var studio = await RunningStudio.StartAsync(_folder)) await studio.RunAsync(RunningStudio.Small());
        var runs = Path.Combine(_folder, ".scumble", "runs");
        var json = File.ReadAllText(Path.Combine(Directory.GetDirectories(runs).Single(), "run.json"));
        Forge("20200101000000000-aaaaaa", json.Replace("\"state\":\"done\",\"title\"", "\"state\":\"running\",\"title\"", StringComparison.Ordinal));
        Forge("20200101000000000-bbbbbb", json[..(json.Length / 2)]);
        Forge("20200101000000000-cccccc", json, keepId: true);
        await using var again = await RunningStudio.StartAsync(_folder);
        var history = await again.GetAsync("/runs");
        Assert.Multiple(() =>
        {
            Assert.That(history.GetArrayLength(), Is.EqualTo(2));
            Assert.That(history[1].GetProperty("state").GetString(), Is.EqualTo("cancelled"));
            Assert.That(history[1].GetProperty("fault").GetProperty("message").GetString(), Does.Contain("ended before"));
        });

        void Forge(string id, string content, bool keepId = false)
        {
            Directory.CreateDirectory(Path.Combine(runs, id));
            var own = System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("id").GetString()!;
            File.WriteAllText(Path.Combine(runs, id, "run.json"), keepId ? content : content.Replace(own, id, StringComparison.Ordinal));
        }
    }

    [Test]
    public async Task OldRunsGoAndFavouritesStay()
    {
        List<string> ids = [];
        await using (var studio = await RunningStudio.StartAsync(_folder))
        {
            for (var i = 0; i < 5; i++) ids.Add((await studio.RunAsync(RunningStudio.Small(seed: (ulong)i))).GetProperty("id").GetString()!);
            await studio.PutAsync($"/runs/{ids[0]}/items/0/favourite?value=true", new { });
        }
        var project = new ProjectFolder(_folder);
        Assert.That(Kept(new RunStore(project, new(), maxRuns: 3)), Is.EqualTo(new[] { ids[0], ids[2], ids[3], ids[4] }));

        // A run's files are of one size: two fit.
        var bytes = new DirectoryInfo(Path.Combine(project.Runs, ids[4])).GetFiles().Sum(file => file.Length);
        var store = new RunStore(project, new(), maxBytes: (2 * bytes) + (bytes / 2));
        Assert.That(Kept(store), Is.EqualTo(new[] { ids[0], ids[3], ids[4] }));
        store.Mark(ids[0], 0, favourite: false);
        Assert.That(Kept(store), Is.EqualTo(new[] { ids[3], ids[4] }));
        Assert.That(Kept(new RunStore(project, new(), maxBytes: 1)), Is.EqualTo(new[] { ids[4] }), "the newest stays");

        string[] Kept(RunStore kept)
        {
            string[] known = [.. kept.List(null, 10, false).Select(run => run.Id).Reverse()];
            Assert.That(Directory.GetDirectories(project.Runs).Select(Path.GetFileName).Order(StringComparer.Ordinal), Is.EqualTo(known), "what is known is what lies there");
            return known;
        }
    }

    // What is made beyond the bound sends the oldest away at once.
    [Test]
    public void ARunThatEndsMakesRoom()
    {
        var project = new ProjectFolder(_folder);
        var store = new RunStore(project, new(), maxRuns: 2);
        var runs = Enumerable.Range(0, 4).Select(_ => store.Add(new() { Id = RunId.Create(), Kind = RunKind.Generate, Title = "", Created = DateTimeOffset.UtcNow })).ToArray();
        Assert.That(Directory.GetDirectories(project.Runs), Has.Length.EqualTo(4), "what waits is no history");
        foreach (var run in runs) store.End(run, now => now with { State = RunState.Done });
        Assert.That(Directory.GetDirectories(project.Runs), Has.Length.EqualTo(2));
    }

    // A page that has just heard of a picture may fetch it, whatever replaced its run meanwhile; of history and disk it is gone.
    [Test]
    public async Task PicturesOfReplacedRunsStayForAWhile()
    {
        List<string> ids = [];
        await using (var studio = await RunningStudio.StartAsync(_folder))
        {
            for (var i = 0; i < 12; i++) ids.Add((await studio.RunAsync(RunningStudio.Small(seed: (ulong)i, steps: 1, slot: "live"))).GetProperty("id").GetString()!);
            var history = await studio.GetAsync("/runs");
            var answers = ids.ConvertAll(id => studio.Client.GetAsync($"/api/runs/{id}/items/0/picture.png").Result.StatusCode);
            Assert.Multiple(() =>
            {
                Assert.That(history.EnumerateArray().Select(run => run.GetProperty("id").GetString()), Is.EqualTo(new[] { ids[^1] }));
                Assert.That(answers[..3], Has.All.EqualTo(System.Net.HttpStatusCode.NotFound));
                Assert.That(answers[3..], Has.All.EqualTo(System.Net.HttpStatusCode.OK));
            });
        }
        await using (await RunningStudio.StartAsync(_folder))
            Assert.That(Directory.GetDirectories(Path.Combine(_folder, ".scumble", "runs")).Select(Path.GetFileName), Is.EqualTo(new[] { ids[^1] }));
    }

    [Test]
    public async Task RemovedRunsLeaveNothing()
    {
        await using var studio = await RunningStudio.StartAsync(_folder);
        var run = await studio.RunAsync(RunningStudio.Small());
        (await studio.Client.DeleteAsync($"/api/runs/{run.GetProperty("id").GetString()}")).EnsureSuccessStatusCode();
        Assert.That(Directory.GetDirectories(Path.Combine(_folder, ".scumble", "runs")), Is.Empty);
    }
}
