using Silk.NET.Vulkan;

namespace LiveWindow;

/// <summary>What is drawn: the rounded cube in its material, before the backdrop.</summary>
internal sealed unsafe class Scene : IDisposable
{
    private const ShaderStageFlags Stages = ShaderStageFlags.VertexBit | ShaderStageFlags.FragmentBit;
    private readonly GraphicsDevice _device;
    private readonly PipelineLayout _layout;
    private readonly ScenePipeline _mesh, _backdrop;
    private readonly HostBuffer _vertices, _indices;
    private readonly uint _indexCount;

    public Scene(GraphicsDevice device, RenderPass pass, MaterialSets materials)
    {
        _device = device;
        var set = materials.Layout;
        var arguments = new PushConstantRange(Stages, 0, (uint)sizeof(SceneArguments));
        var info = new PipelineLayoutCreateInfo(setLayoutCount: 1, pSetLayouts: &set, pushConstantRangeCount: 1, pPushConstantRanges: &arguments);
        device.Vk.CreatePipelineLayout(device.Handle, &info, null, out _layout).Require("vkCreatePipelineLayout");
        _mesh = new ScenePipeline(device, pass, _layout, new(typeof(Scene).Assembly, "mesh")
        {
            Inputs = Vertex.Inputs,
            Stride = (uint)sizeof(Vertex),
            IsCulled = true,
            Depth = CompareOp.LessOrEqual,
            WritesDepth = true,
        });
        _backdrop = new ScenePipeline(device, pass, _layout, new(typeof(Scene).Assembly, "backdrop") { Depth = CompareOp.LessOrEqual });
        var (vertices, indices) = RoundedCube.Create();
        _vertices = HostBuffer.Of(device, vertices, BufferUsageFlags.VertexBufferBit);
        _indices = HostBuffer.Of(device, indices, BufferUsageFlags.IndexBufferBit);
        _indexCount = (uint)indices.Length;
    }

    /// <summary>Records the draw calls, inside the render pass.</summary>
    public void Record(WindowFrame frame, double seconds, DescriptorSet material)
    {
        var (vk, commands, size) = (_device.Vk, frame.Commands, frame.Size);
        var arguments = new SceneArguments(seconds, (float)size.Width / size.Height);
        vk.CmdPushConstants(commands, _layout, Stages, 0, (uint)sizeof(SceneArguments), &arguments);

        vk.CmdBindPipeline(commands, PipelineBindPoint.Graphics, _mesh.Handle);
        vk.CmdBindDescriptorSets(commands, PipelineBindPoint.Graphics, _layout, 0, 1, &material, 0, null);
        var (buffer, offset) = (_vertices.Handle, 0ul);
        vk.CmdBindVertexBuffers(commands, 0, 1, &buffer, &offset);
        vk.CmdBindIndexBuffer(commands, _indices.Handle, 0, IndexType.Uint16);
        vk.CmdDrawIndexed(commands, _indexCount, 1, 0, 0, 0);

        vk.CmdBindPipeline(commands, PipelineBindPoint.Graphics, _backdrop.Handle);
        vk.CmdDraw(commands, 3, 1, 0, 0);
    }

    public void Dispose()
    {
        _indices.Dispose();
        _vertices.Dispose();
        _backdrop.Dispose();
        _mesh.Dispose();
        _device.Vk.DestroyPipelineLayout(_device.Handle, _layout, null);
    }
}
