using NUnit.Framework;
using Scumble.Tensors;
using Scumble.Vulkan;
using Silk.NET.Vulkan;
using Buffer = Silk.NET.Vulkan.Buffer;

namespace Scumble.Tests.Vulkan.Memory;

/// <summary>Memory that another device imports, as CUDA does.</summary>
public unsafe class ExportTests
{
    [TearDown]
    public void NoMessages() => TestDevice.AssertNoMessages();

    [Test]
    public void AnotherDeviceSeesWhatKernelsWrote()
    {
        if (TestDevice.Shared.Capabilities.MemoryExportRefusal is { } refusal) Assert.Ignore(refusal);
        if (OperatingSystem.IsWindows()) Assert.Ignore("the importing half of this test takes file descriptors");
        var ops = new VulkanTensorOps(TestDevice.Shared, TensorMemory.Exported);
        using var tensor = (VulkanTensor)ops.Create(new(3, 1000), ElementType.Float32);
        using var row = (VulkanTensor)ops.View(tensor, 2, 1);
        ops.Noise.FillSigns(tensor, 5, 6);
        TestDevice.Shared.Commands.Synchronize();
        var expected = new float[1000];
        row.Download<float>(expected);

        var exported = row.Export();
        Assert.That(exported.SizeInBytes, Is.EqualTo(4000));
        Assert.That(exported.OffsetInBytes, Is.EqualTo(8000));
        using var other = TestDevice.Create(new VulkanDeviceOptions { Uuid = TestDevice.Shared.Uuid });
        Assert.That(Import(other, exported), Is.EqualTo(expected));
    }

    [Test]
    public void MemoryThatWasNotMadeForItIsNotExported()
    {
        using var tensor = (VulkanTensor)new VulkanTensorOps(TestDevice.Shared).Create(new(4), ElementType.Float32);
        Assert.That(tensor.Export, Throws.InvalidOperationException.With.Message.Contains(nameof(TensorMemory.Exported)));
    }

    // Reads it through a buffer of the other device over the same memory.
    private static float[] Import(VulkanDevice device, ExportedMemory exported)
    {
        var external = new ExternalMemoryBufferCreateInfo(StructureType.ExternalMemoryBufferCreateInfo, handleTypes: ExternalMemoryHandleTypeFlags.OpaqueFDBit);
        var info = new BufferCreateInfo(StructureType.BufferCreateInfo, &external, size: (ulong)exported.AllocatedBytes, usage: VulkanBuffer.Usage);
        Buffer buffer;
        device.Require(device.Api.CreateBuffer(device.Handle, &info, null, &buffer), "vkCreateBuffer");
        device.Api.GetBufferMemoryRequirements(device.Handle, buffer, out var needs);
        var dedicated = new MemoryDedicatedAllocateInfo(StructureType.MemoryDedicatedAllocateInfo, buffer: buffer);
        var import = new ImportMemoryFdInfoKHR(StructureType.ImportMemoryFDInfoKhr, &dedicated, ExternalMemoryHandleTypeFlags.OpaqueFDBit, (int)exported.Handle);
        var memory = DeviceMemories.Allocate(device, (ulong)exported.AllocatedBytes, needs.MemoryTypeBits, MemoryPropertyFlags.DeviceLocalBit, next: &import);
        device.Require(device.Api.BindBufferMemory(device.Handle, buffer, memory, 0), "vkBindBufferMemory");

        using var copy = (VulkanTensor)new VulkanTensorOps(device, TensorMemory.Mapped).Create(new(1000), ElementType.Float32);
        var region = new BufferCopy((ulong)exported.OffsetInBytes, 0, (ulong)exported.SizeInBytes);
        device.Api.CmdCopyBuffer(device.Commands.Begin().Commands, buffer, copy.Live.Handle, 1, &region);
        device.Commands.Synchronize();
        var values = new Span<float>((void*)copy.Live.HostAddress, 1000).ToArray();
        device.Api.DestroyBuffer(device.Handle, buffer, null);
        device.Api.FreeMemory(device.Handle, memory, null);
        return values;
    }
}
