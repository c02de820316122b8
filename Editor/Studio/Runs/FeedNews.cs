namespace Scumble.Studio;

/// <summary>One thing that happened.</summary>
/// <param name="Name">"run", "removed" or "graph".</param>
/// <param name="Content">What there is to know, as JSON.</param>
internal sealed record FeedNews(string Name, object Content);
