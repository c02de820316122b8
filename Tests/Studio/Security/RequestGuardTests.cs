using System.Net;
using System.Net.Http.Json;
using NUnit.Framework;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Studio;

public class RequestGuardTests
{
    private RunningStudio _studio = null!;

    [OneTimeSetUp]
    public async Task Start() => _studio = await RunningStudio.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _studio.DisposeAsync();

    [TestCase("/", ExpectedResult = HttpStatusCode.OK)]
    [TestCase("/api/studio", ExpectedResult = HttpStatusCode.Unauthorized)]
    [TestCase("/api/models?access_token=wrong", ExpectedResult = HttpStatusCode.Unauthorized)]
    [TestCase("/API/studio", ExpectedResult = HttpStatusCode.Unauthorized)]
    [TestCase("/api/openapi.json", ExpectedResult = HttpStatusCode.Unauthorized)]
    [TestCase("/hub?id=1", ExpectedResult = HttpStatusCode.Unauthorized)]
    [TestCase("/../../etc/passwd", ExpectedResult = HttpStatusCode.NotFound)]
    [TestCase("/%2e%2e/%2e%2e/etc/passwd", ExpectedResult = HttpStatusCode.NotFound)]
    public async Task<HttpStatusCode> WithoutATokenThePageAnswersAndTheApiDoesNot(string path)
    {
        using var stranger = new HttpClient { BaseAddress = new Uri(_studio.Origin) };
        return (await stranger.GetAsync(path)).StatusCode;
    }

    [TestCase("Host", "evil.example", ExpectedResult = HttpStatusCode.Forbidden)]
    [TestCase("Host", "localhost.evil.example", ExpectedResult = HttpStatusCode.Forbidden)]
    [TestCase("Host", "127.0.0.1.evil.example", ExpectedResult = HttpStatusCode.Forbidden)]
    [TestCase("Host", "192.168.1.7", ExpectedResult = HttpStatusCode.Forbidden)]
    [TestCase("Host", "localhost", ExpectedResult = HttpStatusCode.OK)]
    [TestCase("Origin", "http://evil.example", ExpectedResult = HttpStatusCode.Forbidden)]
    [TestCase("Origin", "null", ExpectedResult = HttpStatusCode.Forbidden)]
    [TestCase("Origin", "http://127.0.0.1:1", ExpectedResult = HttpStatusCode.Forbidden)]
    [TestCase("Sec-Fetch-Site", "cross-site", ExpectedResult = HttpStatusCode.Forbidden)]
    [TestCase("Sec-Fetch-Site", "same-site", ExpectedResult = HttpStatusCode.Forbidden)]
    [TestCase("Sec-Fetch-Site", "same-origin", ExpectedResult = HttpStatusCode.OK)]
    public async Task<HttpStatusCode> ForeignHostsAndOriginsAreRefusedThoughTheyKnowTheToken(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/studio");
        request.Headers.TryAddWithoutValidation(header, value);
        return (await _studio.Client.SendAsync(request)).StatusCode;
    }

    [Test]
    public async Task TheOwnOriginMayAsk()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/studio");
        request.Headers.TryAddWithoutValidation("Origin", _studio.Origin);
        Assert.That((await _studio.Client.SendAsync(request)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    // What changes something needs the header, which a link of another site cannot send.
    [Test]
    public async Task ATokenInTheAddressReadsAndChangesNothing()
    {
        using var stranger = new HttpClient { BaseAddress = new Uri(_studio.Origin) };
        var read = await stranger.GetAsync($"/api/studio?access_token={_studio.Token}");
        var change = await stranger.PostAsJsonAsync($"/api/generate?access_token={_studio.Token}", RunningStudio.Small());
        Assert.Multiple(() =>
        {
            Assert.That(read.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(change.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        });
    }

    [Test]
    public async Task EveryAnswerForbidsFramesAndForeignScripts()
    {
        var answer = await _studio.Client.GetAsync("/");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Multiple(() =>
        {
            Assert.That(policy, Does.Contain("frame-ancestors 'none'").And.Contain("script-src 'self'").And.Contain("default-src 'none'"));
            Assert.That(answer.Headers.GetValues("Referrer-Policy").Single(), Is.EqualTo("no-referrer"));
        });
    }
}
