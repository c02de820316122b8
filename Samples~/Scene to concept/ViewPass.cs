using LiveWindow;
using Silk.NET.Vulkan;

namespace SceneToConcept;

/// <summary>The render pass: depth first, reversed and without a far plane; then all else where depth is equal.</summary>
internal sealed unsafe class ViewPass : IDisposable
{
    public const Format DepthFormat = Format.D32Sfloat;

    /// <summary>Lit colour, normals as they are in the world, which object, and which place of its atlas.</summary>
    public static readonly Format[] Formats = [Format.R8G8B8A8Srgb, Format.R16G16B16A16Sfloat, Format.R32Uint, Format.R32G32B32A32Sfloat];

    private readonly GraphicsDevice _device;

    public ViewPass(GraphicsDevice device)
    {
        _device = device;
        var attachments = stackalloc AttachmentDescription[Formats.Length + 1];
        var colours = stackalloc AttachmentReference[Formats.Length];
        for (uint i = 0; i < Formats.Length; i++)
        {
            attachments[i] = Description(Formats[i]);
            colours[i] = new(i, ImageLayout.ColorAttachmentOptimal);
        }
        attachments[Formats.Length] = Description(DepthFormat);
        var written = new AttachmentReference((uint)Formats.Length, ImageLayout.DepthStencilAttachmentOptimal);
        var compared = new AttachmentReference((uint)Formats.Length, ImageLayout.DepthStencilReadOnlyOptimal);
        var passes = stackalloc SubpassDescription[]
        {
            new(pipelineBindPoint: PipelineBindPoint.Graphics, pDepthStencilAttachment: &written),
            new(pipelineBindPoint: PipelineBindPoint.Graphics, colorAttachmentCount: (uint)Formats.Length, pColorAttachments: colours, pDepthStencilAttachment: &compared),
        };
        const PipelineStageFlags Tests = PipelineStageFlags.EarlyFragmentTestsBit | PipelineStageFlags.LateFragmentTestsBit;
        const PipelineStageFlags Output = PipelineStageFlags.ColorAttachmentOutputBit;
        const PipelineStageFlags Readers = PipelineStageFlags.ComputeShaderBit | PipelineStageFlags.FragmentShaderBit | PipelineStageFlags.TransferBit;
        const AccessFlags Depth = AccessFlags.DepthStencilAttachmentReadBit | AccessFlags.DepthStencilAttachmentWriteBit;
        var dependencies = stackalloc SubpassDependency[]
        {
            new(Vk.SubpassExternal, 0, Readers | Tests, Tests, AccessFlags.DepthStencilAttachmentWriteBit, Depth),
            new(Vk.SubpassExternal, 1, Readers | Output, Output, AccessFlags.ColorAttachmentWriteBit, AccessFlags.ColorAttachmentWriteBit),
            new(0, 1, Tests, Tests, AccessFlags.DepthStencilAttachmentWriteBit, AccessFlags.DepthStencilAttachmentReadBit, DependencyFlags.ByRegionBit),
            new(1, Vk.SubpassExternal, Tests | Output, Readers, AccessFlags.ColorAttachmentWriteBit | AccessFlags.DepthStencilAttachmentWriteBit, AccessFlags.ShaderReadBit | AccessFlags.TransferReadBit),
        };
        var info = new RenderPassCreateInfo(attachmentCount: (uint)Formats.Length + 1, pAttachments: attachments, subpassCount: 2, pSubpasses: passes,
            dependencyCount: 4, pDependencies: dependencies);
        device.Vk.CreateRenderPass(device.Handle, &info, null, out var handle).Require("vkCreateRenderPass");
        Handle = handle;
    }

    public RenderPass Handle { get; }

    public void Dispose() => _device.Vk.DestroyRenderPass(_device.Handle, Handle, null);

    private static AttachmentDescription Description(Format format) =>
        new(format: format, samples: SampleCountFlags.Count1Bit, loadOp: AttachmentLoadOp.Clear, storeOp: AttachmentStoreOp.Store, stencilLoadOp: AttachmentLoadOp.DontCare,
            stencilStoreOp: AttachmentStoreOp.DontCare, initialLayout: ImageLayout.Undefined, finalLayout: ImageLayout.ShaderReadOnlyOptimal);
}
