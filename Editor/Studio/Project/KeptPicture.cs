using System.Text.Json;

namespace Scumble.Studio;

/// <summary>A picture that was brought in.</summary>
/// <param name="Id">SHA-256 of its file.</param>
/// <param name="Name">What it was called.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Request">The request that made it, where one did.</param>
/// <param name="Graph">The graph that made it, where one did.</param>
internal sealed record KeptPicture(string Id, string Name, int Width, int Height, JsonElement? Request, JsonElement? Graph);
