using Scumble.Diagnostics;
using Scumble.Vulkan;
using Silk.NET.Vulkan;

namespace LiveWindow;

/// <summary>
/// The renderer's own Vulkan: instance, device and one queue that draws and computes. With a window also its surface, to present to; without one not a single extension, as
/// many engines create it.
/// </summary>
internal sealed unsafe class GraphicsDevice : IDisposable
{
    private const string SwapchainExtension = "VK_KHR_swapchain";
    private readonly Validation? _validation;
    private readonly PhysicalDeviceMemoryProperties _memory;
    private readonly string[] _extensions;
    private readonly VulkanFeatures _features;

    /// <param name="window">What is drawn into, or null.</param>
    /// <param name="validate">Whether the validation layer looks on.</param>
    /// <exception cref="ScumbleException">There is no Vulkan, or no device that draws into the window.</exception>
    public GraphicsDevice(Window? window, bool validate)
    {
        Vk = Load();
        Instance = CreateInstance(window, validate);
        if (validate) _validation = new Validation(Vk, Instance);
        Functions = new SurfaceFunctions(Vk, Instance);
        if (window is not null) Surface = new SurfaceKHR(window.CreateSurface(Instance.Handle));
        (Physical, QueueFamily) = Choose();
        Vk.GetPhysicalDeviceMemoryProperties(Physical, out _memory);
        _extensions = HasWindow ? [SwapchainExtension, .. VulkanRequirements.OptionalExtensions.Where(Extensions(Physical).Contains)] : [];
        (Handle, _features) = CreateDevice();
        if (HasWindow) Functions.Load(Handle);
        Vk.GetDeviceQueue(Handle, QueueFamily, 0, out var queue);
        Queue = queue;
    }

    public Vk Vk { get; }

    public Instance Instance { get; }

    public PhysicalDevice Physical { get; }

    public Device Handle { get; }

    public Queue Queue { get; }

    public uint QueueFamily { get; }

    /// <summary>The window's; none without one.</summary>
    public SurfaceKHR Surface { get; }

    public SurfaceFunctions Functions { get; }

    /// <summary>The largest part of a buffer that a shader sees.</summary>
    public long MaxStorageBytes => Vk.GetPhysicalDeviceProperties(Physical).Limits.MaxStorageBufferRange;

    /// <summary>Whether the device filters textures that are seen at a slant.</summary>
    public bool HasAnisotropy { get; private set; }

    /// <summary>What Scumble borrows: the handles, and what was enabled, because Vulkan cannot be asked for that.</summary>
    public RendererDevice Lent => new()
    {
        Instance = Instance.Handle,
        PhysicalDevice = Physical.Handle,
        Device = Handle.Handle,
        Queue = Queue.Handle,
        QueueFamily = QueueFamily,
        EnabledExtensions = _extensions,
        EnabledFeatures = _features,
    };

    /// <summary>The first type of memory that is allowed and is all of this.</summary>
    public uint MemoryType(uint allowed, MemoryPropertyFlags flags)
    {
        for (var i = 0; i < _memory.MemoryTypeCount; i++)
            if ((allowed >> i & 1) != 0 && _memory.MemoryTypes[i].PropertyFlags.HasFlag(flags)) return (uint)i;
        throw new ScumbleException($"The device has no memory that is {flags}.", "Update the graphics driver.");
    }

    public void WaitIdle() => Vk.DeviceWaitIdle(Handle).Require("vkDeviceWaitIdle");

    public void Dispose()
    {
        Vk.DestroyDevice(Handle, null);
        if (HasWindow) Functions.DestroySurface(Surface);
        _validation?.Dispose();
        Vk.DestroyInstance(Instance, null);
        Vk.Dispose();
    }

    private bool HasWindow => Surface.Handle != 0;

    private static Vk Load()
    {
        try
        {
            return Vk.GetApi();
        }
        catch (Exception e) when (e is FileNotFoundException or DllNotFoundException)
        {
            throw new ScumbleException("There is no Vulkan loader here.", "Install a graphics driver with Vulkan.", e);
        }
    }

    private Instance CreateInstance(Window? window, bool validate)
    {
        using var name = new NameList(AppDomain.CurrentDomain.FriendlyName);
        using var layers = new NameList(validate ? [Validation.Layer] : []);
        using var extensions = new NameList([.. window?.InstanceExtensions ?? [], .. validate ? [Validation.Extension] : Array.Empty<string>()]);
        var application = new ApplicationInfo(pApplicationName: name.Pointers[0], apiVersion: VulkanRequirements.ApiVersion);
        var info = new InstanceCreateInfo(pApplicationInfo: &application, enabledLayerCount: layers.Count, ppEnabledLayerNames: layers.Pointers,
            enabledExtensionCount: extensions.Count, ppEnabledExtensionNames: extensions.Pointers);
        var result = Vk.CreateInstance(&info, null, out var instance);
        switch (result)
        {
            case Result.ErrorLayerNotPresent:
                throw new ScumbleException("The Khronos validation layer is not installed.", "Install it (vulkan-validationlayers), or leave --validate out.");
            case Result.ErrorIncompatibleDriver:
                throw new ScumbleException("There is no Vulkan driver that works.", "Install or repair the graphics driver.");
            default:
                result.Require("vkCreateInstance");
                return instance;
        }
    }

