using System.Numerics;
using LiveWindow;
using Scumble.Imaging;
using Scumble.Vulkan;
using Silk.NET.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace SceneToConcept;

/// <summary>Draws the scene. Frame n signals n on <see cref="Timeline"/>; one is in flight.</summary>
internal sealed unsafe class ViewRenderer : IDisposable
{
    private static readonly PipelineDescription Scene =
        new(typeof(ViewRenderer).Assembly, "scene") { Inputs = Vertex.Inputs, Stride = (uint)sizeof(Vertex), IsCulled = true, Samples = SampleCountFlags.Count1Bit };

    private readonly GraphicsDevice _device;
    private readonly Extent2D _size;
    private readonly ViewPass _pass;
    private readonly Target[] _targets;
    private readonly Framebuffer _framebuffer;
    private readonly PipelineLayout _layout;
    private readonly ScenePipeline _depth, _surfaces;
    private readonly HostBuffer _vertices;
    private readonly PixelRead _pick;
    private readonly uint _vertexCount;
    private readonly CommandPool _pool;
    private readonly CommandBuffer _commands;

    /// <param name="device">Where.</param>
    /// <param name="vertices">Triangles, counter-clockwise from the front.</param>
    /// <param name="width">Of the pictures.</param>
    /// <param name="height">Of the pictures.</param>
    public ViewRenderer(GraphicsDevice device, Vertex[] vertices, int width, int height)
    {
        (_device, _size, _pass) = (device, new Extent2D((uint)width, (uint)height), new ViewPass(device));
        _targets = [.. ViewPass.Formats.Append(ViewPass.DepthFormat).Select(format => new Target(device, _size, format))];
        var views = _targets.Select(target => target.View).ToArray();
        fixed (ImageView* attachments = views)
        {
            var info = new FramebufferCreateInfo(renderPass: _pass.Handle, attachmentCount: (uint)views.Length, pAttachments: attachments, width: _size.Width, height: _size.Height, layers: 1);
            device.Vk.CreateFramebuffer(device.Handle, &info, null, out _framebuffer).Require("vkCreateFramebuffer");
        }
        var arguments = new PushConstantRange(ShaderStageFlags.VertexBit, 0, (uint)sizeof(Matrix4x4));
        var layout = new PipelineLayoutCreateInfo(pushConstantRangeCount: 1, pPushConstantRanges: &arguments);
        device.Vk.CreatePipelineLayout(device.Handle, &layout, null, out _layout).Require("vkCreatePipelineLayout");
        _depth = new ScenePipeline(device, _pass.Handle, _layout, Scene with { Depth = CompareOp.Greater, WritesDepth = true, Colours = 0 });
        _surfaces = new ScenePipeline(device, _pass.Handle, _layout, Scene with { Depth = CompareOp.Equal, Colours = ViewPass.Formats.Length, Subpass = 1 });
        (_vertices, _vertexCount) = (HostBuffer.Of(device, vertices, BufferUsageFlags.VertexBufferBit), (uint)vertices.Length);
        _pick = new PixelRead(device);
        var pool = new CommandPoolCreateInfo(flags: CommandPoolCreateFlags.ResetCommandBufferBit, queueFamilyIndex: device.QueueFamily);
        device.Vk.CreateCommandPool(device.Handle, &pool, null, out _pool).Require("vkCreateCommandPool");
        var allocate = new CommandBufferAllocateInfo(commandPool: _pool, level: CommandBufferLevel.Primary, commandBufferCount: 1);
        device.Vk.AllocateCommandBuffers(device.Handle, &allocate, out _commands).Require("vkAllocateCommandBuffers");
        var kind = new SemaphoreTypeCreateInfo(semaphoreType: SemaphoreType.Timeline);
        var timeline = new SemaphoreCreateInfo(pNext: &kind);
        device.Vk.CreateSemaphore(device.Handle, &timeline, null, out var semaphore).Require("vkCreateSemaphore");
        Timeline = semaphore;
    }

    /// <summary>VkSemaphore of the timeline type: its value is the last frame that has passed.</summary>
    public Semaphore Timeline { get; }

    /// <summary>Frames that were drawn.</summary>
    public ulong Frames { get; private set; }

    /// <summary>What it draws: <see cref="Vertex"/>, three for each triangle.</summary>
    public Silk.NET.Vulkan.Buffer Vertices => _vertices.Handle;

    /// <summary>Which object each pixel shows, for fragment shaders to read after a frame.</summary>
    public ImageView Ids => _targets[2].View;

    /// <summary>Lit colour, normals, ids, places and depth, for Scumble to borrow. The caller disposes them.</summary>
    public RendererImage[] Lend(VulkanDevice scumble) => [.. _targets.Select(target => new RendererImage(scumble, target.Image.Handle, (uint)target.Format,
        (int)_size.Width, (int)_size.Height, (uint)ImageLayout.ShaderReadOnlyOptimal, isDepth: target.Format == ViewPass.DepthFormat))];

