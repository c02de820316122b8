using Scumble.Tensors;

namespace Scumble.Vulkan;

/// <summary>A shader that was compiled once for float32 and once for float64.</summary>
internal sealed class TypedKernel(VulkanDevice device, string name)
{
    private readonly Kernel _single = device.Kernels[$"{name}.f32"];
    private readonly Kernel _double = device.Kernels[$"{name}.f64"];

    public Kernel For(ElementType type) => type == ElementType.Float64 ? _double : _single;
}
