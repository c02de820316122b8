using Silk.NET.Vulkan;

namespace LiveWindow;

/// <summary>The render pass: colour and depth with four samples a pixel, resolved into the window's image.</summary>
internal sealed unsafe class ScenePass : IDisposable
{
    public const SampleCountFlags Samples = SampleCountFlags.Count4Bit; // every device has it
    public const Format DepthFormat = Format.D32Sfloat;
    private readonly GraphicsDevice _device;

    public ScenePass(GraphicsDevice device, Format format)
    {
        _device = device;
        var attachments = stackalloc AttachmentDescription[]
        {
            Description(format, Samples, AttachmentLoadOp.DontCare, AttachmentStoreOp.DontCare, ImageLayout.ColorAttachmentOptimal),
            Description(DepthFormat, Samples, AttachmentLoadOp.Clear, AttachmentStoreOp.DontCare, ImageLayout.DepthStencilAttachmentOptimal),
            Description(format, SampleCountFlags.Count1Bit, AttachmentLoadOp.DontCare, AttachmentStoreOp.Store, ImageLayout.PresentSrcKhr),
        };
        var colour = new AttachmentReference(0, ImageLayout.ColorAttachmentOptimal);
        var depth = new AttachmentReference(1, ImageLayout.DepthStencilAttachmentOptimal);
        var resolved = new AttachmentReference(2, ImageLayout.ColorAttachmentOptimal);
        var pass = new SubpassDescription(pipelineBindPoint: PipelineBindPoint.Graphics, colorAttachmentCount: 1, pColorAttachments: &colour,
            pResolveAttachments: &resolved, pDepthStencilAttachment: &depth);

        // The frame before used the same colour and depth; the window's image is free once its semaphore was waited for, at this stage.
        const PipelineStageFlags Output = PipelineStageFlags.ColorAttachmentOutputBit;
        const PipelineStageFlags Stages = Output | PipelineStageFlags.EarlyFragmentTestsBit | PipelineStageFlags.LateFragmentTestsBit;
        const AccessFlags Writes = AccessFlags.ColorAttachmentWriteBit | AccessFlags.DepthStencilAttachmentWriteBit;
        var dependencies = stackalloc SubpassDependency[]
        {
            new(Vk.SubpassExternal, 0, Stages, Stages, Writes, Writes | AccessFlags.DepthStencilAttachmentReadBit),
            new(0, Vk.SubpassExternal, Output, PipelineStageFlags.TransferBit, AccessFlags.ColorAttachmentWriteBit, AccessFlags.TransferReadBit),
        };
        var info = new RenderPassCreateInfo(attachmentCount: 3, pAttachments: attachments, subpassCount: 1, pSubpasses: &pass,
            dependencyCount: 2, pDependencies: dependencies);
        device.Vk.CreateRenderPass(device.Handle, &info, null, out var handle).Require("vkCreateRenderPass");
        Handle = handle;
    }

    public RenderPass Handle { get; }

    public void Dispose() => _device.Vk.DestroyRenderPass(_device.Handle, Handle, null);

    private static AttachmentDescription Description(Format format, SampleCountFlags samples, AttachmentLoadOp load, AttachmentStoreOp store, ImageLayout final) =>
        new(format: format, samples: samples, loadOp: load, storeOp: store, stencilLoadOp: AttachmentLoadOp.DontCare, stencilStoreOp: AttachmentStoreOp.DontCare,
            initialLayout: ImageLayout.Undefined, finalLayout: final);
}
