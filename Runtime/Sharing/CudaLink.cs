using Scumble.Cuda;
using Scumble.Diagnostics;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>
/// The order between a Vulkan device's commands and a CUDA stream on the same device. Both wait for each other on the device where
/// timelines can be exported, and on the host where not. One thread.
/// </summary>
internal sealed class CudaLink : IDisposable
{
    private readonly VulkanDevice _vulkan;
    private readonly VulkanTimeline? _runs;
    private readonly CudaTimeline? _runsInCuda;
    private readonly CudaTimeline? _commandsInCuda;
    private ulong _waited;
    private ulong _run;

    private CudaLink(VulkanDevice vulkan, CudaDevice cuda)
    {
        (_vulkan, Device) = (vulkan, cuda);
        try
        {
            Stream = cuda.CreateStream();
            if (vulkan.Capabilities.SemaphoreExportRefusal is not null) return;
            _runs = new VulkanTimeline(vulkan);
            _runsInCuda = new CudaTimeline(cuda, _runs.Export());
            _commandsInCuda = new CudaTimeline(cuda, vulkan.Commands.Timeline.Export());
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The device.</summary>
    public CudaDevice Device { get; }

    /// <summary>What graphs run on.</summary>
    public CudaStream Stream { get; } = null!;

    /// <summary>Opens the CUDA device that a Vulkan device is.</summary>
    /// <exception cref="ScumbleException">There is no driver, or it knows no such device.</exception>
    public static CudaLink Create(VulkanDevice vulkan) => new(vulkan, CudaDevice.Open(vulkan.Uuid));

    internal static CudaLink Create(VulkanDevice vulkan, CudaDevice cuda) => new(vulkan, cuda);

    /// <summary>What is enqueued on the stream from now on runs after the kernels that were recorded so far.</summary>
    public void AfterKernels()
    {
        if (_commandsInCuda is null)
        {
            _vulkan.Commands.Synchronize();
            return;
        }
        var submitted = _vulkan.Commands.HasRecorded ? _vulkan.Commands.Submit() : _vulkan.Commands.Submitted;
        if (submitted.Value == _waited) return;
        Stream.WaitFor(_commandsInCuda, submitted.Value);
        _waited = submitted.Value;
    }

    /// <summary>Kernels that are recorded from now on run after what was enqueued on the stream so far.</summary>
    public void BeforeKernels()
    {
        if (_runs is null || _runsInCuda is null)
        {
            Stream.Synchronize();
            return;
        }
        Stream.Signal(_runsInCuda, ++_run);
        _vulkan.Commands.WaitFor(new TimelinePoint(_runs, _run));
    }

    /// <summary>Waits for both and lets go of the stream.</summary>
    public void Dispose()
    {
        Stream?.Dispose();
        try
        {
            if (!_vulkan.IsLost) _vulkan.Commands.Synchronize();
        }
        catch (ScumbleException)
        {
            // The device was lost: nothing runs on it that could need them.
        }
        _runsInCuda?.Dispose();
        _commandsInCuda?.Dispose();
        _runs?.Dispose();
    }
}
