using Scumble.Vulkan;
using Silk.NET.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace LiveWindow;

/// <summary>
/// Frames of a window, two in flight: <see cref="Begin"/>, draw, <see cref="End"/>. Frame n signals n on <see cref="Timeline"/>, and waits on the device for what is named at
/// its end. A window that changes its size gets other images by itself.
/// </summary>
internal sealed unsafe class Presenter : IDisposable
{
    public const int Slots = 2;
    private readonly GraphicsDevice _device;
    private readonly Window _window;
    private readonly SurfaceFormatKHR _format;
    private readonly ScenePass _pass;
    private readonly float _clearDepth;
    private readonly FrameSlot[] _slots;
    private Swapchain? _swapchain;

    /// <param name="device">Where.</param>
    /// <param name="window">What is drawn into.</param>
    /// <param name="clearDepth">The depth where nothing is drawn: 0 where it is reversed.</param>
    public Presenter(GraphicsDevice device, Window window, float clearDepth = 1)
    {
        (_device, _window, _clearDepth) = (device, window, clearDepth);
        _format = Swapchain.ChooseFormat(device);
        _pass = new ScenePass(device, _format.Format);
        _slots = [.. Enumerable.Range(0, Slots).Select(_ => new FrameSlot(device))];
        var kind = new SemaphoreTypeCreateInfo(semaphoreType: SemaphoreType.Timeline);
        var info = new SemaphoreCreateInfo(pNext: &kind);
        device.Vk.CreateSemaphore(device.Handle, &info, null, out var timeline).Require("vkCreateSemaphore");
        Timeline = timeline;
    }

    public RenderPass Pass => _pass.Handle;

    /// <summary>VkSemaphore of the timeline type: its value is the last frame that has passed.</summary>
    public Semaphore Timeline { get; }

    /// <summary>Frames that were drawn.</summary>
    public ulong Frames { get; private set; }

    /// <summary>Begins a frame; null if the window has no image to draw to.</summary>
    public WindowFrame? Begin()
    {
        var (width, height) = _window.FramebufferSize;
        if (width == 0 || height == 0) return null;
        _swapchain ??= new Swapchain(_device, _pass, _format, width, height);
        var index = (int)(Frames % Slots);
        var slot = _slots[index];
        WaitFor(slot.Frame);
        if (_swapchain.Acquire(slot.Acquired) is not { } image)
        {
            ForgetSwapchain();
            return null;
        }
        slot.Begin();
        var clears = stackalloc ClearValue[] { default, new(depthStencil: new ClearDepthStencilValue(_clearDepth, 0)) };
        var begin = new RenderPassBeginInfo(renderPass: _pass.Handle, framebuffer: _swapchain.Framebuffer(image), renderArea: new Rect2D(default, _swapchain.Size),
            clearValueCount: 2, pClearValues: clears);
        _device.Vk.CmdBeginRenderPass(slot.Commands, &begin, SubpassContents.Inline);
        var viewport = new Viewport(0, 0, _swapchain.Size.Width, _swapchain.Size.Height, 0, 1);
        var scissor = new Rect2D(default, _swapchain.Size);
        _device.Vk.CmdSetViewport(slot.Commands, 0, 1, &viewport);
        _device.Vk.CmdSetScissor(slot.Commands, 0, 1, &scissor);
        return new(slot.Commands, _swapchain.Size, index, image);
    }

    /// <summary>Submits and presents the frame that was begun.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="ready">What its fragments wait for; null for nothing.</param>
    /// <param name="screenshot">Also copies the frame there.</param>
    public void End(WindowFrame frame, TimelinePoint? ready = null, Screenshot? screenshot = null)
    {
        var (slot, swapchain) = (_slots[frame.Slot], _swapchain!);
        _device.Vk.CmdEndRenderPass(slot.Commands);
        screenshot?.Record(slot.Commands, swapchain.Image(frame.Image), swapchain);
        _device.Vk.EndCommandBuffer(slot.Commands).Require("vkEndCommandBuffer");
        slot.Frame = ++Frames;
        Submit(slot, swapchain.Drawn(frame.Image), ready);
        if (!swapchain.Present(frame.Image)) ForgetSwapchain();
    }

    /// <summary>Waits for all frames.</summary>
    public void Dispose()
    {
        ForgetSwapchain();
        _device.Vk.DestroySemaphore(_device.Handle, Timeline, null);
        foreach (var slot in _slots) slot.Dispose();
        _pass.Dispose();
    }

    private void Submit(FrameSlot slot, Semaphore drawn, TimelinePoint? ready)
    {
        var waits = stackalloc Semaphore[] { slot.Acquired, new(ready?.Timeline.Handle ?? 0) };
        var waitValues = stackalloc ulong[] { 0, ready?.Value ?? 0 };
        var stages = stackalloc PipelineStageFlags[] { PipelineStageFlags.ColorAttachmentOutputBit, PipelineStageFlags.FragmentShaderBit };
        var signals = stackalloc Semaphore[] { drawn, Timeline };
        var signalValues = stackalloc ulong[] { 0, Frames };
        var commands = slot.Commands;
        var waitCount = ready is null ? 1u : 2;
        var values = new TimelineSemaphoreSubmitInfo(waitSemaphoreValueCount: waitCount, pWaitSemaphoreValues: waitValues,
            signalSemaphoreValueCount: 2, pSignalSemaphoreValues: signalValues);
        var submit = new SubmitInfo(pNext: &values, waitSemaphoreCount: waitCount, pWaitSemaphores: waits, pWaitDstStageMask: stages,
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
