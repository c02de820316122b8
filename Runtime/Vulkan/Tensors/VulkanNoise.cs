using Scumble.Tensors;

namespace Scumble.Vulkan;

/// <summary>The numbers of <see cref="Philox"/>, made on the device.</summary>
internal sealed class VulkanNoise(VulkanDevice device, VulkanTensorOps ops) : INoise
{
    private readonly TypedKernel _noise = new(device, "noise"), _signs = new(device, "signs");

    public void Fill(Tensor target, double scale, ulong seed, uint stream) => Generate(_noise, target, scale, seed, stream, 0);

    public void Add(Tensor target, double scale, ulong seed, uint stream) => Generate(_noise, target, scale, seed, stream, 1);

    public void FillSigns(Tensor target, ulong seed, uint stream) => Generate(_signs, target, 0, seed, stream, 0);

    // The seed and the stream take the places of the operands.
    private void Generate(TypedKernel kernel, Tensor target, double scale, ulong seed, uint stream, uint flags)
    {
        var t = ops.Real(target);
        var arguments = ((uint)t.FirstElement, (uint)seed, (uint)(seed >> 32), stream);
        if (t.ElementType == ElementType.Float64) ops.Dispatch(kernel, t, t.Live, t.Live, t.Live, t.Live, arguments, flags, scale, 0, 0);
        else ops.Dispatch(kernel, t, t.Live, t.Live, t.Live, t.Live, arguments, flags, (float)scale, 0, 0);
    }
}
