using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using NUnit.Framework;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Studio;

public class LoadTests
{
    private const int Clients = 4, RequestsOfEach = 50;

    [Test]
    public async Task TwoHundredRequestsFromFourClientsLoseNothingAndKeepNoMemory()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.RunAsync(RunningStudio.Small(steps: 1));
        var times = new List<double>();

        // The first half warms caches and pools; the second must not add to them.
        var runs = await Round(studio, times, 0);
        var before = Held();
        runs.AddRange(await Round(studio, times, 1));
        var after = Held();

        var history = new List<string>();
        for (string? last = null; ; last = history[^1])
        {
            var page = await studio.GetAsync($"/runs?limit=200{(last is null ? "" : $"&before={last}")}");
            if (page.GetArrayLength() == 0) break;
            history.AddRange(page.EnumerateArray().Select(run => run.GetProperty("id").GetString()!));
        }
        times.Sort();
        var (p50, p99) = (times[times.Count / 2], times[(int)(times.Count * 0.99)]);
        TestContext.Out.WriteLine($"{times.Count} answers of the API: p50 {p50:0.0} ms, p99 {p99:0.0} ms; held {before / 1e6:0.0} MB, then {after / 1e6:0.0} MB");
        Assert.Multiple(() =>
        {
            Assert.That(runs, Has.Count.EqualTo(Clients * RequestsOfEach));
            Assert.That(runs, Is.Unique.And.SubsetOf(history));
            Assert.That(studio.Session.Runs.List(null, 1000, false).Select(run => run.State), Is.All.EqualTo(Scumble.Studio.RunState.Done));
            Assert.That(after - before, Is.LessThan(8_000_000), "bytes that the second half left");
            Assert.That(p99, Is.LessThan(1000), "milliseconds");
        });
    }

    private static async Task<List<string>> Round(RunningStudio studio, List<double> times, int round)
    {
        var all = await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            using var http = new HttpClient { BaseAddress = new Uri(studio.Origin) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", studio.Token);
            var mine = new List<string>();
            for (var i = 0; i < RequestsOfEach / 2; i++)
            {
                var body = RunningStudio.Small($"client {client}", steps: 1, seed: (ulong)((round * 1000) + (client * 100) + i));
                var run = await Timed(() => http.PostAsJsonAsync("/api/generate", body), HttpStatusCode.Accepted);
                mine.Add(run.GetProperty("id").GetString()!);
                await Timed(() => http.GetAsync($"/api/runs/{mine[^1]}"), HttpStatusCode.OK);
            }
            foreach (var id in mine) await studio.OverAsync(id);
            return mine;

            async Task<JsonElement> Timed(Func<Task<HttpResponseMessage>> ask, HttpStatusCode expected)
            {
                var start = Stopwatch.GetTimestamp();
                var answer = await ask();
                var content = await answer.Content.ReadFromJsonAsync<JsonElement>();
                lock (times) times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                Assert.That(answer.StatusCode, Is.EqualTo(expected));
                return content;
            }
        })));
        return [.. all.SelectMany(mine => mine)];
    }

    private static long Held()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
