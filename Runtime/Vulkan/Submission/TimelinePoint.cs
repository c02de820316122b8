namespace Scumble.Vulkan;

/// <summary>A moment of a timeline: it has passed once the timeline's value is at least this.</summary>
/// <param name="Timeline">The timeline.</param>
/// <param name="Value">The value.</param>
public readonly record struct TimelinePoint(VulkanTimeline Timeline, ulong Value)
{
    /// <summary>Whether it has passed; true if the device is lost, for then nothing runs any more.</summary>
    public bool HasPassed => Timeline.HasReached(Value);
}
