namespace Scumble.Studio;

/// <summary>
/// What clients listen to: "run" with a run's snapshot, "removed" with a run's id, "graph" with a graph's name and revision. Clients ask for
/// what they want over HTTP.
/// </summary>
internal sealed class StudioHub : Microsoft.AspNetCore.SignalR.Hub;
