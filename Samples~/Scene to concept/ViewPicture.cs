using Scumble.Imaging;

namespace SceneToConcept;

/// <summary>Concept art of a view.</summary>
/// <param name="Frame">What the camera saw.</param>
/// <param name="Picture">RGB, sRGB-encoded, of the frame's size.</param>
/// <param name="Made">The objects that show a material which was made, and which: its prompt and seed. The others look as the block-out does. Null where no object has one of its own.</param>
/// <param name="Seed">What it was made from, where one run made all of it.</param>
internal sealed record ViewPicture(Frame Frame, Image Picture, IReadOnlyDictionary<int, (string Prompt, ulong Seed)>? Made, ulong Seed)
{
    /// <summary>The picture as it is projected: from where nothing was made nothing is.</summary>
    public ProjectedView Projected()
    {
        var (depth, ids) = (Frame.Composition.Depth, Frame.Composition.Ids!);
        if (Made is not null)
        {
            var seen = new Image(depth.Width, depth.Height, 1);
            for (var i = 0; i < seen.Pixels.Length; i++)
                if (Made.ContainsKey((int)ids.Pixels[i])) seen.Pixels[i] = depth.Pixels[i];
            depth = seen;
        }
        return new(Frame.Camera, Frame.Convention, depth, Picture);
    }
}
