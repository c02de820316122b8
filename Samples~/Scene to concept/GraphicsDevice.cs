using Scumble.Diagnostics;
using Scumble.Vulkan;
using Silk.NET.Vulkan;

namespace SceneToConcept;

/// <summary>The renderer's own Vulkan: instance, device and one queue, without a window and without a single extension, as many engines create it.</summary>
internal sealed unsafe class GraphicsDevice : IDisposable
{
    private readonly Validation? _validation;
    private readonly PhysicalDeviceMemoryProperties _memory;

    /// <exception cref="ScumbleException">There is no Vulkan, or no device that draws and computes.</exception>
    public GraphicsDevice(bool validate)
    {
        Vk = Load();
        Instance = CreateInstance(validate);
        if (validate) _validation = new Validation(Vk, Instance);
        (Physical, QueueFamily) = Choose();
        Vk.GetPhysicalDeviceMemoryProperties(Physical, out _memory);
        Handle = CreateDevice();
        Vk.GetDeviceQueue(Handle, QueueFamily, 0, out var queue);
        Queue = queue;
    }

    public Vk Vk { get; }

    public Instance Instance { get; }

    public PhysicalDevice Physical { get; }

    public Device Handle { get; }

    public Queue Queue { get; }

    public uint QueueFamily { get; }

    /// <summary>What Scumble borrows: the handles, and what was enabled, because Vulkan cannot be asked for that.</summary>
    public RendererDevice Lent => new()
    {
        Instance = Instance.Handle,
        PhysicalDevice = Physical.Handle,
        Device = Handle.Handle,
        Queue = Queue.Handle,
        QueueFamily = QueueFamily,
        EnabledExtensions = [],
        EnabledFeatures = VulkanFeatures.TimelineSemaphore,
    };

    /// <summary>The first type of memory that is allowed and is all of this.</summary>
    public uint MemoryType(uint allowed, MemoryPropertyFlags flags)
    {
        for (var i = 0; i < _memory.MemoryTypeCount; i++)
            if ((allowed >> i & 1) != 0 && _memory.MemoryTypes[i].PropertyFlags.HasFlag(flags)) return (uint)i;
        throw new ScumbleException($"The device has no memory that is {flags}.", "Update the graphics driver.");
    }

    public void Dispose()
    {
        Vk.DestroyDevice(Handle, null);
        _validation?.Dispose();
        Vk.DestroyInstance(Instance, null);
        Vk.Dispose();
    }

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

    private Instance CreateInstance(bool validate)
    {
        using var name = new NameList("Scene to concept");
        using var layers = new NameList(validate ? [Validation.Layer] : []);
        using var extensions = new NameList(validate ? [Validation.Extension] : []);
        var application = new ApplicationInfo(pApplicationName: name.Pointers[0], apiVersion: VulkanRequirements.ApiVersion);
        var info = new InstanceCreateInfo(pApplicationInfo: &application, enabledLayerCount: layers.Count, ppEnabledLayerNames: layers.Pointers,
            enabledExtensionCount: extensions.Count, ppEnabledExtensionNames: extensions.Pointers);
        var result = Vk.CreateInstance(&info, null, out var instance);
        if (result == Result.ErrorLayerNotPresent) throw new ScumbleException("The Khronos validation layer is not installed.", "Install it (vulkan-validationlayers), or leave --validate out.");
        result.Require("vkCreateInstance");
        return instance;
    }

    private (PhysicalDevice Device, uint Family) Choose()
    {
        uint count = 0;
        Vk.EnumeratePhysicalDevices(Instance, &count, null).Require("vkEnumeratePhysicalDevices");
        var devices = new PhysicalDevice[count];
        fixed (PhysicalDevice* pointer = devices) Vk.EnumeratePhysicalDevices(Instance, &count, pointer).Require("vkEnumeratePhysicalDevices");
        foreach (var device in devices.OrderByDescending(device => Vk.GetPhysicalDeviceProperties(device).DeviceType == PhysicalDeviceType.DiscreteGpu))
        {
            uint families = 0;
            Vk.GetPhysicalDeviceQueueFamilyProperties(device, &families, null);
            var properties = new QueueFamilyProperties[families];
            fixed (QueueFamilyProperties* pointer = properties) Vk.GetPhysicalDeviceQueueFamilyProperties(device, &families, pointer);
            var family = Array.FindIndex(properties, one => one.QueueFlags.HasFlag(QueueFlags.GraphicsBit | QueueFlags.ComputeBit));
            if (family >= 0 && Vk.GetPhysicalDeviceProperties(device).ApiVersion >= VulkanRequirements.ApiVersion) return (device, (uint)family);
        }
        throw new ScumbleException($"None of {count} devices has Vulkan 1.2 and a queue that draws and computes.", "Update the graphics driver.");
    }

    private Device CreateDevice()
    {
        var timeline = new PhysicalDeviceVulkan12Features(timelineSemaphore: true);
        var priority = 1f;
        var queue = new DeviceQueueCreateInfo(queueFamilyIndex: QueueFamily, queueCount: 1, pQueuePriorities: &priority);
        var info = new DeviceCreateInfo(pNext: &timeline, queueCreateInfoCount: 1, pQueueCreateInfos: &queue);
        Vk.CreateDevice(Physical, &info, null, out var device).Require("vkCreateDevice");
        return device;
    }
}
