using System.Runtime.InteropServices;
using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Vulkan;

/// <summary>Pictures that steer: edges, and distances from a depth buffer.</summary>
public sealed partial class VulkanImageOps
{
    private const int RangeGroups = 256;

    /// <summary>The twin of Scumble.Control.Canny.Create, and equal to it.</summary>
    /// <param name="edges">[h, w, 1]: 1 on 0.</param>
    /// <param name="grey">[h, w, 1], 0..1; rounded to 8-bit levels.</param>
    /// <param name="low">Below this, in 8-bit levels of |gx| + |gy|, nothing is an edge.</param>
    /// <param name="high">Above this every ridge is an edge; at least <paramref name="low"/>.</param>
    /// <param name="tile">The axes that repeat.</param>
    public void Canny(Tensor edges, Tensor grey, int low, int high, TileMode tile)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(low);
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        var (to, from) = (Picture(edges, 1), Picture(grey, 1));
        RequireSize(to, from);
        var (gx, gy, forest) = (Scratch(0, from.Count), Scratch(1, from.Count), Scratch(2, from.Count));
        var arguments = Arguments(to, from, tile, low, high);
        Run("sobel", arguments with { Target = 0, Flags = 1 }, gx, from.Live, gy);
        arguments.Source = 0;
        foreach (var step in (ReadOnlySpan<string>)["canny_ridges", "canny_unite", "canny_mark", "canny_follow"])
            Run(step, arguments, to.Live, gx, gy, forest);
    }

    /// <summary>The twin of Scumble.Control.LinearDepth.ToMetres and ToInverse.</summary>
    /// <param name="target">Like <paramref name="depth"/>: metres, or one over metres.</param>
    /// <param name="depth">The depth buffer, [h, w, 1], 0..1.</param>
    /// <param name="nearMetres">The near plane, above 0.</param>
    /// <param name="farMetres">The far plane, beyond the near plane; may be infinite.</param>
    /// <param name="isReversed">Whether the near plane is 1.</param>
    /// <param name="inverse">One over metres instead of metres.</param>
    public void LinearDepth(Tensor target, Tensor depth, float nearMetres, float farMetres, bool isReversed, bool inverse)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(nearMetres);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(farMetres, nearMetres);
        var (to, from) = (Picture(target, 1), Picture(depth, 1));
        RequireSize(to, from);
        Elementwise("linear_depth", to.Live, from, from, to.FirstElement, (isReversed ? 1u : 0) | (inverse ? 2u : 0), Groups(from.Count, uint.MaxValue), 1 / nearMetres, 1 / farMetres);
    }

    /// <summary>The twin of <see cref="ValueRange.Of"/>; the range stays on the device.</summary>
    /// <param name="range">[2]: the least value and the greatest.</param>
    /// <param name="source">A picture.</param>
    public void Range(Tensor range, Tensor source)
    {
        var (to, from) = (Two(range), Picture(source));
        var groups = Groups(from.Count, RangeGroups);
        var pairs = Scratch(0, 2 * RangeGroups);
        Elementwise("range", pairs, from, from, 0, 0, groups);
        var arguments = new ElementwiseArguments<float> { Count = groups, Target = (uint)to.FirstElement, Flags = 1 };
        _device.Commands.Dispatch(_device.Kernels["range"], [to.Live, pairs], [], MemoryMarshal.AsBytes(new ReadOnlySpan<ElementwiseArguments<float>>(in arguments)), 1);
    }

    /// <summary>The twin of <see cref="ValueRange.Normalize"/>.</summary>
    /// <param name="target">Like <paramref name="source"/>.</param>
    /// <param name="source">A picture.</param>
    /// <param name="range">[2], as <see cref="Range"/> gives it.</param>
    public void Normalize(Tensor target, Tensor source, Tensor range)
    {
        var from = Picture(source);
        var to = Picture(target, from.Shape[2]);
        RequireSize(to, from);
        Elementwise("normalize", to.Live, from, Two(range), to.FirstElement, 0, Groups(from.Count, uint.MaxValue));
    }

    private void Elementwise(string kernel, VulkanBuffer target, VulkanTensor x, VulkanTensor y, long first, uint flags, uint groups, float a = 0, float b = 0)
    {
        var arguments = new ElementwiseArguments<float>
        {
            Count = x.Count,
            Target = (uint)first,
            X = (uint)x.FirstElement,
            Y = (uint)y.FirstElement,
            Flags = flags,
            A = a,
            B = b,
        };
        _device.Commands.Dispatch(_device.Kernels[kernel], [target, x.Live, y.Live], [], MemoryMarshal.AsBytes(new ReadOnlySpan<ElementwiseArguments<float>>(in arguments)), groups);
    }

    private static uint Groups(uint count, uint most) => Math.Min(VulkanTensorOps.Groups(count), most);

    private VulkanTensor Two(Tensor range) => Ours(range) is { Count: 2 } ours ? ours : throw new ArgumentException($"Expected a range [2], found {range.Shape}.", nameof(range));
}
