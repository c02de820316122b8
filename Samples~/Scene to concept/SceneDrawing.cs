using System.Numerics;
using LiveWindow;
using Scumble.Imaging;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace SceneToConcept;

/// <summary>A scene on the renderer's device, and what Scumble reads of its images there.</summary>
internal sealed class SceneDrawing : IDisposable
{
    /// <summary>From a picture's lowest to its highest edge.</summary>
    public const float VerticalDegrees = 60;

    private readonly GraphicsDevice _graphics;
    private readonly VulkanDevice _scumble;
    private readonly ViewRenderer _renderer;
    private readonly VulkanTimeline _frames;
    private readonly VulkanImageOps _ops;
    private readonly RendererImage[] _images;
    private readonly DepthConvention _convention;
    private readonly int _width, _height;

    public SceneDrawing(SampleScene scene, int width, int height, bool validate)
    {
        (_width, _height, _convention) = (width, height, scene.Convention);
        _graphics = new GraphicsDevice(null, validate);
        _scumble = VulkanDevice.Borrow(_graphics.Lent);
        _renderer = new ViewRenderer(_graphics, scene.Vertices(), width, height);
        _frames = VulkanTimeline.Borrow(_scumble, _renderer.Timeline.Handle);
        _ops = new VulkanImageOps(_scumble);
        _images = _renderer.Lend(_scumble);
    }

    /// <summary>Draws a frame, and reads all of it; null where the camera sees nothing.</summary>
    /// <param name="from">The camera.</param>
    /// <param name="extractors">What is made of it; the geometry's edges are among it.</param>
    public Frame? See((Vector3 Eye, Vector3 Ahead) from, params IEnumerable<Extractor> extractors)
    {
        var camera = Draw(from);
        using var view = new VulkanSceneView(_ops)
        {
            Colour = _images[0],
            Transfer = TexelTransfer.FromLinear,
            Normal = _images[1],
            NormalConvention = new() { IsEncoded = false },
            Ids = _images[2],
            Depth = _images[4],
            Convention = _convention,
        };
        var input = view.Read(camera);
        if (DepthRange.Find(_ops, input) is not { } range) return null;
        string[] notes = [.. view.Inspect(), FormattableString.Invariant($"white is {range.NearMetres:f2} m, black {range.FarMetres:f1} m")];
        var controls = extractors.ToDictionary(extractor => extractor.Id, extractor => Extraction.Of(_ops, extractor, input));
        var composition = new Scumble.Materials.SceneComposition
        {
            Depth = Down(input.Depth!),
            Rays = input.Rays!.Value,
            World = camera.ToWorld(_convention),
            Normal = Down(input.Normal!),
            Ids = Down(input.Ids!),
            Edges = controls[Extractors.GeometryEdge.Id],
        };
        return new(camera, _convention, Down(input.Photograph!), composition, controls, Places(), notes);
    }

    /// <summary>Draws a frame, and reads only which places of the atlases it shows (<see cref="Frame.Places"/>).</summary>
    public Image PlacesFrom((Vector3 Eye, Vector3 Ahead) from)
    {
        Draw(from);
        return Places();
    }

    /// <summary>A camera as all pictures of a scene have it.</summary>
    public static SceneCamera Camera((Vector3 Eye, Vector3 Ahead) from, float aspect, DepthConvention convention) =>
        SceneCamera.Perspective(Matrix4x4.CreateLookAt(from.Eye, from.Eye + from.Ahead, Vector3.UnitY), VerticalDegrees, aspect, convention);

    public void Dispose()
    {
        foreach (var image in _images) image.Dispose();
        _ops.Dispose();
        _frames.Dispose();
        _renderer.Dispose();
        _scumble.Dispose();
        _graphics.Dispose();
    }

    private SceneCamera Draw((Vector3 Eye, Vector3 Ahead) from)
    {
        var camera = Camera(from, (float)_width / _height, _convention);
        _renderer.Draw(camera);
        _scumble.Commands.WaitFor(new TimelinePoint(_frames, _renderer.Frames));
        return camera;
    }

    private Image Places()
    {
        using var places = _ops.Tensors.Create(new TensorShape(_height, _width, 3), ElementType.Float32);
        _ops.ReadPicture(places, _images[3], TexelTransfer.None, 0, 0);
        return Down(places);
    }

    private Image Down(Tensor tensor) => Image.Download(_ops.Tensors, tensor);
}
