using Scumble.Diagnostics;
using Silk.NET.Core.Contexts;
using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>
/// Where Vulkan's functions are, all found through one vkGetInstanceProcAddr: the loader's, or the one that a renderer hands over.
/// Functions of the device come straight from its driver.
/// </summary>
internal sealed unsafe class EntryPoints : INativeContext
{
    private readonly delegate* unmanaged<nint, byte*, nint> _getInstanceProcAddr;
    private readonly delegate* unmanaged<nint, byte*, nint> _getDeviceProcAddr;
    private readonly Instance _instance;
    private readonly Device _device;

    /// <param name="getInstanceProcAddr">PFN_vkGetInstanceProcAddr.</param>
    /// <param name="instance">Default before there is one: then only vkCreateInstance and its like are found.</param>
    /// <param name="device">Default before there is one.</param>
    public EntryPoints(nint getInstanceProcAddr, Instance instance = default, Device device = default)
    {
        (_instance, _device) = (instance, device);
        _getInstanceProcAddr = (delegate* unmanaged<nint, byte*, nint>)getInstanceProcAddr;
        if (device.Handle != 0)
            _getDeviceProcAddr = (delegate* unmanaged<nint, byte*, nint>)Call(_getInstanceProcAddr, instance.Handle, "vkGetDeviceProcAddr");
    }

    /// <summary>The functions with their signatures.</summary>
    public Vk Bind() => new(this);

    /// <summary>The address of a function, or 0 where its extension is not enabled.</summary>
    public nint Find(string name)
    {
        var address = _getDeviceProcAddr is null ? 0 : Call(_getDeviceProcAddr, _device.Handle, name);
        return address != 0 ? address : Call(_getInstanceProcAddr, _instance.Handle, name);
    }

    /// <summary>The address of a function of the device, or 0 where the device was made without its extension.</summary>
    public nint FindOfDevice(string name) => Call(_getDeviceProcAddr, _device.Handle, name);

    public nint GetProcAddress(string proc, int? slot = null) =>
        Find(proc) is var address and not 0
            ? address
            : throw new ScumbleException($"The Vulkan driver has no {proc}.", "Update the graphics driver.");

    public bool TryGetProcAddress(string proc, out nint addr, int? slot = null) => (addr = Find(proc)) != 0;

    public void Dispose()
    {
    }

    private static nint Call(delegate* unmanaged<nint, byte*, nint> find, nint owner, string name)
    {
        var size = System.Text.Encoding.UTF8.GetByteCount(name) + 1;
        var utf8 = stackalloc byte[size];
        System.Text.Encoding.UTF8.GetBytes(name, new Span<byte>(utf8, size));
        utf8[size - 1] = 0;
        return find(owner, utf8);
    }
}
