using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;

namespace Scumble.Studio;

/// <summary>Carries the feed to all clients.</summary>
internal sealed class FeedPump(StudioSession session, IHubContext<StudioHub> hub) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var news in session.Feed.ReadAsync(stoppingToken)) await hub.Clients.All.SendAsync(news.Name, news.Content, stoppingToken);
    }
}
