using System.Runtime.InteropServices;
using Scumble.Vulkan;
using Silk.NET.Vulkan;

namespace Scumble.Tests.Vulkan;

/// <summary>
/// A driver with queues of global priority, as a software one has none: a vkGetInstanceProcAddr in front of the real one, which does not get to see what is asked for.
/// </summary>
public sealed unsafe class PriorityDriver
{
    public const string Extension = "VK_KHR_global_priority";

    private readonly Result _answer;
    private readonly List<Delegate> _keep = [];
    private readonly Dictionary<nint, nint> _wrapped = [];

    /// <param name="answer">What it says to a low priority; the device is made only where that is success.</param>
    public PriorityDriver(Result answer)
    {
        _answer = answer;
        var find = Marshal.GetDelegateForFunctionPointer<Find>(VulkanLoader.GetInstanceProcAddr());
        Address = Pointer<Find>((instance, name) => Wrap(Marshal.PtrToStringUTF8(name)!, find(instance, name)));
    }

    private delegate nint Find(nint owner, nint name);

    private delegate Result Enumerate(nint device, nint layer, uint* count, ExtensionProperties* properties);

    private delegate Result Create(nint device, DeviceCreateInfo* info, nint allocator, nint* made);

    /// <summary>PFN_vkGetInstanceProcAddr.</summary>
    public nint Address { get; }

    /// <summary>Of each device that was asked for: the global priority of its queue, and its priority on the device.</summary>
    public List<(QueueGlobalPriority? Global, float Own)> Asked { get; } = [];

    private nint Wrap(string name, nint real)
    {
        if (real == 0) return 0;
        if (_wrapped.TryGetValue(real, out var wrapped)) return wrapped;
        return _wrapped[real] = name switch
        {
            "vkEnumerateDeviceExtensionProperties" => WrapEnumerate(Marshal.GetDelegateForFunctionPointer<Enumerate>(real)),
            "vkCreateDevice" => WrapCreate(Marshal.GetDelegateForFunctionPointer<Create>(real)),
            _ => real,
        };
    }

    private nint WrapEnumerate(Enumerate enumerate) => Pointer<Enumerate>((device, layer, count, properties) =>
    {
        if (properties != null) --*count; // the place of ours
        var result = enumerate(device, layer, count, properties);
        if (properties != null)
        {
            var extension = new ExtensionProperties(specVersion: 1);
            System.Text.Encoding.UTF8.GetBytes(Extension, new Span<byte>(extension.ExtensionName, 256));
            properties[*count] = extension;
        }
        ++*count;
        return result;
    });

    private nint WrapCreate(Create create) => Pointer<Create>((device, info, allocator, made) =>
    {
        var queue = *info->PQueueCreateInfos;
        var low = (DeviceQueueGlobalPriorityCreateInfoKHR*)queue.PNext;
        Asked.Add((low == null ? null : low->GlobalPriority, *queue.PQueuePriorities));
        if (low == null) return create(device, info, allocator, made);
        if (low->SType != StructureType.DeviceQueueGlobalPriorityCreateInfoKhr) return Result.ErrorUnknown;
        if (_answer != Result.Success) return _answer;

        // Ours is the last extension that is enabled.
        var last = Marshal.PtrToStringUTF8((nint)info->PpEnabledExtensionNames[info->EnabledExtensionCount - 1]);
        if (last != Extension) return Result.ErrorExtensionNotPresent;
        queue.PNext = null;
        var plain = *info with { PQueueCreateInfos = &queue, EnabledExtensionCount = info->EnabledExtensionCount - 1 };
        return create(device, &plain, allocator, made);
    });

    private nint Pointer<T>(T function) where T : Delegate
    {
        _keep.Add(function);
        return Marshal.GetFunctionPointerForDelegate(function);
    }
}
