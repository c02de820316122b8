using System.Runtime.InteropServices;
using Scumble.Diagnostics;
using Silk.NET.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace Scumble.Vulkan;

/// <summary>
/// The work on a device, in the order of the calls. Work is recorded first and goes to the queue by <see cref="Submit"/>,
/// which never waits; each submission signals the next value of <see cref="Timeline"/>, for the renderer's queue, another API
/// or the host to wait on. One thread; the renderer's queue lock is held while its queue is used.
/// </summary>
public sealed unsafe partial class VulkanCommands
{
    private const int MaxSlots = 8;
    private readonly VulkanDevice _device;
    private readonly List<CommandSlot> _slots = [];
    private readonly List<TimelinePoint> _waits = [];
    private readonly List<DeviceResource> _written = []; // by what is being recorded: images, whose layout their owners remember
    private readonly List<Semaphore> _semaphores = [];
    private readonly List<ulong> _values = [];
    private readonly List<PipelineStageFlags> _stages = [];
    private CommandSlot? _recording;
    private ulong _submitted;

    internal VulkanCommands(VulkanDevice device) => (_device, Timeline) = (device, new VulkanTimeline(device));

    /// <summary>Counts the submissions that have passed.</summary>
    public VulkanTimeline Timeline { get; }

    /// <summary>Everything that was submitted so far.</summary>
    public TimelinePoint Submitted => new(Timeline, _submitted);

    /// <summary>Whether something is recorded that was not submitted yet.</summary>
    public bool HasRecorded => _recording is not null;

    /// <summary>The value that what is being recorded will signal.</summary>
    internal ulong Upcoming => _submitted + 1;

    /// <summary>What is called after this waits, on the device, for a point of another timeline: a renderer's frame, another API's write.</summary>
    public void WaitFor(TimelinePoint point)
    {
        Check(point);
        if (point.Timeline == Timeline && point.Value > _submitted)
            throw new ArgumentOutOfRangeException(nameof(point), point.Value, "The device would wait for itself: nothing that was submitted reaches this point.");
        if (_recording is not null) Submit();
        point.Timeline.UsedAt(Upcoming);

        // A later point of the same timeline stands for the earlier one.
        var known = 0;
        while (known < _waits.Count && _waits[known].Timeline != point.Timeline) known++;
        if (known == _waits.Count) _waits.Add(point);
        else if (_waits[known].Value < point.Value) _waits[known] = point;
    }

    /// <summary>Keeps a tensor's memory until what is recorded next has passed: for work of another API that this work waits for.</summary>
    public void KeepForNext(VulkanTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        tensor.Live.LastUse = Upcoming;
    }

    /// <summary>Hands everything recorded to the queue and returns at once.</summary>
    /// <param name="signals">Points of other timelines to signal too, besides <see cref="Timeline"/>.</param>
    /// <returns>The point at which this and all before has passed.</returns>
    /// <exception cref="ScumbleException">The queue refused the work (out of memory, lost device). What was recorded is forgotten, and
    /// textures that it would have written must be written anew; what it was to wait for, the next submission waits for.</exception>
    public TimelinePoint Submit(params ReadOnlySpan<TimelinePoint> signals)
    {
        _device.RequireUsable();
        foreach (var point in signals) Check(point);
        if (_recording is null && _waits.Count == 0 && signals.IsEmpty) return Submitted;
        var slot = _recording ?? Begin();
        _recording = null;
        try
        {
            EndForHost(slot.Commands);
            Send(slot.Commands, signals);
        }
        catch
        {
            foreach (var resource in _written) resource.Forget();
            throw;
        }
        finally
        {
            _written.Clear();
        }
        slot.Value = ++_submitted;
        _waits.Clear();
        _device.Resources.Collect(Timeline.Value);
        return Submitted;
    }

    /// <summary>Submits, and waits on the host until everything has passed.</summary>
    /// <exception cref="ScumbleException">The device was lost.</exception>
    public void Synchronize()
    {
        Submit();
        WaitUntil(_submitted);
    }

    /// <summary>Waits on the host for a value of <see cref="Timeline"/>, submitting first if that is still being recorded.</summary>
    internal void WaitUntil(ulong value)
    {
        if (value > _submitted) Submit();
        if (value > 0) Timeline.Wait(Math.Min(value, _submitted));
        _device.Resources.Collect(Timeline.Value);
    }

