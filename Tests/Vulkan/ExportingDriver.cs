using System.Runtime.InteropServices;
using Scumble.Vulkan;
using Silk.NET.Vulkan;

namespace Scumble.Tests.Vulkan;

/// <summary>
/// A driver that exports timelines, as a software one does not: a vkGetInstanceProcAddr in front of the real one. What it exports are
/// file descriptors of nothing, of which it knows what they stand for.
/// </summary>
public sealed unsafe class ExportingDriver
{
    private readonly List<Delegate> _keep = [];
    private readonly Dictionary<nint, nint> _wrapped = [];
    private readonly Dictionary<int, ulong> _exported = [];

    public ExportingDriver()
    {
        var find = Marshal.GetDelegateForFunctionPointer<Find>(VulkanLoader.GetInstanceProcAddr());
        Address = Pointer<Find>((instance, name) => Wrap(Marshal.PtrToStringUTF8(name)!, find(instance, name)));
    }

    private delegate nint Find(nint owner, nint name);

    private delegate void Properties(nint device, PhysicalDeviceExternalSemaphoreInfo* asked, ExternalSemaphoreProperties* answer);

    private delegate Result Enumerate(nint device, nint layer, uint* count, ExtensionProperties* properties);

    private delegate Result Create(nint device, SemaphoreCreateInfo* info, nint allocator, ulong* semaphore);

    private delegate Result Export(nint device, SemaphoreGetFdInfoKHR* info, int* descriptor);

    /// <summary>PFN_vkGetInstanceProcAddr.</summary>
    public nint Address { get; }

    /// <summary>A renderer's device as this driver shows it.</summary>
    public RendererDevice Show(TestRenderer renderer) => renderer.Handles with
    {
        GetInstanceProcAddr = Address,
        EnabledExtensions = [.. renderer.Extensions, ExternalHandles.SemaphoreExtension],
    };

    /// <summary>The VkSemaphore that a file descriptor stands for.</summary>
    public ulong Semaphore(int descriptor) => _exported[descriptor];

    private nint Wrap(string name, nint real)
    {
        if (name == ExternalHandles.SemaphoreFunction) return Pointer<Export>(ExportSemaphore);
        if (real == 0) return 0;
        if (_wrapped.TryGetValue(real, out var wrapped)) return wrapped;
        return _wrapped[real] = name switch
        {
            "vkGetDeviceProcAddr" => WrapFind(Marshal.GetDelegateForFunctionPointer<Find>(real)),
            "vkGetPhysicalDeviceExternalSemaphoreProperties" => Pointer<Properties>((_, _, answer) =>
                answer->ExternalSemaphoreFeatures = ExternalSemaphoreFeatureFlags.ExportableBit | ExternalSemaphoreFeatureFlags.ImportableBit),
            "vkEnumerateDeviceExtensionProperties" => WrapEnumerate(Marshal.GetDelegateForFunctionPointer<Enumerate>(real)),
            "vkCreateSemaphore" => WrapCreate(Marshal.GetDelegateForFunctionPointer<Create>(real)),
            _ => real,
        };
    }

    private nint WrapFind(Find find) => Pointer<Find>((device, name) => Wrap(Marshal.PtrToStringUTF8(name)!, find(device, name)));

    private nint WrapEnumerate(Enumerate enumerate) => Pointer<Enumerate>((device, layer, count, properties) =>
    {
        if (properties != null) --*count; // the place of ours
        var result = enumerate(device, layer, count, properties);
        if (properties != null) properties[*count] = Extension();
        ++*count;
        return result;
    });

    private static ExtensionProperties Extension()
    {
        var extension = new ExtensionProperties(specVersion: 1);
        System.Text.Encoding.UTF8.GetBytes(ExternalHandles.SemaphoreExtension, new Span<byte>(extension.ExtensionName, 256));
        return extension;
    }

    // The real driver does not get to see that the semaphore is to be exported.
    private nint WrapCreate(Create create) => Pointer<Create>((device, info, allocator, semaphore) =>
    {
        var kind = *(SemaphoreTypeCreateInfo*)info->PNext;
        kind.PNext = null;
        var plain = *info with { PNext = &kind };
        return create(device, &plain, allocator, semaphore);
    });

    private Result ExportSemaphore(nint device, SemaphoreGetFdInfoKHR* info, int* descriptor)
    {
        var nothing = File.OpenHandle("/dev/null");
        *descriptor = (int)nothing.DangerousGetHandle();
        nothing.SetHandleAsInvalid();
        _exported[*descriptor] = info->Semaphore.Handle;
        return Result.Success;
    }

    private nint Pointer<T>(T function) where T : Delegate
    {
        _keep.Add(function);
        return Marshal.GetFunctionPointerForDelegate(function);
    }
}
