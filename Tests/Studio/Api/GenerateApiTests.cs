using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using NUnit.Framework;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Studio;

public class GenerateApiTests
{
    private RunningStudio _studio = null!;

    [OneTimeSetUp]
    public async Task Start() => _studio = await RunningStudio.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _studio.DisposeAsync();

    [Test]
    public async Task ARequestBecomesPicturesWithMaps()
    {
        var run = await _studio.RunAsync(RunningStudio.Small(count: 2));
        var items = run.GetProperty("items");
        Assert.Multiple(() =>
        {
            Assert.That(run.GetProperty("state").GetString(), Is.EqualTo("done"));
            Assert.That(items.EnumerateArray().Select(item => item.GetProperty("seed").GetInt64()), Is.EqualTo(new[] { 7, 8 }));
            foreach (var map in items[0].GetProperty("maps").EnumerateArray().Select(map => map.GetString()).Append("thumb").Append("picture"))
                Assert.That(_studio.Client.GetAsync($"/api/runs/{run.GetProperty("id").GetString()}/items/0/{map}.png").Result.StatusCode, Is.EqualTo(HttpStatusCode.OK), map);
        });
    }

    // The same request is the same picture, here and on the command line.
    [Test]
    public async Task OneSeedIsOnePicture()
    {
        var (one, other) = (await _studio.RunAsync(RunningStudio.Small()), await _studio.RunAsync(RunningStudio.Small(preview: true)));
        Assert.That(Identity(one), Is.EqualTo(Identity(other)));

        static string? Identity(JsonElement run) => run.GetProperty("items")[0].GetProperty("identity").GetString();
    }

    [Test]
    public async Task MoreLikeAPictureBeginsWithIt()
    {
        var run = await _studio.RunAsync(RunningStudio.Small("copper"));
        var varied = await _studio.RunAsync(new { count = 2, strength = 0.5 }, $"/runs/{run.GetProperty("id").GetString()}/items/0/vary");
        Assert.Multiple(() =>
        {
            Assert.That(varied.GetProperty("state").GetString(), Is.EqualTo("done"));
            Assert.That(varied.GetProperty("items").GetArrayLength(), Is.EqualTo(2));
            Assert.That(varied.GetProperty("asked").GetProperty("start").GetString(), Has.Length.EqualTo(64));
        });
    }

    [TestCase("""{"request": {"prompt": "moss", "steps": 0}}""", "steps")]
    [TestCase("""{"request": {"prompt": "moss", "stepz": 4}}""", "stepz")]
    [TestCase("""{"request": {"prompt": "moss"}, "count": 17}""", "count")]
    [TestCase("""{"request": {"prompt": "moss"}, "count": 0}""", "count")]
    [TestCase("""{"request": {"prompt": "moss"}, "model": "../../etc"}""", "no model")]
    [TestCase("""{"request": {"prompt": "moss"}, "start": "00"}""", "no picture")]
    [TestCase("""{"request": {"prompt": "moss"}, "unknown": 1}""", "unknown")]
    [TestCase("""{"request": {"prompt": "moss", "controls": [{"model": {"name": "/etc/passwd"}, "image": {"name": "x"}}]}}""", "a file name without its folder")]
    [TestCase("""{"reques": {}}""", "request")]
    [TestCase("[]", "")]
    [TestCase("{", "")]
    public async Task WhatIsWrongIsSaidAtOnce(string body, string named)
    {
        var before = (await _studio.GetAsync("/runs")).GetArrayLength();
        var answer = await _studio.Client.PostAsync("/api/generate", new StringContent(body, null, "application/json"));
        var fault = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Multiple(() =>
        {
            Assert.That((int)answer.StatusCode, Is.AnyOf(400, 404));
            Assert.That(fault.GetProperty("message").GetString(), Does.Contain(named).And.Not.Contain("Unexpected"));
            Assert.That(fault.GetProperty("hint").GetString(), Is.Not.Empty);
            Assert.That(_studio.GetAsync("/runs").Result.GetArrayLength(), Is.EqualTo(before));
        });
    }

    [Test]
    public async Task CancellingEndsWithinAStep()
    {
        var run = await _studio.PostAsync("/generate", new { request = new { prompt = "moss", steps = 1000, width = 64, height = 64 } });
        var id = run.GetProperty("id").GetString()!;
        while ((await _studio.GetAsync($"/runs/{id}")).GetProperty("items")[0].GetProperty("stepsDone").GetInt32() == 0) await Task.Delay(10);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await _studio.PostAsync($"/runs/{id}/cancel", new { }, HttpStatusCode.OK);
        var over = await _studio.OverAsync(id);
        Assert.Multiple(() =>
        {
            Assert.That(over.GetProperty("state").GetString(), Is.EqualTo("cancelled"));
            Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2)));
        });
    }

    [Test]
    public async Task EveryClientHearsOfEveryRun()
    {
        await using var one = await Listen();
        await using var other = await Listen();
        var (heardByOne, heardByOther) = (Heard(one), Heard(other));
        var id = (await _studio.PostAsync("/generate", RunningStudio.Small())).GetProperty("id").GetString();
        Assert.That(await Task.WhenAll(heardByOne, heardByOther).WaitAsync(TimeSpan.FromSeconds(30)), Is.All.EqualTo(id));

        async Task<HubConnection> Listen()
        {
            var hub = new HubConnectionBuilder().WithUrl($"{_studio.Origin}/hub?access_token={_studio.Token}").Build();
            await hub.StartAsync();
            return hub;
        }

        static Task<string?> Heard(HubConnection hub)
        {
            var done = new TaskCompletionSource<string?>();
            hub.On<JsonElement>("run", run =>
            {
                if (run.GetProperty("state").GetString() == "done") done.TrySetResult(run.GetProperty("id").GetString());
            });
            return done.Task;
        }
    }

    [Test]
    public async Task TheDocumentDescribesEveryRoute()
    {
        var paths = (await _studio.GetAsync("/openapi.json")).GetProperty("paths");
        var operations = paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(one => (Route: $"{one.Name} {path.Name}", one.Value))).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(paths.EnumerateObject().Select(path => path.Name), Is.SupersetOf(new[] { "/api/generate", "/api/graphs", "/api/runs/{id}", "/api/models", "/api/runs/{id}/cancel" }));
            foreach (var (route, operation) in operations) Assert.That(operation.TryGetProperty("summary", out _), route);
            var documented = File.ReadAllText(RepositoryRoot.Combine("Documentation~", "studio.md"));
            foreach (var (route, _) in operations) Assert.That(documented, Does.Contain(route.Split(' ')[1]), "Documentation~/studio.md");
        });
    }
}
