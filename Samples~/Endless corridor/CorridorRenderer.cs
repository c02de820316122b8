using LiveWindow;
using Scumble.Vulkan;
using Silk.NET.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace EndlessCorridor;

/// <summary>Draws and presents frames, two in flight. Frame n signals n on <see cref="Timeline"/>, and waits on the device for textures that were stored since the frame before.</summary>
internal sealed unsafe class CorridorRenderer : IDisposable
{
    private const int Slots = 2;
    private readonly GraphicsDevice _device;
    private readonly Window _window;
    private readonly SurfaceFormatKHR _format;
    private readonly ScenePass _pass;
    private readonly TextureSets _sets;
    private readonly CorridorScene _scene;
    private readonly FrameSlot[] _slots;
    private Swapchain? _swapchain;

    public CorridorRenderer(GraphicsDevice device, Window window)
    {
        (_device, _window) = (device, window);
        _format = Swapchain.ChooseFormat(device);
        _pass = new ScenePass(device, _format.Format);
        _sets = new TextureSets(device, Slots);
        _scene = new CorridorScene(device, _pass, _sets, Slots);
        _slots = [.. Enumerable.Range(0, Slots).Select(_ => new FrameSlot(device))];
        var kind = new SemaphoreTypeCreateInfo(semaphoreType: SemaphoreType.Timeline);
        var info = new SemaphoreCreateInfo(pNext: &kind);
        device.Vk.CreateSemaphore(device.Handle, &info, null, out var timeline).Require("vkCreateSemaphore");
        Timeline = timeline;
    }

    /// <summary>VkSemaphore of the timeline type: its value is the last frame that has passed.</summary>
    public Semaphore Timeline { get; }

    /// <summary>Frames that were drawn.</summary>
    public ulong Frames { get; private set; }

    /// <summary>Draws and presents one frame, if the window has an image to draw to.</summary>
    /// <param name="walk">The camera.</param>
    /// <param name="corridor">What it sees.</param>
    /// <param name="times">For the graph.</param>
    /// <param name="ready">What the textures' last writes signal.</param>
    /// <param name="screenshot">Also copies the frame there.</param>
    public bool Draw(Walk walk, Corridor corridor, FrameTimes times, TimelinePoint ready, Screenshot? screenshot = null)
    {
        var (width, height) = _window.FramebufferSize;
        if (width == 0 || height == 0) return false;
        _swapchain ??= new Swapchain(_device, _pass, _format, width, height);
        var index = (int)(Frames % Slots);
        var slot = _slots[index];
        WaitFor(slot.Frame);
        if (_swapchain.Acquire(slot.Acquired) is not { } image)
        {
            ForgetSwapchain();
            return false;
        }
        slot.Begin();
        var clears = stackalloc ClearValue[] { default, new(depthStencil: new ClearDepthStencilValue(1, 0)) };
        var begin = new RenderPassBeginInfo(renderPass: _pass.Handle, framebuffer: _swapchain.Framebuffer(image), renderArea: new Rect2D(default, _swapchain.Size),
            clearValueCount: 2, pClearValues: clears);
        _device.Vk.CmdBeginRenderPass(slot.Commands, &begin, SubpassContents.Inline);
        _scene.Record(slot.Commands, _swapchain.Size, index, walk, corridor, times);
        _device.Vk.CmdEndRenderPass(slot.Commands);
        screenshot?.Record(slot.Commands, _swapchain.Image(image), _swapchain);
        _device.Vk.EndCommandBuffer(slot.Commands).Require("vkEndCommandBuffer");
        slot.Frame = ++Frames;
        Submit(slot, _swapchain.Drawn(image), ready);
        if (!_swapchain.Present(image)) ForgetSwapchain();
        return true;
    }

    /// <summary>Waits for all frames.</summary>
    public void Dispose()
    {
        ForgetSwapchain();
        _device.Vk.DestroySemaphore(_device.Handle, Timeline, null);
        foreach (var slot in _slots) slot.Dispose();
        _scene.Dispose();
        _sets.Dispose();
        _pass.Dispose();
    }

    private void Submit(FrameSlot slot, Semaphore drawn, TimelinePoint ready)
    {
        var waits = stackalloc Semaphore[] { slot.Acquired, new(ready.Timeline.Handle) };
        var waitValues = stackalloc ulong[] { 0, ready.Value };
        var stages = stackalloc PipelineStageFlags[] { PipelineStageFlags.ColorAttachmentOutputBit, PipelineStageFlags.FragmentShaderBit };
        var signals = stackalloc Semaphore[] { drawn, Timeline };
        var signalValues = stackalloc ulong[] { 0, Frames };
        var commands = slot.Commands;
        var values = new TimelineSemaphoreSubmitInfo(waitSemaphoreValueCount: 2, pWaitSemaphoreValues: waitValues,
            signalSemaphoreValueCount: 2, pSignalSemaphoreValues: signalValues);
        var submit = new SubmitInfo(pNext: &values, waitSemaphoreCount: 2, pWaitSemaphores: waits, pWaitDstStageMask: stages,
            commandBufferCount: 1, pCommandBuffers: &commands, signalSemaphoreCount: 2, pSignalSemaphores: signals);
        _device.Vk.QueueSubmit(_device.Queue, 1, &submit, default).Require("vkQueueSubmit");
    }

    private void WaitFor(ulong frame)
    {
        var timeline = Timeline;
        var info = new SemaphoreWaitInfo(semaphoreCount: 1, pSemaphores: &timeline, pValues: &frame);
        _device.Vk.WaitSemaphores(_device.Handle, &info, ulong.MaxValue).Require("vkWaitSemaphores");
    }

    private void ForgetSwapchain()
    {
        _device.WaitIdle();
        _swapchain?.Dispose();
        _swapchain = null;
    }
}
