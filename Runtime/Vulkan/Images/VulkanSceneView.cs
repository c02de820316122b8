using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Vulkan;

/// <summary>
/// What a scene's camera sees, in a renderer's own images, which are borrowed: no byte of them passes through host memory. While they are read they are in
/// the layouts that they name, and what draws them was waited for (<see cref="VulkanCommands.WaitFor"/>). One thread. Dispose it after what reads its input.
/// </summary>
public sealed class VulkanSceneView : IDisposable
{
    private readonly VulkanImageOps _ops;
    private readonly List<Tensor> _tensors = [];
    private ExtractorInput? _input;

    /// <param name="ops">The verbs of the device that the images were made on.</param>
    public VulkanSceneView(VulkanImageOps ops)
    {
        ArgumentNullException.ThrowIfNull(ops);
        _ops = ops;
    }

    /// <summary>The depth buffer. Not owned.</summary>
    public required RendererImage Depth { get; init; }

    /// <summary>What its numbers mean.</summary>
    public required DepthConvention Convention { get; init; }

    /// <summary>The part of the images that the camera draws to; null for the whole of the depth.</summary>
    public CropWindow? Viewport { get; init; }

    /// <summary>What was drawn, or null. Not owned.</summary>
    public RendererImage? Colour { get; init; }

    /// <summary>What happens to its colours: <see cref="TexelTransfer.FromLinear"/> for linear light, which an sRGB format is read as.</summary>
    public TexelTransfer Transfer { get; init; }

    /// <summary>Normals as they were drawn, or null. Not owned.</summary>
    public RendererImage? Normal { get; init; }

    /// <summary>What their numbers mean.</summary>
    public NormalConvention NormalConvention { get; init; } = new();

    /// <summary>Which object each pixel shows, as whole numbers (<see cref="RendererImage.IsWhole"/>), or null. Not owned.</summary>
    public RendererImage? Ids { get; init; }

    /// <summary>Records the reading of a frame. The result is this view's own, and the same tensors from frame to frame.</summary>
    /// <param name="camera">The frame's camera.</param>
    /// <exception cref="ArgumentException">Depth is not what the camera makes of distances, an image is of another size than depth, or not of its kind.</exception>
    /// <remarks>Numbers stay on the device, so that nobody looks at them here: what is not a number counts as nothing drawn. <see cref="Inspect"/> looks.</remarks>
    public ExtractorInput Read(SceneCamera camera)
    {
        ArgumentNullException.ThrowIfNull(camera);
        camera.Require(Convention);
        var (window, kept) = (Viewport ?? new CropWindow(0, 0, Depth.Width, Depth.Height), 0);
        foreach (var (image, isFit, kind) in new[] { (Depth, Depth.IsDepth || !Depth.IsWhole, "depth"), (Colour, Colour is { IsDepth: false, IsWhole: false }, "colours"), (Normal, Normal is { IsDepth: false, IsWhole: false }, "normals"), (Ids, Ids?.IsWhole == true, "ids") })
        {
            if (image is null) continue;
            if (!isFit) throw new ArgumentException($"The image of {kind} holds something else: ids are whole numbers (R8, R16 or R32_UINT), and only they.");
            if ((image.Width, image.Height) != (Depth.Width, Depth.Height))
                throw new ArgumentException($"The image of {kind} is {image.Width}x{image.Height}, the depth {Depth.Width}x{Depth.Height}: images of one view are of one size.");
        }

        var depth = Drawn(Depth, 1, TexelTransfer.None);
        var inverse = Kept(1);
        _ops.LinearDepth(inverse, depth, Convention, inverse: true);
        Tensor? turned = null;
        if (Normal is not null)
        {
            var normal = Drawn(Normal, 3, TexelTransfer.None);
            camera.TurnNormals(_ops, turned = Kept(3), normal, NormalConvention, Convention);
        }
        return _input = new ExtractorInput
        {
            Depth = inverse,
            Convention = Convention,
            Rays = camera.Rays(window.Width, window.Height, Convention),
            Photograph = Colour is null ? null : Drawn(Colour, 3, Transfer),
            Normal = turned,
            Ids = Ids is null ? null : Drawn(Ids, 1, TexelTransfer.None),
        };

        Tensor Drawn(RendererImage image, int channels, TexelTransfer transfer)
        {
            var picture = Kept(channels);
            _ops.ReadPicture(picture, image, transfer, window.X, window.Y);
            return picture;
        }

        Tensor Kept(int channels)
        {
            if (kept == _tensors.Count) _tensors.Add(_ops.Tensors.Create(new TensorShape(window.Height, window.Width, channels), ElementType.Float32));
            return _tensors[kept++];
        }
    }

    /// <summary>Looks at the depth that was read last: what should be known, in whole sentences. Waits for the device and downloads it, counted.</summary>
    /// <exception cref="InvalidOperationException">Nothing was read yet.</exception>
    /// <exception cref="Diagnostics.ScumbleException">Depth is not a number somewhere or not in its range, or nothing was drawn.</exception>
    public IReadOnlyList<string> Inspect()
    {
        if (_input is null) throw new InvalidOperationException("Nothing was read yet.");
        var depth = new Image(_tensors[0].Shape[1], _tensors[0].Shape[0], 1);
        _ops.Tensors.Download(_tensors[0], depth.Pixels);
        return SceneView.Notes(depth, Convention);
    }

    /// <summary>Lets go of the tensors.</summary>
    public void Dispose()
    {
        foreach (var tensor in _tensors) tensor.Dispose();
        _tensors.Clear();
        _input = null;
    }
}
