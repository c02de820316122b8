using Scumble.Vulkan;
using Silk.NET.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace LiveWindow;

/// <summary>Draws the scene. A frame waits on the device for the textures that were handed over since the one before.</summary>
internal sealed class SceneRenderer : IDisposable
{
    private readonly Presenter _presenter;
    private readonly MaterialSets _materials;
    private readonly Scene _scene;
    private DescriptorSet _material;
    private TimelinePoint? _ready;

    public SceneRenderer(GraphicsDevice device, Window window)
    {
        _presenter = new Presenter(device, window);
        _materials = new MaterialSets(device);
        _scene = new Scene(device, _presenter.Pass, _materials);
    }

    /// <inheritdoc cref="Presenter.Timeline"/>
    public Semaphore Timeline => _presenter.Timeline;

    /// <summary>Frames that were drawn.</summary>
    public ulong Frames => _presenter.Frames;

    /// <summary>The frames from now on show this material.</summary>
    public void Show(TextureHandover[] material)
    {
        _material = _materials.For(material);
        _ready = material[^1].Ready; // of one timeline, in order: the last has passed when all have
    }

    /// <summary>Draws and presents one frame, if the window has an image to draw to.</summary>
    /// <param name="seconds">The moment of the scene.</param>
    /// <param name="screenshot">Also copies the frame there.</param>
    public bool Draw(double seconds, Screenshot? screenshot = null)
    {
        if (_presenter.Begin() is not { } frame) return false;
        _scene.Record(frame, seconds, _material);
        _presenter.End(frame, _ready, screenshot);
        _ready = null;
        return true;
    }

    /// <summary>Waits for all frames.</summary>
    public void Dispose()
    {
        _presenter.Dispose();
        _scene.Dispose();
        _materials.Dispose();
    }
}
