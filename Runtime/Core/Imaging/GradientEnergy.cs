namespace Scumble.Imaging;

// S. Di Zenzo, "A note on the gradient of a multi-image", 1986: the trace of the tensor, sum over the colours c of gx_c^2 + gy_c^2, by Sobel's derivatives.

/// <summary>How fast a picture changes, in all colours together.</summary>
public static class GradientEnergy
{
    /// <summary>The energy, [h, w, 1]; a step of 1 in one colour gives 16.</summary>
    /// <param name="picture">A picture, whose transparency does not count. Not changed.</param>
    /// <param name="tile">The axes that repeat; elsewhere the edge row or column is continued.</param>
    public static Image Create(Image picture, TileMode tile)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var energy = new Image(picture.Width, picture.Height, 1);
        var (step, colours) = (picture.Channels, Math.Min(picture.Channels, 3));
        Parallel.For(0, picture.Height, y =>
        {
            ReadOnlySpan<float> above = picture.Row(Wrap.Index(y - 1, picture.Height, Wrap.Y(tile)));
            ReadOnlySpan<float> here = picture.Row(y);
            ReadOnlySpan<float> below = picture.Row(Wrap.Index(y + 1, picture.Height, Wrap.Y(tile)));
            for (var x = 0; x < picture.Width; x++)
            {
                var left = Wrap.Index(x - 1, picture.Width, Wrap.X(tile)) * step;
                var right = Wrap.Index(x + 1, picture.Width, Wrap.X(tile)) * step;
                var middle = x * step;
                var sum = 0f;
                for (var c = 0; c < colours; c++)
                {
                    var gx = above[right + c] - above[left + c] + (2 * (here[right + c] - here[left + c])) + (below[right + c] - below[left + c]);
                    var gy = below[left + c] - above[left + c] + (2 * (below[middle + c] - above[middle + c])) + (below[right + c] - above[right + c]);
                    sum += (gx * gx) + (gy * gy);
                }
                energy[x, y] = sum;
            }
        });
        return energy;
    }
}
