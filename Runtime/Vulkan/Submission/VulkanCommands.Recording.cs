using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>What is recorded: dispatches and copies, each after all before it.</summary>
public sealed unsafe partial class VulkanCommands
{
    private const PipelineStageFlags Work = PipelineStageFlags.ComputeShaderBit | PipelineStageFlags.TransferBit;
    private const AccessFlags Writes = AccessFlags.ShaderWriteBit | AccessFlags.TransferWriteBit;
    private const AccessFlags Reads = AccessFlags.ShaderReadBit | AccessFlags.TransferReadBit;

    /// <summary>Runs a kernel.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="buffers">Bindings 0, 1, 2...</param>
    /// <param name="images">The images that it reads or writes.</param>
    /// <param name="arguments">Its push constants.</param>
    /// <param name="x">Workgroups along x.</param>
    /// <param name="y">Workgroups along y.</param>
    internal void Dispatch(
        Kernel kernel, ReadOnlySpan<VulkanBuffer> buffers, ReadOnlySpan<ImageBinding> images, ReadOnlySpan<byte> arguments, uint x, uint y = 1)
    {
        var slot = Begin();
        var pipeline = kernel.Pipeline;
        var set = slot.NextSet();
        Bind(set, buffers, images);
        var (commands, layout) = (slot.Commands, _device.Kernels.PipelineLayout);
        _device.Api.CmdBindPipeline(commands, PipelineBindPoint.Compute, pipeline);
        _device.Api.CmdBindDescriptorSets(commands, PipelineBindPoint.Compute, layout, 0, 1, &set, 0, null);
        fixed (byte* pointer = arguments)
            _device.Api.CmdPushConstants(commands, layout, ShaderStageFlags.ComputeBit, 0, (uint)arguments.Length, pointer);
        _device.Api.CmdDispatch(commands, x, y, 1);
        Barrier(commands);
    }

    /// <summary>Copies bytes between buffers; the two ranges do not overlap.</summary>
    internal void Copy(VulkanBuffer source, ulong sourceOffset, VulkanBuffer target, ulong targetOffset, ulong bytes)
    {
        if (bytes == 0) return;
        var commands = Begin().Commands;
        var region = new BufferCopy(sourceOffset, targetOffset, bytes);
        _device.Api.CmdCopyBuffer(commands, source.Handle, target.Handle, 1, &region);
        Barrier(commands);
        (source.LastUse, target.LastUse) = (Upcoming, Upcoming);
    }

    /// <summary>Copies some rows of a level of an image, which is in the general layout, to the beginning of a buffer.</summary>
    internal void Copy(TextureImage source, int level, int firstRow, int width, int rows, VulkanBuffer target)
    {
        var commands = Begin().Commands;
        var region = new BufferImageCopy(imageSubresource: new ImageSubresourceLayers(ImageAspectFlags.ColorBit, (uint)level, 0, 1),
            imageOffset: new Offset3D(0, firstRow, 0), imageExtent: new Extent3D((uint)width, (uint)rows, 1));
        Move(source, ImageLayout.General, ImageLayout.TransferSrcOptimal);
        _device.Api.CmdCopyImageToBuffer(commands, source.Handle, ImageLayout.TransferSrcOptimal, target.Handle, 1, &region);
        Move(source, ImageLayout.TransferSrcOptimal, ImageLayout.General);
        Barrier(commands);
        target.LastUse = Upcoming;
    }

    /// <summary>Fills a buffer with zeros.</summary>
    internal void Fill(VulkanBuffer target)
    {
        var commands = Begin().Commands;
        _device.Api.CmdFillBuffer(commands, target.Handle, 0, Vk.WholeSize, 0);
        Barrier(commands);
        target.LastUse = Upcoming;
    }

    /// <summary>Moves an image to another layout or to another owner for good.</summary>
    internal void Write(TextureImage image, in ImageMemoryBarrier barrier, PipelineStageFlags from, PipelineStageFlags to)
    {
        fixed (ImageMemoryBarrier* pointer = &barrier)
            _device.Api.CmdPipelineBarrier(Begin().Commands, from, to, 0, 0, null, 0, null, 1, pointer);
        image.LastUse = Upcoming;
        _written.Add(image);
    }

    private void Move(TextureImage image, ImageLayout from, ImageLayout to)
    {
        var barrier = new ImageMemoryBarrier(StructureType.ImageMemoryBarrier, srcAccessMask: Writes, dstAccessMask: Reads | Writes, oldLayout: from, newLayout: to,
            srcQueueFamilyIndex: Vk.QueueFamilyIgnored, dstQueueFamilyIndex: Vk.QueueFamilyIgnored, image: image.Handle, subresourceRange: image.AllLevels);
        _device.Api.CmdPipelineBarrier(Begin().Commands, Work, Work, 0, 0, null, 0, null, 1, &barrier);
        image.LastUse = Upcoming;
    }

    // One barrier for everything: what follows reads what came before nearly always, and order is the contract.
    private void Barrier(CommandBuffer commands)
    {
        var barrier = new MemoryBarrier(StructureType.MemoryBarrier, srcAccessMask: Writes, dstAccessMask: Reads | Writes);
        _device.Api.CmdPipelineBarrier(commands, Work, Work, 0, 1, &barrier, 0, null, 0, (ImageMemoryBarrier*)null);
    }

    private void Bind(DescriptorSet set, ReadOnlySpan<VulkanBuffer> buffers, ReadOnlySpan<ImageBinding> images)
    {
        var writes = stackalloc WriteDescriptorSet[buffers.Length + images.Length];
        var bufferInfos = stackalloc DescriptorBufferInfo[buffers.Length];
        var imageInfos = stackalloc DescriptorImageInfo[images.Length];
        for (var i = 0; i < buffers.Length; i++)
        {
            bufferInfos[i] = new DescriptorBufferInfo(buffers[i].Handle, 0, Vk.WholeSize);
            writes[i] = new WriteDescriptorSet(StructureType.WriteDescriptorSet, dstSet: set, dstBinding: (uint)i, descriptorCount: 1,
                descriptorType: DescriptorType.StorageBuffer, pBufferInfo: &bufferInfos[i]);
            buffers[i].LastUse = Upcoming;
        }
        for (var i = 0; i < images.Length; i++)
        {
            imageInfos[i] = new DescriptorImageInfo(imageView: images[i].View, imageLayout: images[i].Layout);
            writes[buffers.Length + i] = new WriteDescriptorSet(StructureType.WriteDescriptorSet, dstSet: set, dstBinding: images[i].Slot, descriptorCount: 1,
                descriptorType: images[i].Type, pImageInfo: &imageInfos[i]);
            images[i].Owner.LastUse = Upcoming;
            if (images[i].Type == DescriptorType.StorageImage) _written.Add(images[i].Owner);
        }
        _device.Api.UpdateDescriptorSets(_device.Handle, (uint)(buffers.Length + images.Length), writes, 0, null);
    }
}
