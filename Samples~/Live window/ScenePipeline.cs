using Scumble.Diagnostics;
using Silk.NET.Vulkan;

namespace LiveWindow;

/// <summary>One graphics pipeline; viewport and scissor are set while drawing.</summary>
internal sealed unsafe class ScenePipeline : IDisposable
{
    private readonly GraphicsDevice _device;

    /// <param name="device">Where.</param>
    /// <param name="pass">Where it draws.</param>
    /// <param name="layout">Its arguments and descriptors.</param>
    /// <param name="what">All else.</param>
    public ScenePipeline(GraphicsDevice device, RenderPass pass, PipelineLayout layout, PipelineDescription what)
    {
        _device = device;
        var (vertex, fragment) = (Load(what, "vert"), Load(what, "frag"));
        using var main = new NameList("main");
        var stages = stackalloc PipelineShaderStageCreateInfo[]
        {
            new(stage: ShaderStageFlags.VertexBit, module: vertex, pName: main.Pointers[0]),
            new(stage: ShaderStageFlags.FragmentBit, module: fragment, pName: main.Pointers[0]),
        };
        var binding = new VertexInputBindingDescription(0, what.Stride, what.IsPerInstance ? VertexInputRate.Instance : VertexInputRate.Vertex);
        var attributes = stackalloc VertexInputAttributeDescription[what.Inputs.Length];
        for (var i = 0; i < what.Inputs.Length; i++) attributes[i] = new((uint)i, 0, what.Inputs[i].Format, what.Inputs[i].Offset);
        var input = new PipelineVertexInputStateCreateInfo(vertexBindingDescriptionCount: what.Inputs.Length > 0 ? 1u : 0, pVertexBindingDescriptions: &binding,
            vertexAttributeDescriptionCount: (uint)what.Inputs.Length, pVertexAttributeDescriptions: attributes);
        var assembly = new PipelineInputAssemblyStateCreateInfo(topology: PrimitiveTopology.TriangleList);
        var viewport = new PipelineViewportStateCreateInfo(viewportCount: 1, scissorCount: 1);
        var rasterization = new PipelineRasterizationStateCreateInfo(polygonMode: PolygonMode.Fill,
            cullMode: what.IsCulled ? CullModeFlags.BackBit : CullModeFlags.None, frontFace: FrontFace.CounterClockwise, lineWidth: 1);
        var samples = new PipelineMultisampleStateCreateInfo(rasterizationSamples: what.Samples);
        var depth = new PipelineDepthStencilStateCreateInfo(depthTestEnable: what.Depth is not null, depthWriteEnable: what.WritesDepth, depthCompareOp: what.Depth ?? CompareOp.Always);
        var blends = stackalloc PipelineColorBlendAttachmentState[what.Colours];
        for (var i = 0; i < what.Colours; i++)
        {
            blends[i] = new(what.IsBlended, BlendFactor.SrcAlpha, BlendFactor.OneMinusSrcAlpha, BlendOp.Add, BlendFactor.One, BlendFactor.OneMinusSrcAlpha, BlendOp.Add,
                ColorComponentFlags.RBit | ColorComponentFlags.GBit | ColorComponentFlags.BBit | ColorComponentFlags.ABit);
        }
        var blend = new PipelineColorBlendStateCreateInfo(attachmentCount: (uint)what.Colours, pAttachments: blends);
        var dynamicStates = stackalloc DynamicState[] { DynamicState.Viewport, DynamicState.Scissor };
        var dynamic = new PipelineDynamicStateCreateInfo(dynamicStateCount: 2, pDynamicStates: dynamicStates);
        var info = new GraphicsPipelineCreateInfo(stageCount: what.Colours > 0 ? 2u : 1, pStages: stages, pVertexInputState: &input, pInputAssemblyState: &assembly,
            pViewportState: &viewport, pRasterizationState: &rasterization, pMultisampleState: &samples, pDepthStencilState: &depth, pColorBlendState: &blend,
            pDynamicState: &dynamic, layout: layout, renderPass: pass, subpass: what.Subpass);
        device.Vk.CreateGraphicsPipelines(device.Handle, default, 1, &info, null, out var pipeline).Require($"vkCreateGraphicsPipelines, {what.Name}");
        Handle = pipeline;
        device.Vk.DestroyShaderModule(device.Handle, vertex, null);
        device.Vk.DestroyShaderModule(device.Handle, fragment, null);
    }

    public Pipeline Handle { get; }

    public void Dispose() => _device.Vk.DestroyPipeline(_device.Handle, Handle, null);

    private ShaderModule Load(PipelineDescription what, string stage)
    {
        using var stream = what.Shaders.GetManifestResourceStream($"{what.Name}.{stage}.spv")
            ?? throw new ScumbleException($"There is no compiled shader {what.Name}.{stage}.", "Run Shaders/compile.sh and build again.");
        var code = new byte[stream.Length];
        stream.ReadExactly(code);
        fixed (byte* words = code)
        {
            var info = new ShaderModuleCreateInfo(codeSize: (nuint)code.Length, pCode: (uint*)words);
            _device.Vk.CreateShaderModule(_device.Handle, &info, null, out var module).Require($"vkCreateShaderModule, {what.Name}.{stage}");
            return module;
        }
    }
}
