using System.Numerics;
using System.Runtime.InteropServices;
using LiveWindow;
using Scumble.Vulkan;
using Silk.NET.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace SceneToConcept;

/// <summary>Draws the painted scene and what lies over it. Before each frame the ids are drawn in its size, for picking and for the line around what is picked.</summary>
internal sealed unsafe class EditRenderer : IDisposable
{
    private static readonly Vector4 Sky = new(0.6f, 0.72f, 0.85f, 1);

    private readonly GraphicsDevice _device;
    private readonly Presenter _presenter;
    private readonly DescriptorSetLayout _pieceLayout, _overlayLayout;
    private readonly PipelineLayout _viewPipes, _overlayPipes;
    private readonly ScenePipeline _view, _overlay;
    private readonly HostBuffer[] _shapes;
    private SampleScene? _scene;
    private Vertex[] _vertices = [];
    private (uint First, uint Count)[] _pieces = [];
    private ViewRenderer? _ids;
    private Extent2D _size;
    private EditSets? _sets;
    private HostBuffer[] _marks = [];

    public EditRenderer(GraphicsDevice device, Window window)
    {
        (_device, _presenter) = (device, new Presenter(device, window, clearDepth: 0));
        _pieceLayout = EditSets.CreateLayout(device, DescriptorType.CombinedImageSampler);
        _overlayLayout = EditSets.CreateLayout(device, DescriptorType.CombinedImageSampler, DescriptorType.CombinedImageSampler, DescriptorType.StorageBuffer);
        _viewPipes = CreateLayout(_pieceLayout, (uint)sizeof(Matrix4x4));
        _overlayPipes = CreateLayout(_overlayLayout, (uint)sizeof(Vector2));
        var shaders = typeof(EditRenderer).Assembly;
        _view = new ScenePipeline(device, _presenter.Pass, _viewPipes, new(shaders, "view")
        {
            Inputs = Vertex.WithoutId,
            Stride = (uint)sizeof(Vertex),
            IsCulled = true,
            Depth = CompareOp.Greater,
            WritesDepth = true,
        });
        _overlay = new ScenePipeline(device, _presenter.Pass, _overlayPipes, new(shaders, "overlay")
        {
            Inputs = OverlayShape.Inputs,
            Stride = (uint)sizeof(OverlayShape),
            IsPerInstance = true,
            IsBlended = true,
        });
        _shapes = [.. Enumerable.Range(0, Presenter.Slots).Select(_ => new HostBuffer(device, (ulong)((Overlay.MaxShapes + 1) * sizeof(OverlayShape)), BufferUsageFlags.VertexBufferBit))];
    }

    /// <inheritdoc cref="Presenter.Timeline"/>
    public Semaphore Timeline => _presenter.Timeline;

    /// <summary>Frames that were drawn.</summary>
    public ulong Frames => _presenter.Frames;

    /// <summary>The frames from now on show this scene. Waits for those before.</summary>
    public void Show(SampleScene scene)
    {
        _device.WaitIdle();
        Forget();
        (_scene, _vertices) = (scene, scene.Vertices());
        _pieces = new (uint, uint)[scene.Pieces.Count];
        for (var i = 0u; i < _vertices.Length; i++)
        {
            ref var piece = ref _pieces[(int)_vertices[i].Place.Z - 1];
            piece = piece.Count == 0 ? (i, 1) : (piece.First, piece.Count + 1);
        }
        _sets = new EditSets(_device, _pieceLayout, _overlayLayout, scene.Pieces.Count);
        _marks = [.. Enumerable.Range(0, Presenter.Slots).Select(_ => new HostBuffer(_device, (ulong)(sizeof(uint) * (scene.Objects.Count + 1)), BufferUsageFlags.StorageBufferBit))];
    }

