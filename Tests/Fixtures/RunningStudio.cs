using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Scumble.Models;
using Scumble.Studio;

namespace Scumble.Tests.Fixtures;

/// <summary>A studio on a free port and a new project folder, with the small untrained model; asked over HTTP as its page asks.</summary>
internal sealed class RunningStudio : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private StudioServer _server;
    private readonly bool _ownsFolder;

    private RunningStudio(StudioSession session, StudioServer server, bool ownsFolder)
    {
        (Session, _server, _ownsFolder, Origin) = (session, server, ownsFolder, server.Origin);
        Client = new HttpClient { BaseAddress = new Uri(server.Origin), Timeout = Limit };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public StudioSession Session { get; }

    /// <summary>Knows the token.</summary>
    public HttpClient Client { get; }

    public string Origin { get; }

    public string Address => $"{Origin}/#token={Token}";

    public string Token => Session.Options.Token.Text;

    public string Folder => Session.Project.Root;

    /// <param name="folder">A project that is there already, and stays; a new one by default, which is deleted.</param>
    /// <param name="model">The model; the untrained one by default.</param>
    public static async Task<RunningStudio> StartAsync(string? folder = null, string? model = null)
    {
        var session = new StudioSession(new StudioOptions
        {
            Project = folder ?? Directory.CreateTempSubdirectory("scumble-studio-").FullName,
            Model = ModelFolder.Open(model ?? TestModel.Path),
            Device = "cpu",
            Urls = "http://127.0.0.1:0",
        });
        return new RunningStudio(session, await StudioServer.StartAsync(session, CancellationToken.None), folder is null);
    }

    /// <summary>A request of the smallest size.</summary>
    public static object Small(string prompt = "moss", int count = 1, int steps = 2, string? slot = null, ulong seed = 7, bool preview = false) =>
        new { request = new { prompt, seed, steps, width = 64, height = 64 }, count, slot, preview };

    public async Task<JsonElement> PostAsync(string path, object body, HttpStatusCode expected = HttpStatusCode.Accepted) =>
        await ReadAsync(await Client.PostAsJsonAsync($"/api{path}", body), expected);

    public async Task<JsonElement> PutAsync(string path, object body, HttpStatusCode expected = HttpStatusCode.OK) =>
        await ReadAsync(await Client.PutAsJsonAsync($"/api{path}", body), expected);

    public async Task<JsonElement> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK) =>
        await ReadAsync(await Client.GetAsync($"/api{path}"), expected);

    /// <summary>Begins a run and waits until it is over.</summary>
    public async Task<JsonElement> RunAsync(object body, string path = "/generate") => await OverAsync((await PostAsync(path, body)).GetProperty("id").GetString()!);

    /// <summary>Waits until a run is over.</summary>
    public async Task<JsonElement> OverAsync(string id)
    {
        await Session.Runs.Find(id).Over(_ => { }).WaitAsync(Limit);
        return await GetAsync($"/runs/{id}");
    }

    /// <summary>Ends all connections, as a studio does that is stopped; what it works on goes on.</summary>
    public async Task StopListeningAsync() => await _server.DisposeAsync();

    /// <summary>Listens again where it did.</summary>
    public async Task ListenAgainAsync() => _server = await StudioServer.StartAsync(Session, CancellationToken.None, Origin);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        await Session.DisposeAsync();
        if (_ownsFolder) Directory.Delete(Folder, recursive: true);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        if (response.StatusCode != expected) throw new HttpRequestException($"Expected {expected}, found {response.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }
}
