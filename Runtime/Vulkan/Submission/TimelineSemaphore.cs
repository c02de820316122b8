using Silk.NET.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace Scumble.Vulkan;

/// <summary>A timeline semaphore of our own, exportable where the device can.</summary>
internal sealed unsafe class TimelineSemaphore : DeviceResource
{
    public TimelineSemaphore(VulkanDevice device) : base(device)
    {
        device.RequireUsable();
        var export = new ExportSemaphoreCreateInfo(StructureType.ExportSemaphoreCreateInfo, handleTypes: ExternalHandles.SemaphoreType);
        var kind = new SemaphoreTypeCreateInfo(StructureType.SemaphoreTypeCreateInfo,
            device.Capabilities.SemaphoreExportRefusal is null ? &export : null, SemaphoreType.Timeline);
        var info = new SemaphoreCreateInfo(StructureType.SemaphoreCreateInfo, &kind);
        Semaphore semaphore;
        device.Require(device.Api.CreateSemaphore(device.Handle, &info, null, &semaphore), "vkCreateSemaphore");
        Handle = semaphore;
        device.Resources.Add(this);
    }

    public Semaphore Handle { get; }

    public override void Destroy() => Device.Api.DestroySemaphore(Device.Handle, Handle, null);
}