    private (PhysicalDevice Device, uint Family) Choose()
    {
        uint count = 0;
        Vk.EnumeratePhysicalDevices(Instance, &count, null).Require("vkEnumeratePhysicalDevices");
        var devices = new PhysicalDevice[count];
        fixed (PhysicalDevice* pointer = devices) Vk.EnumeratePhysicalDevices(Instance, &count, pointer).Require("vkEnumeratePhysicalDevices");
        foreach (var device in devices.OrderByDescending(device => Vk.GetPhysicalDeviceProperties(device).DeviceType == PhysicalDeviceType.DiscreteGpu))
        {
            if (Vk.GetPhysicalDeviceProperties(device).ApiVersion < VulkanRequirements.ApiVersion || (HasWindow && !Extensions(device).Contains(SwapchainExtension))) continue;
            if (Family(device) is { } family) return (device, family);
        }
        throw new ScumbleException($"None of {count} devices has Vulkan 1.2 and a queue that draws and computes{(HasWindow ? ", and presents to this window" : "")}.",
            "Update the graphics driver.");
    }

    private uint? Family(PhysicalDevice device)
    {
        const QueueFlags Needed = QueueFlags.GraphicsBit | QueueFlags.ComputeBit;
        uint count = 0;
        Vk.GetPhysicalDeviceQueueFamilyProperties(device, &count, null);
        var families = new QueueFamilyProperties[count];
        fixed (QueueFamilyProperties* pointer = families) Vk.GetPhysicalDeviceQueueFamilyProperties(device, &count, pointer);
        for (uint i = 0; i < count; i++)
            if (families[i].QueueFlags.HasFlag(Needed) && (!HasWindow || Functions.Supports(device, i, Surface))) return i;
        return null;
    }

    private HashSet<string> Extensions(PhysicalDevice device)
    {
        uint count = 0;
        Vk.EnumerateDeviceExtensionProperties(device, (byte*)null, &count, null).Require("vkEnumerateDeviceExtensionProperties");
        var found = new ExtensionProperties[count];
        fixed (ExtensionProperties* pointer = found)
            Vk.EnumerateDeviceExtensionProperties(device, (byte*)null, &count, pointer).Require("vkEnumerateDeviceExtensionProperties");
        return [.. found.Select(extension => System.Runtime.InteropServices.Marshal.PtrToStringUTF8((nint)extension.ExtensionName)!)];
    }

    // What Documentation~/vulkan.md asks of a host: timeline semaphores, and the rest where the device has it.
    private (Device Device, VulkanFeatures Features) CreateDevice()
    {
        var has12 = new PhysicalDeviceVulkan12Features(timelineSemaphore: false);
        var has11 = new PhysicalDeviceVulkan11Features(pNext: &has12);
        var has = new PhysicalDeviceFeatures2(pNext: &has11);
        Vk.GetPhysicalDeviceFeatures2(Physical, &has);
        if (!has12.TimelineSemaphore) throw new ScumbleException("The device has no timeline semaphores.", "Update the graphics driver.");
        HasAnisotropy = has.Features.SamplerAnisotropy;

        var v12 = new PhysicalDeviceVulkan12Features(timelineSemaphore: true);
        var v11 = new PhysicalDeviceVulkan11Features(pNext: &v12, storageBuffer16BitAccess: has11.StorageBuffer16BitAccess);
        var features = new PhysicalDeviceFeatures2(pNext: &v11);
        (features.Features.SamplerAnisotropy, features.Features.ShaderFloat64) = (has.Features.SamplerAnisotropy, has.Features.ShaderFloat64);
        using var extensions = new NameList(_extensions);
        var priority = 1f;
        var queue = new DeviceQueueCreateInfo(queueFamilyIndex: QueueFamily, queueCount: 1, pQueuePriorities: &priority);
        var info = new DeviceCreateInfo(pNext: &features, queueCreateInfoCount: 1, pQueueCreateInfos: &queue,
            enabledExtensionCount: extensions.Count, ppEnabledExtensionNames: extensions.Pointers);
        Vk.CreateDevice(Physical, &info, null, out var device).Require("vkCreateDevice");
        return (device, VulkanFeatures.TimelineSemaphore
            | (has11.StorageBuffer16BitAccess ? VulkanFeatures.StorageBuffer16BitAccess : VulkanFeatures.None)
            | (has.Features.ShaderFloat64 ? VulkanFeatures.ShaderFloat64 : VulkanFeatures.None));
    }
}