    /// <summary>Draws a frame. What reads the one before has passed.</summary>
    /// <param name="camera">From where.</param>
    /// <param name="pick">A pixel whose object <see cref="Picked"/> tells, or null.</param>
    public void Draw(SceneCamera camera, (int X, int Y)? pick = null)
    {
        WaitFor(Frames);
        var begin = new CommandBufferBeginInfo(flags: CommandBufferUsageFlags.OneTimeSubmitBit);
        _device.Vk.BeginCommandBuffer(_commands, &begin).Require("vkBeginCommandBuffer");
        Record(camera);
        if (pick is { } pixel) _pick.Record(_commands, _targets[2].Image, Math.Clamp(pixel.X, 0, (int)_size.Width - 1), Math.Clamp(pixel.Y, 0, (int)_size.Height - 1));
        _device.Vk.EndCommandBuffer(_commands).Require("vkEndCommandBuffer");
        var (commands, timeline, frame) = (_commands, Timeline, ++Frames);
        var values = new TimelineSemaphoreSubmitInfo(signalSemaphoreValueCount: 1, pSignalSemaphoreValues: &frame);
        var submit = new SubmitInfo(pNext: &values, commandBufferCount: 1, pCommandBuffers: &commands, signalSemaphoreCount: 1, pSignalSemaphores: &timeline);
        _device.Vk.QueueSubmit(_device.Queue, 1, &submit, default).Require("vkQueueSubmit");
    }

    /// <summary>Waits for the last frame, and tells which object the pixel shows that it was to pick; 0 for none.</summary>
    public uint Picked()
    {
        WaitFor(Frames);
        return _pick.Value;
    }

    /// <summary>Waits for all frames.</summary>
    public void Dispose()
    {
        _device.WaitIdle();
        _device.Vk.DestroySemaphore(_device.Handle, Timeline, null);
        _device.Vk.DestroyCommandPool(_device.Handle, _pool, null);
        _pick.Dispose();
        _vertices.Dispose();
        _surfaces.Dispose();
        _depth.Dispose();
        _device.Vk.DestroyPipelineLayout(_device.Handle, _layout, null);
        _device.Vk.DestroyFramebuffer(_device.Handle, _framebuffer, null);
        foreach (var target in _targets) target.Dispose();
        _pass.Dispose();
    }

    private void Record(SceneCamera camera)
    {
        // The sky's colour, no normal, no object, no place; depth is reversed: nothing is infinitely far.
        var clears = stackalloc ClearValue[] { new(new ClearColorValue(0.6f, 0.72f, 0.85f, 1)), default, default, default, default };
        var pass = new RenderPassBeginInfo(renderPass: _pass.Handle, framebuffer: _framebuffer, renderArea: new Rect2D(default, _size), clearValueCount: 5, pClearValues: clears);
        // From the bottom up: y of clip space points up, as in the projection.
        var viewport = new Viewport(0, _size.Height, _size.Width, -(float)_size.Height, 0, 1);
        var scissor = new Rect2D(default, _size);
        var (vertices, start, transform) = (_vertices.Handle, 0ul, camera.View * camera.Projection);
        var vk = _device.Vk;
        vk.CmdBeginRenderPass(_commands, &pass, SubpassContents.Inline);
        vk.CmdSetViewport(_commands, 0, 1, &viewport);
        vk.CmdSetScissor(_commands, 0, 1, &scissor);
        vk.CmdBindVertexBuffers(_commands, 0, 1, &vertices, &start);
        // Row vectors in rows are column vectors in columns.
        vk.CmdPushConstants(_commands, _layout, ShaderStageFlags.VertexBit, 0, (uint)sizeof(Matrix4x4), &transform);
        vk.CmdBindPipeline(_commands, PipelineBindPoint.Graphics, _depth.Handle);
        vk.CmdDraw(_commands, _vertexCount, 1, 0, 0);
        vk.CmdNextSubpass(_commands, SubpassContents.Inline);
        vk.CmdBindPipeline(_commands, PipelineBindPoint.Graphics, _surfaces.Handle);
        vk.CmdDraw(_commands, _vertexCount, 1, 0, 0);
        vk.CmdEndRenderPass(_commands);
    }

    private void WaitFor(ulong frame)
    {
        var timeline = Timeline;
        var info = new SemaphoreWaitInfo(semaphoreCount: 1, pSemaphores: &timeline, pValues: &frame);
        _device.Vk.WaitSemaphores(_device.Handle, &info, ulong.MaxValue).Require("vkWaitSemaphores");
    }
}
