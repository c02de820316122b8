using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Scumble.Diagnostics;

namespace Scumble.Studio;

/// <summary>A session behind HTTP: page, API, hub.</summary>
internal sealed class StudioServer : IAsyncDisposable
{
    private const int MaxBodyBytes = 4 << 20;

    private readonly WebApplication _app;
    private readonly StudioSession _session;

    private StudioServer(WebApplication app, StudioSession session) => (_app, _session) = (app, session);

    /// <summary>Where the page answers, with the token behind the '#', which no browser sends or logs.</summary>
    public string Address => $"{Origin}/#token={_session.Options.Token.Text}";

    /// <summary>Where it listens, the first of several.</summary>
    public string Origin => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
        .Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "[::1]", StringComparison.Ordinal);

    /// <summary>Begins to listen.</summary>
    /// <param name="session">What it serves; the caller disposes it afterwards.</param>
    /// <param name="cancellation">Stops it from beginning.</param>
    /// <param name="at">Where to listen; null for what the session's options say.</param>
    /// <exception cref="ScumbleException">An address is wrong or taken.</exception>
    public static async Task<StudioServer> StartAsync(StudioSession session, CancellationToken cancellation, string? at = null)
    {
        var urls = ListenAddresses.Of(at ?? session.Options.Urls);
        var app = Build(session, urls);
        try
        {
            await app.StartAsync(cancellation);
            return new StudioServer(app, session);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or InvalidOperationException)
        {
            await app.DisposeAsync();
            throw new ScumbleException($"The studio cannot listen at {string.Join(", ", urls)}: {e.Message}", "Name another address with --urls; port 0 takes a free one.", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static WebApplication Build(StudioSession session, IReadOnlyList<Uri> urls)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls([.. urls.Select(url => url.GetLeftPart(UriPartial.Authority))]);
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services.ConfigureHttpJsonOptions(json => StudioJson.Apply(json.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddSignalR(hub => hub.MaximumReceiveMessageSize = 4096).AddJsonProtocol(json => StudioJson.Apply(json.PayloadSerializerOptions));
        builder.Services.AddOpenApi();
        builder.Services.AddSingleton(session).AddHostedService<FeedPump>();

        var app = builder.Build();
        app.Use(FaultAnswer.CatchAsync);
        app.UseMiddleware<RequestGuard>(new AllowedHosts(urls), session.Options.Token);
        var api = app.MapGroup("/api");
        GenerateApi.Map(api, session);
        RunsApi.Map(api, session);
        GraphsApi.Map(api, session);
        PicturesApi.Map(api, session);
        ExportApi.Map(api, session);
        app.MapHub<StudioHub>("/hub");
        app.MapOpenApi("/api/openapi.json");
        EmbeddedPage.Map(app);
        return app;
    }
}
