using System.Numerics;
using Scumble.Imaging;

namespace SceneToConcept;

/// <summary>The painted scene from a camera.</summary>
/// <param name="Picture">RGB, sRGB-encoded.</param>
/// <param name="Open">White where no view has painted yet, [h, w, 1].</param>
internal sealed record PaintedView(Image Picture, Image Open)
{
    // The sky, sRGB-encoded.
    private static readonly Vector3 Sky = new(0.80f, 0.87f, 0.93f);

    /// <summary>The share of the scene's pixels that is open.</summary>
    public double OpenShare => Open.Pixels.ToArray().Average();

    /// <summary>Looks the atlases up.</summary>
    /// <param name="places">What the camera shows of them (<see cref="Frame.Places"/>).</param>
    /// <param name="atlases">Of each piece, as far as painted.</param>
    /// <param name="baked">The same as pictures.</param>
    public static PaintedView Of(Image places, IReadOnlyList<ProjectedAtlas> atlases, IReadOnlyList<Image> baked)
    {
        var (picture, open) = (new Image(places.Width, places.Height, 3), new Image(places.Width, places.Height, 1));
        Parallel.For(0, places.Height, y =>
        {
            for (var x = 0; x < places.Width; x++)
            {
                var (place, piece) = (new Vector2(places[x, y, 0], places[x, y, 1]), (int)places[x, y, 2] - 1);
                var colour = piece < 0 ? Sky : Bilinear(baked[piece], (place * baked[piece].Width) - new Vector2(0.5f));
                for (var c = 0; c < 3; c++) picture[x, y, c] = colour[c];
                if (piece >= 0) open[x, y] = 1 - atlases[piece].CoverageAt(place);
            }
        });
        return new(picture, open);
    }

    private static Vector3 Bilinear(Image image, Vector2 at)
    {
        var (left, top) = ((int)MathF.Floor(at.X), (int)MathF.Floor(at.Y));
        var (fx, fy) = (at.X - left, at.Y - top);
        return Vector3.Lerp(Vector3.Lerp(Texel(0, 0), Texel(1, 0), fx), Vector3.Lerp(Texel(0, 1), Texel(1, 1), fx), fy);

        Vector3 Texel(int i, int j)
        {
            var (x, y) = (Math.Clamp(left + i, 0, image.Width - 1), Math.Clamp(top + j, 0, image.Height - 1));
            return new(image[x, y, 0], image[x, y, 1], image[x, y, 2]);
        }
    }
}
