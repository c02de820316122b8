using Scumble.Diagnostics;
using Scumble.Inference;
using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>
/// A Vulkan device to compute on: our own, or a renderer's that is borrowed. What was not made here is never freed here.
/// It and everything made on it belong to one thread at a time. Dispose it last: that waits for the device, then frees
/// whatever of ours is still alive on it.
/// </summary>
public sealed unsafe class VulkanDevice : IDisposable
{
    private readonly bool _ownsDevice;
    private OwnInstance? _ownInstance;
    private bool _isDisposed;

    private VulkanDevice(
        PhysicalDeviceReport report, BackendChoice choice, EntryPoints entryPoints, (nint Instance, Device Device, Queue Queue, uint Family) handles,
        IReadOnlyCollection<string> extensions, VulkanFeatures features, object? queueLock, bool ownsDevice)
    {
        (Report, Choice, EntryPoints, Api) = (report, choice, entryPoints, entryPoints.Bind());
        (InstanceHandle, Handle, Queue, QueueFamily) = handles;
        (_ownsDevice, QueueLock) = (ownsDevice, queueLock ?? new object());
        try
        {
            Capabilities = new VulkanCapabilities(Api, report, extensions, features);
            (Memories, Resources) = (new MemoryBlocks(this), new ResourceTable());
            Kernels = new KernelLibrary(this);
            Commands = new VulkanCommands(this);
            Staging = new Staging(this);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The device's name, from its driver.</summary>
    public string Name => Report.Name;

    /// <summary>The device's UUID, the same in Vulkan and in CUDA.</summary>
    public Guid Uuid => Report.Uuid;

    /// <summary>Which device was taken, and why not each other one.</summary>
    public BackendChoice Choice { get; }

    /// <summary>What the device can do beyond the required.</summary>
    public VulkanCapabilities Capabilities { get; }

    /// <summary>All work on the device, in order.</summary>
    public VulkanCommands Commands { get; }

    /// <summary>Every byte that went from host to device memory or back.</summary>
    public HostCopies HostCopies { get; } = new();

    /// <summary>Whether the device is gone: every further call fails, and only disposing is left.</summary>
    public bool IsLost { get; private set; }

    /// <summary>VkInstance.</summary>
    public nint InstanceHandle { get; }

    /// <summary>VkPhysicalDevice.</summary>
    public nint PhysicalDeviceHandle => Report.Handle.Handle;

    /// <summary>VkDevice.</summary>
    public nint DeviceHandle => Handle.Handle;

    /// <summary>VkQueue.</summary>
    public nint QueueHandle => Queue.Handle;

    /// <summary>The family of the queue.</summary>
    public uint QueueFamily { get; }

    internal Vk Api { get; }

    internal EntryPoints EntryPoints { get; }

    internal PhysicalDeviceReport Report { get; }

    internal Device Handle { get; }

    internal Queue Queue { get; }

    internal object QueueLock { get; }

    internal MemoryBlocks Memories { get; } = null!;

    internal ResourceTable Resources { get; } = null!;

    internal KernelLibrary Kernels { get; } = null!;

    internal Staging Staging { get; } = null!;

    /// <summary>Makes an instance and a device of our own.</summary>
    /// <param name="options">Settings, or null for the fastest kind of device.</param>
    /// <exception cref="ScumbleException">There is no loader, no driver or no device that fits; the message holds the reasons.</exception>
    public static VulkanDevice Create(VulkanDeviceOptions? options = null)
    {
        options ??= new VulkanDeviceOptions();
        var address = options.GetInstanceProcAddr == 0 ? VulkanLoader.GetInstanceProcAddr() : options.GetInstanceProcAddr;
        var instance = new OwnInstance(address, options.OnValidationMessage);
        try
        {
            var (report, choice) = DeviceSelection.Choose(instance.Devices(), options.Uuid, options.Preferred);
            var (device, queue, family, extensions) = OwnDevice.Create(instance.EntryPoints.Bind(), report, options.GivesWay);
            return new VulkanDevice(report, choice, new EntryPoints(address, instance.Handle, device), (instance.Handle.Handle, device, queue, family),
                extensions, report.Features, null, ownsDevice: true)
            { _ownInstance = instance };
        }
        catch
        {
            instance.Dispose();
            throw;
        }
    }

    /// <summary>Computes on a renderer's device.</summary>
    /// <param name="renderer">The renderer's handles, which must outlive the result.</param>
    /// <exception cref="ScumbleException">The device was made without something that is required; the hint says where to enable it.</exception>
    public static VulkanDevice Borrow(RendererDevice renderer)
    {
        ArgumentNullException.ThrowIfNull(renderer);
        ArgumentOutOfRangeException.ThrowIfZero(renderer.Instance, nameof(renderer));
        ArgumentOutOfRangeException.ThrowIfZero(renderer.PhysicalDevice, nameof(renderer));
        ArgumentOutOfRangeException.ThrowIfZero(renderer.Device, nameof(renderer));
        ArgumentOutOfRangeException.ThrowIfZero(renderer.Queue, nameof(renderer));
        var address = renderer.GetInstanceProcAddr == 0 ? VulkanLoader.GetInstanceProcAddr() : renderer.GetInstanceProcAddr;
        var entryPoints = new EntryPoints(address, new Instance(renderer.Instance), new Device(renderer.Device));
        var report = new PhysicalDeviceReport(entryPoints.Bind(), new PhysicalDevice(renderer.PhysicalDevice));
        VulkanRequirements.Check(renderer, report, entryPoints);
        return new VulkanDevice(report, new BackendChoice(report.Name, []), entryPoints,
            (renderer.Instance, new Device(renderer.Device), new Queue(renderer.Queue), renderer.QueueFamily),
            renderer.EnabledExtensions, renderer.EnabledFeatures, renderer.QueueLock, ownsDevice: false);
    }

    /// <summary>Waits for the device's work of ours and frees all that is ours on it; a borrowed device itself stays as it is.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        Commands?.Dispose();
        Resources?.DestroyAll();
        Memories?.Dispose();
        Kernels?.Dispose();
        if (_ownsDevice) Api.DestroyDevice(Handle, null);
        _ownInstance?.Dispose();
    }

    /// <exception cref="ScumbleException">The call failed; a lost device stays lost.</exception>
    internal void Require(Result result, string call)
    {
        if (result == Result.ErrorDeviceLost) IsLost = true;
        result.Require(call, Name);
    }

    /// <exception cref="ObjectDisposedException">The device was disposed.</exception>
    /// <exception cref="ScumbleException">The device is lost.</exception>
    internal void RequireUsable()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (IsLost) throw VulkanErrors.Lost(Name, "an earlier call");
    }
}
