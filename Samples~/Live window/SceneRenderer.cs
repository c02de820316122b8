using Scumble.Vulkan;
using Silk.NET.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace LiveWindow;

/// <summary>
/// Draws and presents frames, two in flight. Frame n signals n on <see cref="Timeline"/>, and waits on the device for the textures
/// that were handed over since the frame before.
/// </summary>
internal sealed unsafe class SceneRenderer : IDisposable
{
    private readonly GraphicsDevice _device;
    private readonly Window _window;
    private readonly SurfaceFormatKHR _format;
    private readonly ScenePass _pass;
    private readonly MaterialSets _materials;
    private readonly Scene _scene;
    private readonly FrameSlot[] _slots;
    private Swapchain? _swapchain;
    private DescriptorSet _material;
    private TimelinePoint? _ready;

    public SceneRenderer(GraphicsDevice device, Window window)
    {
        (_device, _window) = (device, window);
        _format = Swapchain.ChooseFormat(device);
        _pass = new ScenePass(device, _format.Format);
        _materials = new MaterialSets(device);
        _scene = new Scene(device, _pass, _materials);
        _slots = [new FrameSlot(device), new FrameSlot(device)];
        Timeline = CreateTimeline(device);
    }

    /// <summary>VkSemaphore of the timeline type: its value is the last frame that has passed.</summary>
    public Semaphore Timeline { get; }

    /// <summary>Frames that were drawn.</summary>
    public ulong Frames { get; private set; }

    /// <summary>The frames from now on show this material.</summary>
    public void Show(TextureHandover[] material)
    {
        _material = _materials.For(material);
        _ready = material[^1].Ready; // of one timeline, in order: the last has passed when all have
    }

    /// <summary>Draws and presents one frame, if the window has an image to draw to.</summary>
    /// <param name="seconds">The moment of the scene.</param>
    /// <param name="screenshot">Also copies the frame there.</param>
    public bool Draw(double seconds, Screenshot? screenshot = null)
    {
        var (width, height) = _window.FramebufferSize;
        if (width == 0 || height == 0) return false;
        _swapchain ??= new Swapchain(_device, _pass, _format, width, height);
        var slot = _slots[Frames % (ulong)_slots.Length];
        WaitFor(slot.Frame);
        if (_swapchain.Acquire(slot.Acquired) is not { } image)
        {
            ForgetSwapchain();
            return false;
        }
        slot.Begin();
        Record(slot.Commands, _swapchain, image, seconds);
        screenshot?.Record(slot.Commands, _swapchain.Image(image), _swapchain);
        _device.Vk.EndCommandBuffer(slot.Commands).Require("vkEndCommandBuffer");
        slot.Frame = ++Frames;
        Submit(slot, _swapchain.Drawn(image));
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
        _materials.Dispose();
        _pass.Dispose();
    }

    private void Record(CommandBuffer commands, Swapchain swapchain, uint image, double seconds)
    {
        var clears = stackalloc ClearValue[] { default, new(depthStencil: new ClearDepthStencilValue(1, 0)) };
        var begin = new RenderPassBeginInfo(renderPass: _pass.Handle, framebuffer: swapchain.Framebuffer(image), renderArea: new Rect2D(default, swapchain.Size),
            clearValueCount: 2, pClearValues: clears);
        _device.Vk.CmdBeginRenderPass(commands, &begin, SubpassContents.Inline);
        _scene.Record(commands, swapchain.Size, seconds, _material);
        _device.Vk.CmdEndRenderPass(commands);
    }

    private void Submit(FrameSlot slot, Semaphore drawn)
    {
        var waits = stackalloc Semaphore[] { slot.Acquired, new(_ready?.Timeline.Handle ?? 0) };
        var waitValues = stackalloc ulong[] { 0, _ready?.Value ?? 0 };
        var stages = stackalloc PipelineStageFlags[] { PipelineStageFlags.ColorAttachmentOutputBit, PipelineStageFlags.FragmentShaderBit };
        var signals = stackalloc Semaphore[] { drawn, Timeline };
        var signalValues = stackalloc ulong[] { 0, Frames };
        var commands = slot.Commands;
        var waitCount = _ready is null ? 1u : 2;
        var values = new TimelineSemaphoreSubmitInfo(waitSemaphoreValueCount: waitCount, pWaitSemaphoreValues: waitValues,
            signalSemaphoreValueCount: 2, pSignalSemaphoreValues: signalValues);
        var submit = new SubmitInfo(pNext: &values, waitSemaphoreCount: waitCount, pWaitSemaphores: waits, pWaitDstStageMask: stages,
            commandBufferCount: 1, pCommandBuffers: &commands, signalSemaphoreCount: 2, pSignalSemaphores: signals);
        _device.Vk.QueueSubmit(_device.Queue, 1, &submit, default).Require("vkQueueSubmit");
        _ready = null;
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

    private static Semaphore CreateTimeline(GraphicsDevice device)
    {
        var kind = new SemaphoreTypeCreateInfo(semaphoreType: SemaphoreType.Timeline);
        var info = new SemaphoreCreateInfo(pNext: &kind);
        device.Vk.CreateSemaphore(device.Handle, &info, null, out var semaphore).Require("vkCreateSemaphore");
        return semaphore;
    }
}
