namespace Scumble.Lab;

/// <summary>A latent as FLUX.1 pipelines record it: [tokens, 4 channels].</summary>
internal static class PackedLatent
{
    /// <summary>[1, c, h, w] to [(h/2)(w/2), 4 c].</summary>
    public static RecordedTensor Of(RecordedTensor latent)
    {
        var (channels, height, width) = (latent.Shape[1], latent.Shape[2], latent.Shape[3]);
        var packed = new List<float>(latent.Values.Length);
        for (var y = 0; y < height; y += 2)
            for (var x = 0; x < width; x += 2)
                for (var c = 0; c < channels; c++)
                    foreach (var (dy, dx) in new[] { (0, 0), (0, 1), (1, 0), (1, 1) })
                        packed.Add(latent.Values[((c * height) + y + dy) * width + x + dx]);
        return new RecordedTensor([height / 2 * (width / 2), 4 * channels], [.. packed]);
    }
}
