using System.Numerics;
using System.Runtime.InteropServices;
using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Vulkan;

/// <summary>Filters and resampling, aware of the axes that repeat, and colours through a matrix.</summary>
public sealed partial class VulkanImageOps
{
    /// <inheritdoc/>
    public void GaussianBlur(Tensor target, Tensor source, float sigma, TileMode tile)
    {
        ImageChecks.GaussianBlur(target, source, sigma);
        var (to, from) = Apart(target, source);
        var rows = Scratch(0, from.Shape.ElementCount);
        var arguments = Arguments(to, from, tile, sigma);
        Along(arguments with { Target = 0, Flags = 0 }, rows, from.Live);
        Along(arguments with { Source = 0, Flags = 1 }, to.Live, rows);

        void Along(PictureArguments axis, VulkanBuffer target, VulkanBuffer source) =>
            Run(_device.Kernels["gaussian_blur"], axis, Quarter(axis.Width * axis.Channels), axis.Height, [target, source], []);
    }

    /// <inheritdoc/>
    public void GradientEnergy(Tensor energy, Tensor picture, TileMode tile)
    {
        ImageChecks.GradientEnergy(energy, picture);
        var (to, from) = Apart(energy, picture);
        Run(_device.Kernels["gradient_energy"], Arguments(to, from, tile), to.Shape[1], Quarter(to.Shape[0]), [to.Live, from.Live], []);
    }

    /// <inheritdoc/>
    public void ColourMatrix(Tensor target, Tensor source, Matrix4x4 matrix)
    {
        ImageChecks.ColourMatrix(target, source);
        var (to, from) = Apart(target, source);
        var arguments = new ColourMatrixArguments { Count = to.Count / 3, Target = (uint)to.FirstElement, Source = (uint)from.FirstElement, Matrix = matrix };
        _device.Commands.Dispatch(_device.Kernels["colour_matrix"], [to.Live, from.Live], [], MemoryMarshal.AsBytes(new ReadOnlySpan<ColourMatrixArguments>(in arguments)), Groups(arguments.Count, uint.MaxValue));
    }

    /// <inheritdoc/>
    public void Resize(Tensor target, Tensor source, TileMode tile)
    {
        ImageChecks.Resize(target, source);
        var (to, from) = Apart(target, source);
        var (width, height) = (from.Shape[1], to.Shape[0]);
        var columns = Scratch(0, (long)width * height * from.Shape[2]); // [new h, old w, channels]
        var arguments = Arguments(to, from, tile);
        Run("resize", arguments with { Width = width, Target = 0, Flags = 1 }, columns, from.Live);
        Run("resize", arguments with { SourceHeight = height, Source = 0, Flags = 0, B = 1 }, to.Live, columns);
    }

    /// <summary>How many invocations do so many, each four of them.</summary>
    private static int Quarter(int count) => (count + 3) / 4;
}
