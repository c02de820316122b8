using Scumble.Diagnostics;
using Silk.NET.Vulkan;

namespace SceneToConcept;

/// <summary>One of the two pipelines: for depth alone, or for all else.</summary>
internal sealed unsafe class ScenePipeline : IDisposable
{
    private readonly GraphicsDevice _device;

    /// <param name="device">Where.</param>
    /// <param name="pass">Where it draws.</param>
    /// <param name="layout">Its arguments.</param>
    /// <param name="isDepth">Whether it draws depth alone.</param>
    public ScenePipeline(GraphicsDevice device, ScenePass pass, PipelineLayout layout, bool isDepth)
    {
        _device = device;
        var (vertex, fragment) = (Load("scene.vert"), Load("scene.frag"));
        using var main = new NameList("main");
        var stages = stackalloc PipelineShaderStageCreateInfo[]
        {
            new(stage: ShaderStageFlags.VertexBit, module: vertex, pName: main.Pointers[0]),
            new(stage: ShaderStageFlags.FragmentBit, module: fragment, pName: main.Pointers[0]),
        };
        var binding = new VertexInputBindingDescription(0, (uint)sizeof(Vertex), VertexInputRate.Vertex);
        var attributes = stackalloc VertexInputAttributeDescription[]
        {
            new(0, 0, Format.R32G32B32Sfloat, 0), new(1, 0, Format.R32G32B32Sfloat, 12), new(2, 0, Format.R32G32B32Sfloat, 24), new(3, 0, Format.R32Uint, 36), new(4, 0, Format.R32G32B32Sfloat, 40),
        };
        var input = new PipelineVertexInputStateCreateInfo(vertexBindingDescriptionCount: 1, pVertexBindingDescriptions: &binding, vertexAttributeDescriptionCount: 5, pVertexAttributeDescriptions: attributes);
        var assembly = new PipelineInputAssemblyStateCreateInfo(topology: PrimitiveTopology.TriangleList);
        var viewport = new PipelineViewportStateCreateInfo(viewportCount: 1, scissorCount: 1);
        var rasterization = new PipelineRasterizationStateCreateInfo(polygonMode: PolygonMode.Fill, cullMode: CullModeFlags.BackBit, frontFace: FrontFace.CounterClockwise, lineWidth: 1);
        var samples = new PipelineMultisampleStateCreateInfo(rasterizationSamples: SampleCountFlags.Count1Bit);
        var depth = new PipelineDepthStencilStateCreateInfo(depthTestEnable: true, depthWriteEnable: isDepth, depthCompareOp: isDepth ? CompareOp.Greater : CompareOp.Equal);
        var blends = stackalloc PipelineColorBlendAttachmentState[ScenePass.Formats.Length];
        for (var i = 0; i < ScenePass.Formats.Length; i++)
            blends[i] = new(colorWriteMask: ColorComponentFlags.RBit | ColorComponentFlags.GBit | ColorComponentFlags.BBit | ColorComponentFlags.ABit);
        var blend = new PipelineColorBlendStateCreateInfo(attachmentCount: isDepth ? 0 : (uint)ScenePass.Formats.Length, pAttachments: blends);
        var dynamicStates = stackalloc DynamicState[] { DynamicState.Viewport, DynamicState.Scissor };
        var dynamic = new PipelineDynamicStateCreateInfo(dynamicStateCount: 2, pDynamicStates: dynamicStates);
        var info = new GraphicsPipelineCreateInfo(stageCount: isDepth ? 1u : 2, pStages: stages, pVertexInputState: &input, pInputAssemblyState: &assembly, pViewportState: &viewport,
            pRasterizationState: &rasterization, pMultisampleState: &samples, pDepthStencilState: &depth, pColorBlendState: &blend, pDynamicState: &dynamic,
            layout: layout, renderPass: pass.Handle, subpass: isDepth ? 0u : 1);
        device.Vk.CreateGraphicsPipelines(device.Handle, default, 1, &info, null, out var pipeline).Require("vkCreateGraphicsPipelines");
        Handle = pipeline;
        device.Vk.DestroyShaderModule(device.Handle, vertex, null);
        device.Vk.DestroyShaderModule(device.Handle, fragment, null);
    }

    public Pipeline Handle { get; }

    public void Dispose() => _device.Vk.DestroyPipeline(_device.Handle, Handle, null);

    private ShaderModule Load(string name)
    {
        using var stream = typeof(ScenePipeline).Assembly.GetManifestResourceStream($"{name}.spv")
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
