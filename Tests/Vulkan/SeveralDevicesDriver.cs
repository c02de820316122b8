using System.Runtime.InteropServices;
using Scumble.Vulkan;
using Silk.NET.Vulkan;

namespace Scumble.Tests.Vulkan;

/// <summary>A machine with several cards: a vkGetInstanceProcAddr whose instance shows the one device that there is several times, under other UUIDs.</summary>
public sealed unsafe class SeveralDevicesDriver
{
    private readonly Guid[] _uuids;
    private readonly List<Delegate> _keep = [];
    private readonly Dictionary<nint, nint> _wrapped = [];
    private int _read;

    /// <param name="uuids">Of each device, in the driver's order.</param>
    public SeveralDevicesDriver(params Guid[] uuids)
    {
        _uuids = uuids;
        var find = Marshal.GetDelegateForFunctionPointer<Find>(VulkanLoader.GetInstanceProcAddr());
        Address = Pointer<Find>((instance, name) => Wrap(Marshal.PtrToStringUTF8(name)!, find(instance, name)));
    }

    private delegate nint Find(nint owner, nint name);

    private delegate Result Enumerate(nint instance, uint* count, nint* devices);

    private delegate void Properties(nint device, PhysicalDeviceProperties2* properties);

    /// <summary>PFN_vkGetInstanceProcAddr.</summary>
    public nint Address { get; }

    private nint Wrap(string name, nint real)
    {
        if (real == 0) return 0;
        if (_wrapped.TryGetValue(real, out var wrapped)) return wrapped;
        return _wrapped[real] = name switch
        {
            "vkEnumeratePhysicalDevices" => WrapEnumerate(Marshal.GetDelegateForFunctionPointer<Enumerate>(real)),
            "vkGetPhysicalDeviceProperties2" => WrapProperties(Marshal.GetDelegateForFunctionPointer<Properties>(real)),
            _ => real,
        };
    }

    private nint WrapEnumerate(Enumerate enumerate) => Pointer<Enumerate>((instance, count, devices) =>
    {
        *count = (uint)_uuids.Length;
        if (devices == null) return Result.Success;
        uint one = 1;
        _ = enumerate(instance, &one, devices);
        for (var i = 1; i < _uuids.Length; i++) devices[i] = devices[0];
        return Result.Success;
    });

    // Each device is read once, in order.
    private nint WrapProperties(Properties read) => Pointer<Properties>((device, properties) =>
    {
        read(device, properties);
        for (var next = (BaseOutStructure*)properties->PNext; next != null; next = next->PNext)
            if (next->SType == StructureType.PhysicalDeviceIDProperties)
                _ = _uuids[_read++ % _uuids.Length].TryWriteBytes(new Span<byte>(((PhysicalDeviceIDProperties*)next)->DeviceUuid, 16), bigEndian: true, out _);
    });

    private nint Pointer<T>(T function) where T : Delegate
    {
        _keep.Add(function);
        return Marshal.GetFunctionPointerForDelegate(function);
    }
}
