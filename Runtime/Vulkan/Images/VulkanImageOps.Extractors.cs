using System.Runtime.InteropServices;
using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Vulkan;

/// <summary>Pictures that steer: edges, and ranges of numbers.</summary>
public sealed partial class VulkanImageOps
{
    private const int RangeGroups = 256;

    /// <inheritdoc/>
    public void Canny(Tensor edges, Tensor grey, int low, int high, TileMode tile)
    {
        ImageChecks.Canny(edges, grey, low, high);
        var (to, from) = Apart(edges, grey);
        var (gx, gy, forest) = (Scratch(0, from.Count), Scratch(1, from.Count), Scratch(2, from.Count));
        var arguments = Arguments(to, from, tile, low, high);
        Run("sobel", arguments with { Target = 0 }, gx, from.Live, gy);
        arguments.Source = 0;
        foreach (var step in (ReadOnlySpan<string>)["canny_ridges", "canny_unite", "canny_mark", "canny_follow"])
            Run(step, arguments, to.Live, gx, gy, forest);
    }

    /// <inheritdoc/>
    public void Range(Tensor range, Tensor source)
    {
        ImageChecks.Range(range, source);
        var (to, from) = (Ours(range), Ours(source));
        var groups = Groups(from.Count, RangeGroups);
        var pairs = Scratch(0, 2 * RangeGroups);
        Elementwise("range", pairs, from, from, 0, 0, groups);
        var arguments = new ElementwiseArguments<float> { Count = groups, Target = (uint)to.FirstElement, Flags = 1 };
        _device.Commands.Dispatch(_device.Kernels["range"], [to.Live, pairs], [], MemoryMarshal.AsBytes(new ReadOnlySpan<ElementwiseArguments<float>>(in arguments)), 1);
    }

    /// <inheritdoc/>
    public void Normalize(Tensor target, Tensor source, Tensor range)
    {
        ImageChecks.Normalize(target, source, range);
        var (to, from) = Apart(target, source);
        Elementwise("normalize", to.Live, from, Ours(range), to.FirstElement, 0, Groups(from.Count, uint.MaxValue));
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
}
