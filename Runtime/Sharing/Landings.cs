using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>
/// Where a runtime's tensors arrive in Vulkan memory, kept for those that follow: one place for each of the latest kinds. To make one, the driver exports memory and CUDA imports it; to let go of
/// one, both devices are waited for. One thread.
/// </summary>
/// <param name="backend">Whose tensors. Not owned.</param>
/// <param name="count">Kinds that are kept, at least 1.</param>
internal sealed class Landings(SharedBackend backend, int count) : IDisposable
{
    // The latest stands last.
    private readonly List<(TensorShape Shape, ElementType ElementType, VulkanLanding Landing)> _kept = [];

    /// <summary>A tensor as kernels of the Vulkan device see it, in the order of the work.</summary>
    public VulkanTensor Land(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        VulkanLanding? landing = null;
        var known = _kept.FindIndex(kept => kept.Shape == tensor.Shape && kept.ElementType == tensor.ElementType);
        if (known >= 0)
        {
            landing = _kept[known].Landing;
            _kept.RemoveAt(known);
        }
        else if (_kept.Count == count) Release(0);
        try
        {
            return backend.Memory.ToVulkan(tensor, ref landing);
        }
        finally
        {
            if (landing is not null) _kept.Add((tensor.Shape, tensor.ElementType, landing));
        }
    }

    /// <summary>Waits for the device, and lets go of all.</summary>
    public void Dispose()
    {
        while (_kept.Count > 0) Release(_kept.Count - 1);
    }

    // Kernels that read it have passed then, and before them the copies that wrote it.
    private void Release(int index)
    {
        var landing = _kept[index].Landing;
        _kept.RemoveAt(index);
        if (!backend.Device.IsLost) backend.Device.Commands.Synchronize();
        landing.Dispose();
    }
}
