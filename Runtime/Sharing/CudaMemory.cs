using Scumble.Cuda;
using Scumble.Inference;
using Scumble.Service;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>
/// Tensors live on the CUDA stream, with the graphs and the arithmetic between them: going to Vulkan and back costs a switch of the device's
/// context each way, so that is done once a texture and once a picture of a renderer's. Then CUDA copies, on the device, into exported Vulkan memory
/// that it has imported, or out of it.
/// </summary>
internal sealed class CudaMemory : SharedMemory
{
    private readonly CudaLink _link;
    private readonly CudaTensorOps _ops;
    private readonly Stack<CudaStopwatch> _clocks = [];

    /// <param name="device">The Vulkan device.</param>
    /// <param name="link">The order between the two. Owned.</param>
    public CudaMemory(VulkanDevice device, CudaLink link) : base(device)
    {
        (_link, _ops) = (link, new CudaTensorOps(link.Stream));
        _ops.Copied += Count;
    }

    public override ITensorOps Ops => _ops;

    public override ISliceWatch Watch()
    {
        var clock = _clocks.TryPop(out var free) ? free : new CudaStopwatch(_link.Device);
        clock.Start(_link.Stream);
        return new SliceWatch(this, clock);
    }

    public override IInferenceSession Share(IInferenceSession session) => new CudaSession(session, _link.Stream, Device.HostCopies);

    public override VulkanTensor ToVulkan(Tensor tensor, ref VulkanLanding? landing)
    {
        var landed = Landing(tensor, ref landing);
        Copy(landed.InCuda!, (CudaTensor)tensor, landed);
        return landed.Tensor;
    }

    public override void FromVulkan(Tensor tensor, Action<VulkanTensor> write, ref VulkanLanding? landing)
    {
        var landed = Landing(tensor, ref landing);
        write(landed.Tensor);
        Copy((CudaTensor)tensor, landed.InCuda!, landed);
    }

    public override void Dispose()
    {
        while (_clocks.TryPop(out var clock)) clock.Dispose();
        _ops.Dispose();
        _link.Dispose();
    }

    // After the kernels that were recorded so far, and before those that are recorded from now on: both use the landing.
    private void Copy(CudaTensor target, CudaTensor source, VulkanLanding landing)
    {
        _link.AfterKernels();
        _link.Stream.Copy(target, source);
        _link.BeforeKernels();
        Device.Commands.KeepForNext(landing.Tensor);
    }

    private VulkanLanding Landing(Tensor tensor, ref VulkanLanding? landing)
    {
        if (landing is not null && landing.Tensor.Shape == tensor.Shape && landing.Tensor.ElementType == tensor.ElementType) return landing;
        if (landing is not null) _link.Stream.Synchronize();
        landing?.Dispose();
        landing = null;
        return landing = Land(tensor.Shape, tensor.ElementType);
    }

    private VulkanLanding Land(TensorShape shape, ElementType elementType)
    {
        var tensor = (VulkanTensor)new VulkanTensorOps(Device, TensorMemory.Exported).Create(shape, elementType);
        try
        {
            var memory = tensor.Export();
            return new VulkanLanding(tensor, new CudaImport(_link.Device, memory.Handle, memory.AllocatedBytes));
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    private void Count(long uploaded, long downloaded)
    {
        Device.HostCopies.CountUpload(uploaded);
        Device.HostCopies.CountDownload(downloaded);
    }

    // Clocks are used again: events are dear to make.
    private sealed class SliceWatch(CudaMemory owner, CudaStopwatch clock) : ISliceWatch
    {
        public bool HasPassed => clock.HasPassed;

        public TimeSpan Elapsed => clock.Elapsed;

        public void Stop() => clock.Stop(owner._link.Stream);

        public void Dispose() => owner._clocks.Push(clock);
    }
}