    /// <summary>The command buffer that is being recorded.</summary>
    internal CommandSlot Begin()
    {
        _device.RequireUsable();
        if (_recording is { IsFull: false }) return _recording;
        if (_recording is not null) Submit();
        var slot = FreeSlot();
        slot.Begin();
        return _recording = slot;
    }

    /// <summary>Waits for the work that was submitted, forgets what was not, and frees all that is its own.</summary>
    internal void Dispose()
    {
        var timeline = Timeline.Native;
        var value = _submitted;
        var info = new SemaphoreWaitInfo(StructureType.SemaphoreWaitInfo, semaphoreCount: 1, pSemaphores: &timeline, pValues: &value);
        // A lost device answers at once; what it answers no longer matters.
        _ = _device.Api.WaitSemaphores(_device.Handle, &info, ulong.MaxValue);
        foreach (var slot in _slots) slot.Dispose();
        _slots.Clear();
        Timeline.Dispose();
    }

    private void Check(TimelinePoint point)
    {
        ArgumentNullException.ThrowIfNull(point.Timeline, nameof(point));
        if (point.Timeline.Device != _device) throw new ArgumentException($"The point is on a timeline of {point.Timeline.Device.Name}.", nameof(point));
    }

    private CommandSlot FreeSlot()
    {
        CommandSlot? oldest = null;
        foreach (var slot in _slots)
            if (oldest is null || slot.Value < oldest.Value) oldest = slot;
        if (oldest is null || (oldest.Value > Timeline.Value && _slots.Count < MaxSlots))
            _slots.Add(oldest = new CommandSlot(_device));
        Timeline.Wait(oldest.Value);
        return oldest;
    }

    // What the device wrote to mapped memory is there for the host once the timeline says so.
    private void EndForHost(CommandBuffer commands)
    {
        var barrier = new MemoryBarrier(StructureType.MemoryBarrier, srcAccessMask: AccessFlags.MemoryWriteBit, dstAccessMask: AccessFlags.HostReadBit);
        _device.Api.CmdPipelineBarrier(commands, Work, PipelineStageFlags.HostBit, 0, 1, &barrier, 0, null, 0, (ImageMemoryBarrier*)null);
        _device.Require(_device.Api.EndCommandBuffer(commands), "vkEndCommandBuffer");
    }

    private void Send(CommandBuffer commands, ReadOnlySpan<TimelinePoint> signals)
    {
        _semaphores.Clear();
        _values.Clear();
        _stages.Clear();
        foreach (var point in _waits) Name(point);
        foreach (var _ in _waits) _stages.Add(PipelineStageFlags.AllCommandsBit);
        Name(new TimelinePoint(Timeline, Upcoming));
        foreach (var point in signals) Name(point);
        var (waits, all) = ((uint)_waits.Count, (uint)_semaphores.Count);
        fixed (Semaphore* semaphores = CollectionsMarshal.AsSpan(_semaphores))
        fixed (ulong* values = CollectionsMarshal.AsSpan(_values))
        fixed (PipelineStageFlags* stages = CollectionsMarshal.AsSpan(_stages))
        {
            var timelines = new TimelineSemaphoreSubmitInfo(StructureType.TimelineSemaphoreSubmitInfo,
                waitSemaphoreValueCount: waits, pWaitSemaphoreValues: values,
                signalSemaphoreValueCount: all - waits, pSignalSemaphoreValues: values + waits);
            var submit = new SubmitInfo(StructureType.SubmitInfo, &timelines,
                waitSemaphoreCount: waits, pWaitSemaphores: semaphores, pWaitDstStageMask: stages,
                commandBufferCount: 1, pCommandBuffers: &commands,
                signalSemaphoreCount: all - waits, pSignalSemaphores: semaphores + waits);
            lock (_device.QueueLock)
                _device.Require(_device.Api.QueueSubmit(_device.Queue, 1, &submit, default), "vkQueueSubmit");
        }

        void Name(TimelinePoint point)
        {
            point.Timeline.UsedAt(Upcoming);
            _semaphores.Add(point.Timeline.Native);
            _values.Add(point.Value);
        }
    }
}
