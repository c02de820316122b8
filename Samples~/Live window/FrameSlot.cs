using Silk.NET.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace LiveWindow;

/// <summary>What one of the frames in flight owns: its command buffer, and the semaphore of the window's image.</summary>
internal sealed unsafe class FrameSlot : IDisposable
{
    private readonly GraphicsDevice _device;
    private readonly CommandPool _pool;

    public FrameSlot(GraphicsDevice device)
    {
        _device = device;
        var pool = new CommandPoolCreateInfo(queueFamilyIndex: device.QueueFamily);
        device.Vk.CreateCommandPool(device.Handle, &pool, null, out _pool).Require("vkCreateCommandPool");
        var allocate = new CommandBufferAllocateInfo(commandPool: _pool, level: CommandBufferLevel.Primary, commandBufferCount: 1);
        device.Vk.AllocateCommandBuffers(device.Handle, &allocate, out var commands).Require("vkAllocateCommandBuffers");
        (Commands, Acquired) = (commands, Swapchain.CreateSemaphore(device));
    }

    public CommandBuffer Commands { get; }

    /// <summary>Signalled when the window's image may be drawn to.</summary>
    public Semaphore Acquired { get; }

    /// <summary>The number of the last frame that was recorded here.</summary>
    public ulong Frame { get; set; }

    public void Begin()
    {
        _device.Vk.ResetCommandPool(_device.Handle, _pool, 0).Require("vkResetCommandPool");
        var begin = new CommandBufferBeginInfo(flags: CommandBufferUsageFlags.OneTimeSubmitBit);
        _device.Vk.BeginCommandBuffer(Commands, &begin).Require("vkBeginCommandBuffer");
    }

    public void Dispose()
    {
        _device.Vk.DestroySemaphore(_device.Handle, Acquired, null);
        _device.Vk.DestroyCommandPool(_device.Handle, _pool, null);
    }
}
