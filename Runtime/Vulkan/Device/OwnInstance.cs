using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>A Vulkan instance of our own, with the validation layer where it is asked for.</summary>
internal sealed unsafe class OwnInstance : IDisposable
{
    private const string ValidationLayer = "VK_LAYER_KHRONOS_validation";
    private readonly Vk _vk;
    private readonly ValidationMessenger? _messenger;

    /// <exception cref="Diagnostics.ScumbleException">There is no driver, or no validation layer.</exception>
    public OwnInstance(nint getInstanceProcAddr, Action<string>? onValidationMessage)
    {
        using var name = new Utf8Names("Scumble");
        using var layers = new Utf8Names(onValidationMessage is null ? [] : [ValidationLayer]);
        using var extensions = new Utf8Names(onValidationMessage is null ? [] : [ValidationMessenger.Extension]);
        var application = new ApplicationInfo(StructureType.ApplicationInfo, pApplicationName: name.Pointers[0], pEngineName: name.Pointers[0], apiVersion: VulkanRequirements.ApiVersion);
        var info = new InstanceCreateInfo(StructureType.InstanceCreateInfo, pApplicationInfo: &application,
            enabledLayerCount: layers.Count, ppEnabledLayerNames: layers.Pointers,
            enabledExtensionCount: extensions.Count, ppEnabledExtensionNames: extensions.Pointers);
        Instance instance;
        var result = new EntryPoints(getInstanceProcAddr).Bind().CreateInstance(&info, null, &instance);
        if (result == Result.ErrorIncompatibleDriver && DriverFiles.Fault() is { } fault) throw fault;
        result.Require("vkCreateInstance", "Vulkan");
        Handle = instance;
        EntryPoints = new EntryPoints(getInstanceProcAddr, instance);
        _vk = EntryPoints.Bind();
        if (onValidationMessage is null) return;
        try
        {
            _messenger = new ValidationMessenger(EntryPoints, instance, onValidationMessage);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public Instance Handle { get; }

    public EntryPoints EntryPoints { get; }

    public IReadOnlyList<PhysicalDeviceReport> Devices()
    {
        uint count = 0;
        _vk.EnumeratePhysicalDevices(Handle, &count, null).Require("vkEnumeratePhysicalDevices", "Vulkan");
        var handles = new PhysicalDevice[count];
        fixed (PhysicalDevice* pointer = handles)
            _vk.EnumeratePhysicalDevices(Handle, &count, pointer).Require("vkEnumeratePhysicalDevices", "Vulkan");
        return [.. handles.Select(handle => new PhysicalDeviceReport(_vk, handle))];
    }

    public void Dispose()
    {
        _messenger?.Dispose();
        _vk.DestroyInstance(Handle, null);
    }
}
