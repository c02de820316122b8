using Scumble.Diagnostics;
using Silk.NET.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace Scumble.Vulkan;

/// <summary>
/// A timeline semaphore: a number that only grows, signalled and awaited by queues, by the host, and by other APIs that
/// import it. Our own is exportable where the device can; a renderer's is borrowed and never freed.
/// </summary>
public sealed unsafe class VulkanTimeline : IDisposable
{
    private readonly VulkanDevice _device;
    private readonly TimelineSemaphore? _owned;

    /// <summary>A timeline of our own that starts at 0.</summary>
    /// <exception cref="ScumbleException">The device has run out of something.</exception>
    public VulkanTimeline(VulkanDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        (_device, _owned) = (device, new TimelineSemaphore(device));
        Native = _owned.Handle;
    }

    private VulkanTimeline(VulkanDevice device, Semaphore semaphore) => (_device, Native) = (device, semaphore);

    /// <summary>VkSemaphore.</summary>
    public ulong Handle => Native.Handle;

    /// <summary>The value that was reached.</summary>
    /// <exception cref="ScumbleException">The device is lost.</exception>
    public ulong Value
    {
        get
        {
            _device.RequireUsable();
            ulong value;
            _device.Require(_device.Api.GetSemaphoreCounterValue(_device.Handle, Native, &value), "vkGetSemaphoreCounterValue");
            return value;
        }
    }

    internal Semaphore Native { get; }

    internal VulkanDevice Device => _device;

    /// <summary>A renderer's timeline semaphore, which must outlive all work that names it.</summary>
    /// <param name="device">The device that it was made on.</param>
    /// <param name="semaphore">VkSemaphore, of the timeline type.</param>
    public static VulkanTimeline Borrow(VulkanDevice device, ulong semaphore)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentOutOfRangeException.ThrowIfZero(semaphore);
        return new VulkanTimeline(device, new Semaphore(semaphore));
    }

    /// <summary>A new handle for another API to import: a file descriptor, or on Windows an NT handle. The caller owns it.</summary>
    /// <exception cref="ScumbleException">The device cannot export timelines; the message holds the reason.</exception>
    public nint Export()
    {
        if (_device.Capabilities.SemaphoreExportRefusal is { } refusal)
            throw new ScumbleException($"The timeline cannot be exported: {refusal}.", "Wait on the host between the two APIs instead.");
        return ExternalHandles.Export(_device, Native);
    }

    /// <summary>Sets the value from the host.</summary>
    /// <param name="value">Larger than the present one, and than any that a queue will signal before.</param>
    public void Signal(ulong value)
    {
        _device.RequireUsable();
        var info = new SemaphoreSignalInfo(StructureType.SemaphoreSignalInfo, semaphore: Native, value: value);
        _device.Require(_device.Api.SignalSemaphore(_device.Handle, &info), "vkSignalSemaphore");
    }

    /// <summary>Waits on the host until the value is reached.</summary>
    /// <exception cref="ScumbleException">The device is lost.</exception>
    public void Wait(ulong value)
    {
        _device.RequireUsable();
        var semaphore = Native;
        var info = new SemaphoreWaitInfo(StructureType.SemaphoreWaitInfo, semaphoreCount: 1, pSemaphores: &semaphore, pValues: &value);
        _device.Require(_device.Api.WaitSemaphores(_device.Handle, &info, ulong.MaxValue), "vkWaitSemaphores");
    }

    /// <summary>Lets go of a timeline of our own: it is freed once our submissions that name it have passed. No other work may be using it.</summary>
    public void Dispose() => _owned?.Retire();

    /// <summary>Told when a submission waits for it or signals it.</summary>
    internal void UsedAt(ulong submission)
    {
        if (_owned is not null) _owned.LastUse = submission;
    }

    internal bool HasReached(ulong value) => _device.IsLost || Value >= value;
}
