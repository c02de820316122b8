using Silk.NET.Vulkan;
using Buffer = Silk.NET.Vulkan.Buffer;

namespace SceneToConcept;

/// <summary>A buffer in memory that the host sees: small enough here that the device may read it where it is.</summary>
internal sealed unsafe class HostBuffer : IDisposable
{
    private readonly GraphicsDevice _device;
    private readonly DeviceMemory _memory;
    private readonly void* _address;
    private readonly ulong _size;

    public HostBuffer(GraphicsDevice device, ulong sizeInBytes, BufferUsageFlags usage)
    {
        (_device, _size) = (device, sizeInBytes);
        var info = new BufferCreateInfo(size: sizeInBytes, usage: usage, sharingMode: SharingMode.Exclusive);
        device.Vk.CreateBuffer(device.Handle, &info, null, out var buffer).Require("vkCreateBuffer");
        Handle = buffer;
        device.Vk.GetBufferMemoryRequirements(device.Handle, buffer, out var needs);
        var allocate = new MemoryAllocateInfo(allocationSize: needs.Size,
            memoryTypeIndex: device.MemoryType(needs.MemoryTypeBits, MemoryPropertyFlags.HostVisibleBit | MemoryPropertyFlags.HostCoherentBit));
        device.Vk.AllocateMemory(device.Handle, &allocate, null, out _memory).Require("vkAllocateMemory");
        device.Vk.BindBufferMemory(device.Handle, buffer, _memory, 0).Require("vkBindBufferMemory");
        void* address;
        device.Vk.MapMemory(device.Handle, _memory, 0, Vk.WholeSize, 0, &address).Require("vkMapMemory");
        _address = address;
    }

    public Buffer Handle { get; }

    public Span<byte> Bytes => new(_address, checked((int)_size));

    /// <summary>A buffer that holds these values.</summary>
    public static HostBuffer Of<T>(GraphicsDevice device, T[] values, BufferUsageFlags usage) where T : unmanaged
    {
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes<T>(values);
        var buffer = new HostBuffer(device, (ulong)bytes.Length, usage);
        bytes.CopyTo(buffer.Bytes);
        return buffer;
    }

    public void Dispose()
    {
        _device.Vk.DestroyBuffer(_device.Handle, Handle, null);
        _device.Vk.FreeMemory(_device.Handle, _memory, null);
    }
}
