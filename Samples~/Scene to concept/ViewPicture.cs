using Scumble.Imaging;

namespace SceneToConcept;

/// <summary>Concept art of a view.</summary>
/// <param name="Frame">What the camera saw.</param>
/// <param name="Picture">RGB, sRGB-encoded, of the frame's size.</param>
/// <param name="Made">The objects that show a material which was made; null for all of the picture. The others look as the block-out does.</param>
/// <param name="Seed">What it was made from, where one run made all of it.</param>
internal sealed record ViewPicture(Frame Frame, Image Picture, IReadOnlySet<int>? Made, ulong Seed)
{
    /// <summary>The picture as it is projected: from where nothing was made nothing is.</summary>
    public ProjectedView Projected()
    {
        var (depth, ids) = (Frame.Composition.Depth, Frame.Composition.Ids!);
        if (Made is not null)
        {
            var seen = new Image(depth.Width, depth.Height, 1);
            for (var i = 0; i < seen.Pixels.Length; i++)
                if (Made.Contains((int)ids.Pixels[i])) seen.Pixels[i] = depth.Pixels[i];
            depth = seen;
        }
        return new(Frame.Camera, Frame.Convention, depth, Picture);
    }
}
