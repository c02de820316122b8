using LiveWindow;
using Scumble.Diagnostics;
using Silk.NET.Vulkan;

namespace EndlessCorridor;

/// <summary>One graphics pipeline: Shaders/NAME.vert and NAME.frag.</summary>
internal sealed unsafe class CorridorPipeline : IDisposable
{
    private readonly GraphicsDevice _device;

    /// <param name="device">Where.</param>
    /// <param name="pass">Where it draws.</param>
    /// <param name="layout">Its arguments and descriptors.</param>
    /// <param name="name">Of the shaders.</param>
    /// <param name="isGraph">Whether it draws bars over everything, one instance each; otherwise the mesh of a room.</param>
    public CorridorPipeline(GraphicsDevice device, ScenePass pass, PipelineLayout layout, string name, bool isGraph)
    {
        _device = device;
        var (vertex, fragment) = (Load($"{name}.vert"), Load($"{name}.frag"));
        using var main = new NameList("main");
        var stages = stackalloc PipelineShaderStageCreateInfo[]
        {
            new(stage: ShaderStageFlags.VertexBit, module: vertex, pName: main.Pointers[0]),
            new(stage: ShaderStageFlags.FragmentBit, module: fragment, pName: main.Pointers[0]),
        };
        var binding = isGraph ? new VertexInputBindingDescription(0, 8, VertexInputRate.Instance) : new VertexInputBindingDescription(0, (uint)sizeof(Vertex), VertexInputRate.Vertex);
        var attributes = stackalloc VertexInputAttributeDescription[]
        {
            new(0, 0, isGraph ? Format.R32G32Sfloat : Format.R32G32B32Sfloat, 0), new(1, 0, Format.R32G32B32Sfloat, 12), new(2, 0, Format.R32G32B32Sfloat, 24), new(3, 0, Format.R32G32Sfloat, 36),
        };
        var input = new PipelineVertexInputStateCreateInfo(vertexBindingDescriptionCount: 1, pVertexBindingDescriptions: &binding,
            vertexAttributeDescriptionCount: isGraph ? 1u : 4, pVertexAttributeDescriptions: attributes);
        var assembly = new PipelineInputAssemblyStateCreateInfo(topology: PrimitiveTopology.TriangleList);
        var viewport = new PipelineViewportStateCreateInfo(viewportCount: 1, scissorCount: 1);
        var rasterization = new PipelineRasterizationStateCreateInfo(polygonMode: PolygonMode.Fill,
            cullMode: isGraph ? CullModeFlags.None : CullModeFlags.BackBit, frontFace: FrontFace.CounterClockwise, lineWidth: 1);
        var samples = new PipelineMultisampleStateCreateInfo(rasterizationSamples: ScenePass.Samples);
        var depth = new PipelineDepthStencilStateCreateInfo(depthTestEnable: !isGraph, depthWriteEnable: !isGraph, depthCompareOp: CompareOp.LessOrEqual);
        var opaque = new PipelineColorBlendAttachmentState(
            colorWriteMask: ColorComponentFlags.RBit | ColorComponentFlags.GBit | ColorComponentFlags.BBit | ColorComponentFlags.ABit);
        var blend = new PipelineColorBlendStateCreateInfo(attachmentCount: 1, pAttachments: &opaque);
        var dynamicStates = stackalloc DynamicState[] { DynamicState.Viewport, DynamicState.Scissor };
        var dynamic = new PipelineDynamicStateCreateInfo(dynamicStateCount: 2, pDynamicStates: dynamicStates);
        var info = new GraphicsPipelineCreateInfo(stageCount: 2, pStages: stages, pVertexInputState: &input, pInputAssemblyState: &assembly, pViewportState: &viewport,
            pRasterizationState: &rasterization, pMultisampleState: &samples, pDepthStencilState: &depth, pColorBlendState: &blend, pDynamicState: &dynamic,
            layout: layout, renderPass: pass.Handle);
        device.Vk.CreateGraphicsPipelines(device.Handle, default, 1, &info, null, out var pipeline).Require($"vkCreateGraphicsPipelines, {name}");
        Handle = pipeline;
        device.Vk.DestroyShaderModule(device.Handle, vertex, null);
        device.Vk.DestroyShaderModule(device.Handle, fragment, null);
    }

    public Pipeline Handle { get; }

    public void Dispose() => _device.Vk.DestroyPipeline(_device.Handle, Handle, null);

    private ShaderModule Load(string name)
    {
        using var stream = typeof(CorridorPipeline).Assembly.GetManifestResourceStream($"{name}.spv")
            ?? throw new ScumbleException($"There is no compiled shader {name}.", "Run Shaders/compile.sh and build again.");
        var code = new byte[stream.Length];
        stream.ReadExactly(code);
        fixed (byte* words = code)
        {
            var info = new ShaderModuleCreateInfo(codeSize: (nuint)code.Length, pCode: (uint*)words);
            _device.Vk.CreateShaderModule(_device.Handle, &info, null, out var module).Require($"vkCreateShaderModule, {name}");
            return module;
        }
    }
}
