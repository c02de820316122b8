using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Scumble.Studio;

/// <summary>
/// What changed, for those who watch. Of several changes of one run that wait, only the newest is told, so that a slow watcher costs
/// no memory. Any thread may tell, one reads.
/// </summary>
internal sealed class RunFeed
{
    private readonly ConcurrentDictionary<string, Run> _waiting = [];
    private readonly Channel<Func<FeedNews?>> _news = Channel.CreateUnbounded<Func<FeedNews?>>(new() { SingleReader = true });

    /// <summary>A run is new or changed.</summary>
    public void Changed(Run run)
    {
        if (_waiting.TryAdd(run.Id, run)) _news.Writer.TryWrite(() => _waiting.TryRemove(run.Id, out _) ? new FeedNews("run", run.Now) : null);
    }

    /// <summary>A run is gone.</summary>
    public void Removed(string id) => Tell("removed", id);

    /// <summary>Something else happened.</summary>
    /// <param name="name">What.</param>
    /// <param name="content">What there is to know.</param>
    public void Tell(string name, object content) => _news.Writer.TryWrite(() => new FeedNews(name, content));

    /// <summary>All that happens from now on, until cancelled.</summary>
    public async IAsyncEnumerable<FeedNews> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var next in _news.Reader.ReadAllAsync(cancellation))
            if (next() is { } news) yield return news;
    }
}
