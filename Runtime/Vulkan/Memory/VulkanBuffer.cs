using System.Runtime.InteropServices;
using Scumble.Diagnostics;
using Silk.NET.Vulkan;
using Buffer = Silk.NET.Vulkan.Buffer;

namespace Scumble.Vulkan;

/// <summary>A storage buffer with its memory, filled with zeros.</summary>
internal sealed unsafe class VulkanBuffer : DeviceResource
{
    public const BufferUsageFlags Usage = BufferUsageFlags.StorageBufferBit | BufferUsageFlags.TransferSrcBit | BufferUsageFlags.TransferDstBit;
    private HostImport? _import;
    private MemoryPlace _place;

    /// <exception cref="ScumbleException">Memory has run out, the buffer is larger than the device's shaders can see, or the kind of memory cannot be had.</exception>
    public VulkanBuffer(VulkanDevice device, long sizeInBytes, TensorMemory kind) : base(device)
    {
        device.RequireUsable();
        Kind = kind;
        SizeInBytes = ((ulong)Math.Max(sizeInBytes, 4) + 3) / 4 * 4;
        if (SizeInBytes > device.Report.Limits.MaxStorageBufferRange)
        {
            throw new ScumbleException($"A tensor of {sizeInBytes} bytes was asked for; the shaders of {device.Name} see at most {device.Report.Limits.MaxStorageBufferRange}.",
                "Ask for a smaller size or fewer pictures at once.");
        }
        RequireKind(device.Capabilities, kind);
        try
        {
            Handle = CreateHandle();
            Allocate();
            device.Require(device.Api.BindBufferMemory(device.Handle, Handle, _place.Memory, _place.Offset), "vkBindBufferMemory");
            Map();
            if (HostAddress == 0) device.Commands.Fill(this);
        }
        catch
        {
            Destroy();
            throw;
        }
        device.Resources.Add(this);
    }

    public TensorMemory Kind { get; }

    public Buffer Handle { get; }

    public ulong SizeInBytes { get; }

    /// <summary>The size of the whole allocation, which is what an importing API asks for; of memory that is exported or imported.</summary>
    public ulong AllocatedBytes { get; private set; }

    /// <summary>Where the host sees the bytes; 0 where it does not.</summary>
    public nint HostAddress { get; private set; }

    public nint Export() => ExternalHandles.Export(Device, _place.Memory);

    public override void Destroy()
    {
        Device.Api.DestroyBuffer(Device.Handle, Handle, null);
        Device.Memories.Return(_place);
        _import?.Free();
    }

    private static void RequireKind(VulkanCapabilities capabilities, TensorMemory kind)
    {
        var refusal = kind switch
        {
            TensorMemory.Exported => capabilities.MemoryExportRefusal,
            TensorMemory.Imported => capabilities.HostImportRefusal,
            _ => null,
        };
        if (refusal is not null) throw new ScumbleException($"Memory cannot be {kind}: {refusal}.", "Enable the extension when the device is created, or share through staging.");
    }

    private Buffer CreateHandle()
    {
        var external = new ExternalMemoryBufferCreateInfo(StructureType.ExternalMemoryBufferCreateInfo, handleTypes:
            Kind == TensorMemory.Imported ? ExternalMemoryHandleTypeFlags.HostAllocationBitExt : ExternalHandles.MemoryType);
        var info = new BufferCreateInfo(StructureType.BufferCreateInfo, Kind is TensorMemory.Exported or TensorMemory.Imported ? &external : null,
            size: SizeInBytes, usage: Usage, sharingMode: SharingMode.Exclusive);
        Buffer handle;
        Device.Require(Device.Api.CreateBuffer(Device.Handle, &info, null, &handle), "vkCreateBuffer");
        return handle;
    }

    private void Allocate()
    {
        Device.Api.GetBufferMemoryRequirements(Device.Handle, Handle, out var needs);
        AllocatedBytes = needs.Size;
        const MemoryPropertyFlags visible = MemoryPropertyFlags.HostVisibleBit | MemoryPropertyFlags.HostCoherentBit;
        switch (Kind)
        {
            case TensorMemory.Device:
                _place = Device.Memories.Take(needs, isImage: false);
                break;
            case TensorMemory.Mapped:
                _place = Whole(needs.Size, needs.MemoryTypeBits, visible, MemoryPropertyFlags.HostCachedBit);
                break;
            case TensorMemory.Exported:
                var dedicated = new MemoryDedicatedAllocateInfo(StructureType.MemoryDedicatedAllocateInfo, buffer: Handle);
                var export = new ExportMemoryAllocateInfo(StructureType.ExportMemoryAllocateInfo, &dedicated, ExternalHandles.MemoryType);
                _place = Whole(needs.Size, needs.MemoryTypeBits, MemoryPropertyFlags.DeviceLocalBit, next: &export);
                break;
            case TensorMemory.Imported:
                _import = new HostImport(Device, needs.Size);
                AllocatedBytes = _import.Size;
                var import = new ImportMemoryHostPointerInfoEXT(StructureType.ImportMemoryHostPointerInfoExt,
                    handleType: ExternalMemoryHandleTypeFlags.HostAllocationBitExt, pHostPointer: (void*)_import.Address);
                _place = Whole(_import.Size, needs.MemoryTypeBits & _import.MemoryTypeBits, visible, MemoryPropertyFlags.HostCachedBit, &import);
                break;
        }
    }

    private MemoryPlace Whole(ulong size, uint typeBits, MemoryPropertyFlags required, MemoryPropertyFlags preferred = 0, void* next = null) =>
        new(DeviceMemories.Allocate(Device, size, typeBits, required, preferred, next));

    private void Map()
    {
        if (Kind == TensorMemory.Imported) HostAddress = _import!.Address;
        if (Kind != TensorMemory.Mapped) return;
        void* address;
        Device.Require(Device.Api.MapMemory(Device.Handle, _place.Memory, 0, Vk.WholeSize, 0, &address), "vkMapMemory");
        NativeMemory.Clear(address, (nuint)SizeInBytes);
        HostAddress = (nint)address;
    }
}
