namespace Scumble.Service;

/// <summary>Something that the background made and that the pump brings to the renderer.</summary>
/// <param name="Job">For whom.</param>
/// <param name="Content">The pixels; null where a target has them already.</param>
/// <param name="Identity">The texture; null for a preview.</param>
/// <param name="Target">What has the pixels.</param>
internal sealed record Delivery(TextureJob Job, TextureContent? Content, string? Identity, IStoredTarget? Target = null)
{
    /// <summary>How much of the texture it is.</summary>
    public ShownContent Shown => Identity is null ? ShownContent.Preview : ShownContent.Final;
}
