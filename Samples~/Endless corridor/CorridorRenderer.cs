using LiveWindow;
using Scumble.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace EndlessCorridor;

/// <summary>Draws the corridor. A frame waits on the device for textures that were stored since the one before.</summary>
internal sealed class CorridorRenderer : IDisposable
{
    private readonly Presenter _presenter;
    private readonly TextureSets _sets;
    private readonly CorridorScene _scene;

    public CorridorRenderer(GraphicsDevice device, Window window)
    {
        _presenter = new Presenter(device, window);
        _sets = new TextureSets(device, Presenter.Slots);
        _scene = new CorridorScene(device, _presenter.Pass, _sets);
    }

    /// <inheritdoc cref="Presenter.Timeline"/>
    public Semaphore Timeline => _presenter.Timeline;

    /// <summary>Frames that were drawn.</summary>
    public ulong Frames => _presenter.Frames;

    /// <summary>Draws and presents one frame, if the window has an image to draw to.</summary>
    /// <param name="walk">The camera.</param>
    /// <param name="corridor">What it sees.</param>
    /// <param name="times">For the graph.</param>
    /// <param name="ready">What the textures' last writes signal.</param>
    /// <param name="screenshot">Also copies the frame there.</param>
    public bool Draw(Walk walk, Corridor corridor, FrameTimes times, TimelinePoint ready, Screenshot? screenshot = null)
    {
        if (_presenter.Begin() is not { } frame) return false;
        _scene.Record(frame, walk, corridor, times);
        _presenter.End(frame, ready, screenshot);
        return true;
    }

    /// <summary>Waits for all frames.</summary>
    public void Dispose()
    {
        _presenter.Dispose();
        _scene.Dispose();
        _sets.Dispose();
    }
}
