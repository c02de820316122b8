using Scumble.Imaging;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>
/// A picture in a renderer's Vulkan memory, for a request to start from, steer by or mask with (<see cref="Stages.PictureSource.FromDevice"/>). It is read and
/// resampled on the device, whenever a generation that names it begins; until that has passed, it stays as it is, in the layout for reading, and what
/// writes it was waited for (<see cref="VulkanCommands.WaitFor"/>). Borrows the picture. One thread, that of the generation.
/// </summary>
public sealed class VulkanPicture : IPicture, IDisposable
{
    private readonly SharedBackend _backend;
    private readonly VulkanImageOps _images;
    private readonly Action<Tensor>? _read;
    private readonly TensorShape _shape;
    private Tensor? _picture;
    private Tensor? _resampled;
    private VulkanLanding? _landing;
    private bool _isDisposed;

    /// <summary>A texture, read as it is stored: of <see cref="TexelFormat.Rgba8Srgb"/> the encoded colours, which networks read.</summary>
    /// <param name="backend">What generates; it must outlive the picture.</param>
    /// <param name="texture">On the backend's device. Not owned.</param>
    /// <param name="transfer">What happens to the colours on the way.</param>
    /// <exception cref="ArgumentException">The texture is of another device.</exception>
    public VulkanPicture(SharedBackend backend, GpuTexture texture, TexelTransfer transfer = TexelTransfer.None)
        : this(backend, (texture ?? throw new ArgumentNullException(nameof(texture))).Device, new(texture.Height, texture.Width, 3)) =>
        _read = picture => _images.ReadPicture(picture, texture, transfer);

    /// <summary>A renderer's image: three colours, or one channel of depth or of red.</summary>
    /// <param name="backend">What generates; it must outlive the picture.</param>
    /// <param name="image">On the backend's device. Not owned.</param>
    /// <param name="transfer">What happens to the colours on the way: <see cref="TexelTransfer.FromLinear"/> for linear light, which an sRGB format is read as.</param>
    /// <param name="isGrey">Whether red alone is the picture.</param>
    /// <exception cref="ArgumentException">The image is of another device.</exception>
    public VulkanPicture(SharedBackend backend, RendererImage image, TexelTransfer transfer = TexelTransfer.None, bool isGrey = false)
        : this(backend, (image ?? throw new ArgumentNullException(nameof(image))).Device, new(image.Height, image.Width, image.IsDepth || isGrey ? 1 : 3)) =>
        _read = picture => _images.ReadPicture(picture, image, transfer);

    /// <summary>A picture that the verbs of <see cref="IImageOps"/> made: edges, or depth as a ControlNet knows it.</summary>
    /// <param name="backend">What generates; it must outlive the picture.</param>
    /// <param name="picture">[h, w, 1, 3 or 4] on the backend's device. Not owned.</param>
    /// <exception cref="ArgumentException">The tensor is of another device, or no picture.</exception>
    public VulkanPicture(SharedBackend backend, VulkanTensor picture)
        : this(backend, (picture ?? throw new ArgumentNullException(nameof(picture))).Device, picture.Shape)
    {
        ImageChecks.RequirePicture(picture);
        _picture = picture;
    }

    private VulkanPicture(SharedBackend backend, VulkanDevice device, TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(backend);
        if (device != backend.Device) throw new ArgumentException($"The picture is of {device.Name}, the backend of {backend.Device.Name}: they are different devices.", nameof(device));
        (_backend, _images, _shape) = (backend, new VulkanImageOps(device), shape);
    }

    /// <inheritdoc/>
    public int Width => _shape[1];

    /// <inheritdoc/>
    public int Height => _shape[0];

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The texture was not written yet, or is handed to another queue family.</exception>
    /// <exception cref="ObjectDisposedException">This, or what it borrows, was disposed.</exception>
    /// <exception cref="Diagnostics.ScumbleException">Memory has run out, or the device was lost.</exception>
    public void Write(ITensorOps ops, Tensor planes, CropWindow window, double a, double b)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (ops != _backend.Ops) throw new ArgumentException("The picture was made for another backend than the one that generates.", nameof(ops));
        ImageChecks.RequireCanvas(planes, window);

        var picture = Read();
        if ((window.Width, window.Height) != (Width, Height))
        {
            var resampled = Buffer(ref _resampled, new(window.Height, window.Width, _shape[2]));
            _images.Resize(resampled, picture, TileMode.None);
            picture = resampled;
        }
        _backend.Memory.FromVulkan(planes, written => _images.ToPlanes(written, picture, window.X, window.Y, a, b), ref _landing);
    }

    /// <summary>Lets go of the buffers in between; waits for the device if CUDA shares one of them.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        if (_landing is not null && !_backend.Device.IsLost) _backend.Device.Commands.Synchronize();
        _landing?.Dispose();
        _resampled?.Dispose();
        if (_read is not null) _picture?.Dispose();
        _images.Dispose();
    }

    private Tensor Read()
    {
        if (_read is null) return _picture!;
        var picture = Buffer(ref _picture, _shape);
        _read(picture);
        return picture;
    }

    private Tensor Buffer(ref Tensor? kept, TensorShape shape)
    {
        if (kept?.Shape == shape) return kept;
        kept?.Dispose();
        kept = null;
        return kept = _images.Tensors.Create(shape, ElementType.Float32);
    }
}
