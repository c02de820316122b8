using Scumble.Inference;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>
/// For a renderer's device that cannot share memory: the runtime shares with a device of our own on the same hardware, where all work stays. A finished texture
/// passes through host memory once on its way to the renderer's device, and a picture of the renderer's once on its way from there; both are counted.
/// </summary>
/// <param name="device">The renderer's.</param>
/// <param name="own">Ours, which shares with the runtime. Owned.</param>
/// <param name="shared">How it does. Owned.</param>
internal sealed class SecondDeviceMemory(VulkanDevice device, VulkanDevice own, SharedMemory shared) : SharedMemory(device)
{
    private readonly VulkanTensorOps _onDevice = new(device);

    public override ITensorOps Ops => shared.Ops;

    public override IInferenceSession Share(IInferenceSession session) => shared.Share(session);

    public override VulkanTensor ToVulkan(Tensor tensor, ref VulkanLanding? landing)
    {
        var landed = Landing(tensor, ref landing);
        var beyond = landed.Beyond;
        var source = shared.ToVulkan(tensor, ref beyond);
        landed.Beyond = beyond;
        source.Download<float>(landed.Values);
        landed.Tensor.Upload<float>(landed.Values);
        return landed.Tensor;
    }

    public override void FromVulkan(Tensor tensor, Action<VulkanTensor> write, ref VulkanLanding? landing)
    {
        var landed = Landing(tensor, ref landing);
        write(landed.Tensor);
        landed.Tensor.Download<float>(landed.Values);
        var beyond = landed.Beyond;
        shared.FromVulkan(tensor, target => target.Upload<float>(landed.Values), ref beyond);
        landed.Beyond = beyond;
    }

    public override void Dispose()
    {
        shared.Dispose();
        own.Dispose();
    }

    private SecondLanding Landing(Tensor tensor, ref VulkanLanding? landing)
    {
        if (landing is SecondLanding fits && fits.Tensor.Shape == tensor.Shape) return fits;
        landing?.Dispose();
        landing = null;
        var landed = new SecondLanding((VulkanTensor)_onDevice.Create(tensor.Shape, ElementType.Float32), own);
        landing = landed;
        return landed;
    }
}
