using Scumble.Tensors;

namespace Scumble.Imaging;

/// <summary>A picture that a network is to read, wherever it lies: in host memory, or on a device that it need not leave.</summary>
public interface IPicture
{
    /// <summary>Width in pixels.</summary>
    int Width { get; }

    /// <summary>Height in pixels.</summary>
    int Height { get; }

    /// <summary>
    /// Writes the picture into planes of a canvas, resampled to a window (<see cref="Resize"/>), its edges continued over the rest: each value
    /// v, nominally 0..1, as a v + b. Calls keep their order with those of <paramref name="ops"/>. One thread.
    /// </summary>
    /// <param name="ops">The arithmetic of the planes.</param>
    /// <param name="planes">[1, 3, h, w] for colour, or [1, 1, h, w] for brightness; Float32. Pictures in host memory lie on a ground where they are transparent (<see cref="Transparency"/>); on a device transparency is dropped.</param>
    /// <param name="window">Where the picture lies on the canvas; inside of it.</param>
    /// <param name="a">The factor.</param>
    /// <param name="b">What is added.</param>
    /// <exception cref="ArgumentException">The planes are of another shape or device, or the window is not inside of them.</exception>
    void Write(ITensorOps ops, Tensor planes, CropWindow window, double a, double b);
}
