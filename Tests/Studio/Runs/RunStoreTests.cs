using NUnit.Framework;
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
    public async Task RemovedRunsLeaveNothing()
    {
        await using var studio = await RunningStudio.StartAsync(_folder);
        var run = await studio.RunAsync(RunningStudio.Small());
        (await studio.Client.DeleteAsync($"/api/runs/{run.GetProperty("id").GetString()}")).EnsureSuccessStatusCode();
        Assert.That(Directory.GetDirectories(Path.Combine(_folder, ".scumble", "runs")), Is.Empty);
    }
}
