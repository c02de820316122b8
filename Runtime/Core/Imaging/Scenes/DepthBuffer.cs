using System.Buffers.Binary;
using Scumble.Diagnostics;

namespace Scumble.Imaging;

/// <summary>Depth buffers that were copied to host memory.</summary>
public static class DepthBuffer
{
    private static readonly int[] SampleCounts = [2, 4, 8, 16, 32, 64];

    /// <summary>The numbers of a depth buffer, [h, w, 1]; stencil is dropped. What they mean is a <see cref="DepthConvention"/>'s matter.</summary>
    /// <param name="bytes">[h, w, samples], without gaps.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="format">How a number lies.</param>
    /// <param name="samples">Samples of a pixel, of which the first is taken: the mean of two depths is the depth of nothing.</param>
    /// <exception cref="ScumbleException">There are too few bytes, or too many.</exception>
    public static Image Decode(ReadOnlySpan<byte> bytes, int width, int height, DepthFormat format, int samples = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        var image = new Image(width, height, 1);
        var size = format switch { DepthFormat.D16 => 2, DepthFormat.D32S8 => 8, _ => 4 };
        var expected = (long)width * height * samples * size;
        if (bytes.Length != expected)
        {
            var (length, times) = (bytes.Length, bytes.Length / (expected / samples));
            throw new ScumbleException($"A depth buffer {format} of {width}x{height} with {samples} sample{(samples > 1 ? "s" : "")} a pixel has {expected} bytes; found {length}.",
                samples == 1 && length % expected == 0 && SampleCounts.Contains((int)times) ? $"If it is multisampled, say so: {times} samples." : "Check its format, its size and that its rows have no gaps.");
        }
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            var at = bytes[(i * samples * size)..];
            image.Pixels[i] = format switch
            {
                DepthFormat.D16 => BinaryPrimitives.ReadUInt16LittleEndian(at) / (float)ushort.MaxValue,
                DepthFormat.D24 => (BinaryPrimitives.ReadUInt32LittleEndian(at) & 0xFFFFFF) / (float)0xFFFFFF,
                DepthFormat.D24Upper => (BinaryPrimitives.ReadUInt32LittleEndian(at) >> 8) / (float)0xFFFFFF,
                _ => BinaryPrimitives.ReadSingleLittleEndian(at),
            };
        }
        return image;
    }
}
