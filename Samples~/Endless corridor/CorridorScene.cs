using System.Numerics;
using System.Runtime.InteropServices;
using LiveWindow;
using Silk.NET.Vulkan;

namespace EndlessCorridor;

/// <summary>What is drawn: the rooms in their materials, and over them the graph of frame times.</summary>
internal sealed unsafe class CorridorScene : IDisposable
{
    private const ShaderStageFlags Stages = ShaderStageFlags.VertexBit | ShaderStageFlags.FragmentBit;
    private readonly GraphicsDevice _device;
    private readonly TextureSets _sets;
    private readonly PipelineLayout _layout;
    private readonly ScenePipeline _rooms, _graph;
    private readonly HostBuffer _vertices;
    private readonly HostBuffer[] _bars;
    private readonly int[] _parts;

    public CorridorScene(GraphicsDevice device, RenderPass pass, TextureSets sets)
    {
        (_device, _sets) = (device, sets);
        var set = sets.Layout;
        var arguments = new PushConstantRange(Stages, 0, (uint)sizeof(CorridorArguments));
        var info = new PipelineLayoutCreateInfo(setLayoutCount: 1, pSetLayouts: &set, pushConstantRangeCount: 1, pPushConstantRanges: &arguments);
        device.Vk.CreatePipelineLayout(device.Handle, &info, null, out _layout).Require("vkCreatePipelineLayout");
        var shaders = typeof(CorridorScene).Assembly;
        _rooms = new ScenePipeline(device, pass, _layout, new(shaders, "corridor")
        {
            Inputs = Vertex.Inputs,
            Stride = (uint)sizeof(Vertex),
            IsCulled = true,
            Depth = CompareOp.LessOrEqual,
            WritesDepth = true,
        });
        _graph = new ScenePipeline(device, pass, _layout, new(shaders, "graph") { Inputs = [(Format.R32G32Sfloat, 0)], Stride = (uint)sizeof(Vector2), IsPerInstance = true });
        (var vertices, _parts) = RoomMesh.Create();
        _vertices = HostBuffer.Of(device, vertices, BufferUsageFlags.VertexBufferBit);
        _bars = [.. Enumerable.Range(0, Presenter.Slots).Select(_ => new HostBuffer(device, (FrameTimes.Bars + 1) * (ulong)sizeof(Vector2), BufferUsageFlags.VertexBufferBit))];
    }

    /// <summary>Records the draw calls.</summary>
    public void Record(WindowFrame frame, Walk walk, Corridor corridor, FrameTimes times)
    {
        var (vk, commands, size, slot) = (_device.Vk, frame.Commands, frame.Size, frame.Slot);

        // Rooms
        vk.CmdBindPipeline(commands, PipelineBindPoint.Graphics, _rooms.Handle);
        var (buffer, offset) = (_vertices.Handle, 0ul);
        vk.CmdBindVertexBuffers(commands, 0, 1, &buffer, &offset);
        var camera = new CorridorArguments(walk.Eye, walk.Ahead, (float)size.Width / size.Height);
        _sets.Keep(corridor.Rooms.SelectMany(room => room.Handles).ToHashSet(), slot);
        foreach (var room in corridor.Rooms)
        {
            foreach (var (part, handle) in room.Handles.Index())
            {
                var set = _sets.For(handle, slot);
                var arguments = camera.At(part == 2 ? room.CrateOffset : room.Offset);
                vk.CmdBindDescriptorSets(commands, PipelineBindPoint.Graphics, _layout, 0, 1, &set, 0, null);
                vk.CmdPushConstants(commands, _layout, Stages, 0, (uint)sizeof(CorridorArguments), &arguments);
                vk.CmdDraw(commands, (uint)(_parts[part + 1] - _parts[part]), 1, (uint)_parts[part], 0);
            }
        }

        // Graph
        times.CopyTo(MemoryMarshal.Cast<byte, Vector2>(_bars[slot].Bytes));
        vk.CmdBindPipeline(commands, PipelineBindPoint.Graphics, _graph.Handle);
        buffer = _bars[slot].Handle;
        vk.CmdBindVertexBuffers(commands, 0, 1, &buffer, &offset);
        vk.CmdDraw(commands, 6, FrameTimes.Bars + 1, 0, 0);
    }

    public void Dispose()
    {
        foreach (var bars in _bars) bars.Dispose();
        _vertices.Dispose();
        _graph.Dispose();
        _rooms.Dispose();
        _device.Vk.DestroyPipelineLayout(_device.Handle, _layout, null);
    }
}
