namespace Scumble.Imaging;

// I. Sobel, G. Feldman, "A 3x3 isotropic gradient operator for image processing", 1968, not normalised:
//   gx = [1 2 1]^T [-1 0 1],  gy = [-1 0 1]^T [1 2 1]   (x to the right, y downwards)

/// <summary>Sobel's derivatives.</summary>
public static class Sobel
{
    /// <summary>Both derivatives, [h, w, 1] each; a step of 1 gives 4.</summary>
    /// <param name="grey">[h, w, 1]. Not changed.</param>
    /// <param name="tile">The axes that repeat; elsewhere the edge row or column is continued.</param>
    public static (Image X, Image Y) Create(Image grey, TileMode tile)
    {
        ArgumentNullException.ThrowIfNull(grey);
        ArgumentOutOfRangeException.ThrowIfNotEqual(grey.Channels, 1, nameof(grey));
        var (gx, gy) = (new Image(grey.Width, grey.Height, 1), new Image(grey.Width, grey.Height, 1));
        Parallel.For(0, grey.Height, y =>
        {
            ReadOnlySpan<float> above = grey.Row(Wrap.Index(y - 1, grey.Height, Wrap.Y(tile)));
            ReadOnlySpan<float> here = grey.Row(y);
            ReadOnlySpan<float> below = grey.Row(Wrap.Index(y + 1, grey.Height, Wrap.Y(tile)));
            for (var x = 0; x < grey.Width; x++)
            {
                var left = Wrap.Index(x - 1, grey.Width, Wrap.X(tile));
                var right = Wrap.Index(x + 1, grey.Width, Wrap.X(tile));
                gx[x, y] = above[right] - above[left] + (2 * (here[right] - here[left])) + (below[right] - below[left]);
                gy[x, y] = below[left] - above[left] + (2 * (below[x] - above[x])) + (below[right] - above[right]);
            }
        });
        return (gx, gy);
    }
}
