namespace Scumble.Vulkan;

/// <summary>
/// Something that the device may still be using when its owner lets go of it. It is destroyed, on the device's thread, once the last
/// submission that uses it has passed.
/// </summary>
internal abstract class DeviceResource(VulkanDevice device)
{
    private readonly List<TimelinePoint> _foreignUses = [];

    protected VulkanDevice Device => device;

    /// <summary>The value of the device's timeline at which the last work that uses this has passed.</summary>
    public ulong LastUse { get; set; }

    /// <summary>Keeps this alive until somebody else's work has passed too; of each timeline, the latest point counts.</summary>
    public void KeepUntil(TimelinePoint point)
    {
        var known = _foreignUses.FindIndex(use => use.Timeline == point.Timeline);
        if (known < 0) _foreignUses.Add(point);
        else if (_foreignUses[known].Value < point.Value) _foreignUses[known] = point;
    }

    public bool HasPassed(ulong completed) => LastUse <= completed && _foreignUses.TrueForAll(point => point.HasPassed);

    /// <summary>Lets go of this; the device destroys it when it may.</summary>
    public void Retire() => device.Resources.Retire(this);

    /// <summary>Lets go of this from a finalizer, on any thread: what the device's thread is just recording may use it, and be submitted next but one.</summary>
    public void Abandon()
    {
        LastUse = device.Commands.Upcoming + 1;
        Retire();
    }

    /// <summary>Told when writes to this were recorded, and then could not be submitted.</summary>
    public virtual void Forget()
    {
    }

    /// <summary>Frees the native objects. Called once, when nothing uses them any more.</summary>
    public abstract void Destroy();
}
