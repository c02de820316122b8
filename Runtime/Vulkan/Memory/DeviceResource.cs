namespace Scumble.Vulkan;

/// <summary>
/// Something that the device may still be using when its owner lets go of it. It is destroyed once the last submission that
/// uses it has passed; retiring it is allowed on any thread, so that finalizers may.
/// </summary>
internal abstract class DeviceResource(VulkanDevice device)
{
    private TimelinePoint? _foreignUse;

    protected VulkanDevice Device => device;

    /// <summary>The value of the device's timeline at which the last work that uses this has passed.</summary>
    public ulong LastUse { get; set; }

    /// <summary>Keeps this alive until somebody else's work has passed too.</summary>
    public void KeepUntil(TimelinePoint point) => _foreignUse = point;

    public bool HasPassed(ulong completed) => LastUse <= completed && (_foreignUse is not { } point || point.HasPassed);

    /// <summary>Lets go of this; the device destroys it when it may.</summary>
    public void Retire() => device.Resources.Retire(this);

    /// <summary>Frees the native objects. Called once, when nothing uses them any more.</summary>
    public abstract void Destroy();
}