    /// <summary>Draws and presents one frame, if the window has an image to draw to.</summary>
    /// <param name="eye">Where the camera stands and looks.</param>
    /// <param name="textures">What is painted.</param>
    /// <param name="picked">The objects with a line around them, where the overlay has one.</param>
    /// <param name="overlay">What lies over the scene, for a window of a size in pixels.</param>
    /// <param name="pick">A pixel whose object <see cref="Picked"/> tells, or null.</param>
    /// <param name="screenshot">Also copies the frame there.</param>
    public bool Draw((Vector3 Eye, Vector3 Ahead) eye, PaintedTextures textures, IReadOnlySet<int> picked, Func<int, int, Overlay> overlay, (int X, int Y)? pick = null, Screenshot? screenshot = null)
    {
        if (_presenter.Begin() is not { } frame) return false;
        var (commands, size, slot) = (frame.Commands, frame.Size, frame.Slot);
        if (_ids is null || (size.Width, size.Height) != (_size.Width, _size.Height))
        {
            _device.WaitIdle();
            _ids?.Dispose();
            (_ids, _size) = (new ViewRenderer(_device, _vertices, (int)size.Width, (int)size.Height), size);
        }
        var camera = SceneDrawing.Camera(eye, (float)size.Width / size.Height, _scene!.Convention);
        _ids.Draw(camera, pick);

        // What lies behind and over the scene
        var marks = MemoryMarshal.Cast<byte, uint>(_marks[slot].Bytes);
        for (var i = 0; i < marks.Length; i++) marks[i] = picked.Contains(i) ? 1u : 0;
        var shapes = MemoryMarshal.Cast<byte, OverlayShape>(_shapes[slot].Bytes);
        shapes[0] = new(new(0, 0, size.Width, size.Height), Sky, 0, OverlayShape.Rectangle);
        var over = overlay((int)size.Width, (int)size.Height).Shapes;
        for (var i = 0; i < over.Count; i++) shapes[i + 1] = over[i];
        var set = _sets!.Overlay(slot, textures.Picture, _ids.Ids, _marks[slot].Handle);

        Shapes(commands, slot, set, 0, 1);
        Scene(commands, slot, camera.View * camera.Projection, textures);
        Shapes(commands, slot, set, 1, (uint)over.Count);
        _presenter.End(frame, textures.Ready, screenshot);
        return true;
    }

    /// <inheritdoc cref="ViewRenderer.Picked"/>
    public int Picked() => (int)(_ids?.Picked() ?? 0);

    /// <summary>Waits for all frames.</summary>
    public void Dispose()
    {
        _presenter.Dispose();
        Forget();
        foreach (var shapes in _shapes) shapes.Dispose();
        _overlay.Dispose();
        _view.Dispose();
        foreach (var layout in (ReadOnlySpan<PipelineLayout>)[_viewPipes, _overlayPipes]) _device.Vk.DestroyPipelineLayout(_device.Handle, layout, null);
        foreach (var layout in (ReadOnlySpan<DescriptorSetLayout>)[_pieceLayout, _overlayLayout]) _device.Vk.DestroyDescriptorSetLayout(_device.Handle, layout, null);
    }

    private void Scene(CommandBuffer commands, int slot, Matrix4x4 transform, PaintedTextures textures)
    {
        // From the bottom up: y of clip space points up, as in the projection.
        var (vk, viewport) = (_device.Vk, new Viewport(0, _size.Height, _size.Width, -(float)_size.Height, 0, 1));
        vk.CmdSetViewport(commands, 0, 1, &viewport);
        vk.CmdBindPipeline(commands, PipelineBindPoint.Graphics, _view.Handle);
        var (vertices, start) = (_ids!.Vertices, 0ul);
        vk.CmdBindVertexBuffers(commands, 0, 1, &vertices, &start);
        vk.CmdPushConstants(commands, _viewPipes, ShaderStageFlags.VertexBit, 0, (uint)sizeof(Matrix4x4), &transform);
        foreach (var (piece, atlas) in textures.Atlases.Index())
        {
            var set = _sets!.Piece(slot, piece, atlas);
            vk.CmdBindDescriptorSets(commands, PipelineBindPoint.Graphics, _viewPipes, 0, 1, &set, 0, null);
            vk.CmdDraw(commands, _pieces[piece].Count, 1, _pieces[piece].First, 0);
        }
        viewport = new Viewport(0, 0, _size.Width, _size.Height, 0, 1);
        vk.CmdSetViewport(commands, 0, 1, &viewport);
    }

    private void Shapes(CommandBuffer commands, int slot, DescriptorSet set, uint first, uint count)
    {
        var (vk, size, shapes, start) = (_device.Vk, new Vector2(_size.Width, _size.Height), _shapes[slot].Handle, 0ul);
        vk.CmdBindPipeline(commands, PipelineBindPoint.Graphics, _overlay.Handle);
        vk.CmdBindDescriptorSets(commands, PipelineBindPoint.Graphics, _overlayPipes, 0, 1, &set, 0, null);
        vk.CmdBindVertexBuffers(commands, 0, 1, &shapes, &start);
        vk.CmdPushConstants(commands, _overlayPipes, ShaderStageFlags.VertexBit, 0, (uint)sizeof(Vector2), &size);
        vk.CmdDraw(commands, 6, count, 0, first);
    }

    private void Forget()
    {
        _ids?.Dispose();
        _ids = null;
        _sets?.Dispose();
        foreach (var marks in _marks) marks.Dispose();
    }

    private PipelineLayout CreateLayout(DescriptorSetLayout set, uint bytes)
    {
        var arguments = new PushConstantRange(ShaderStageFlags.VertexBit, 0, bytes);
        var info = new PipelineLayoutCreateInfo(setLayoutCount: 1, pSetLayouts: &set, pushConstantRangeCount: 1, pPushConstantRanges: &arguments);
        _device.Vk.CreatePipelineLayout(_device.Handle, &info, null, out var layout).Require("vkCreatePipelineLayout");
        return layout;
    }
}
