using Scumble.Vulkan;
using Silk.NET.Vulkan;
using NativeDevice = Silk.NET.Vulkan.Device;

namespace Scumble.Tests.Vulkan;

/// <summary>A renderer with a Vulkan device of its own, under the validation layer: what a game engine would hand over.</summary>
public sealed unsafe class TestRenderer : IDisposable
{
    private readonly OwnInstance _instance;
    private readonly PhysicalDeviceReport _report;

    /// <param name="extensions">The device extensions that it enables; null for all that Scumble can use.</param>
    /// <param name="features">The features that it enables.</param>
    public TestRenderer(string[]? extensions = null, VulkanFeatures features = VulkanFeatures.TimelineSemaphore)
    {
        _instance = new OwnInstance(VulkanLoader.GetInstanceProcAddr(), TestDevice.Receive);
        _report = _instance.Devices()[0];
        Vk = _instance.EntryPoints.Bind();
        Extensions = [.. (extensions ?? VulkanRequirements.OptionalExtensions).Where(_report.Extensions.Contains)];
        Features = features;
        using var names = new Utf8Names(Extensions);
        var priority = 1f;
        var queue = new DeviceQueueCreateInfo(StructureType.DeviceQueueCreateInfo, queueFamilyIndex: 0, queueCount: 1, pQueuePriorities: &priority);
        var timeline = new PhysicalDeviceTimelineSemaphoreFeatures(
            StructureType.PhysicalDeviceTimelineSemaphoreFeatures, timelineSemaphore: features.HasFlag(VulkanFeatures.TimelineSemaphore));
        var info = new DeviceCreateInfo(StructureType.DeviceCreateInfo, &timeline, queueCreateInfoCount: 1, pQueueCreateInfos: &queue,
            enabledExtensionCount: names.Count, ppEnabledExtensionNames: names.Pointers);
        NativeDevice device;
        Vk.CreateDevice(_report.Handle, &info, null, &device).Require("vkCreateDevice", "the test's renderer");
        Device = device;
        Vk.GetDeviceQueue(device, 0, 0, out var handle);
        Queue = handle;
    }

    public Vk Vk { get; }

    public NativeDevice Device { get; }

    public Queue Queue { get; }

    public string[] Extensions { get; }

    public VulkanFeatures Features { get; }

    public nint InstanceHandle => _instance.Handle.Handle;

    public nint PhysicalDeviceHandle => _report.Handle.Handle;

    /// <summary>What it hands over.</summary>
    public RendererDevice Handles => new()
    {
        Instance = InstanceHandle,
        PhysicalDevice = PhysicalDeviceHandle,
        Device = Device.Handle,
        Queue = Queue.Handle,
        QueueFamily = 0,
        EnabledExtensions = Extensions,
        EnabledFeatures = Features,
        QueueLock = this,
    };

    /// <summary>Destroys the device: the validation layer names whatever of Scumble's is still alive on it.</summary>
    public void Dispose()
    {
        Vk.DestroyDevice(Device, null);
        _instance.Dispose();
    }
}
