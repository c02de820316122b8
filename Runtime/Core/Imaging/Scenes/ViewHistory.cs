using Scumble.Tensors;

namespace Scumble.Imaging;

/// <summary>
/// What pictures of a scene showed in the frame before, carried along as the camera moves, so that pictures that are generated frame by frame do not flicker: each frame, <see cref="See"/>
/// its view, <see cref="Blend"/> what was shown into what the generation starts from, and into what comes of it, and <see cref="Keep"/> that. The scene itself holds still. Frame after frame
/// it allocates nothing. One thread; dispose it once the device has done what was asked.
/// </summary>
public sealed class ViewHistory : IDisposable
{
    private readonly IImageOps _ops;
    private readonly float _tolerance;
    private readonly Tensor[] _inverses;
    private readonly Tensor _picture;
    private SceneCamera? _kept, _seen;
    private CameraMotion _motion;
    private int _latest;

    /// <param name="ops">The verbs; they must outlive this.</param>
    /// <param name="width">Pixels in a row of the views.</param>
    /// <param name="height">Rows.</param>
    /// <param name="tolerance">The share of the distance within which two frames show the same surface.</param>
    public ViewHistory(IImageOps ops, int width, int height, float tolerance = 0.01f)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        (_ops, _tolerance) = (ops, tolerance);
        (_inverses, _picture, Known) = ([New(1), New(1)], New(3), New(1));

        Tensor New(int channels) => ops.Tensors.Create(new TensorShape(height, width, channels), ElementType.Float32);
    }

    /// <summary>[h, w, 1]: after <see cref="Blend"/>, 1 where the frame before showed what is seen now, else 0. Owned by this.</summary>
    public Tensor Known { get; }

    /// <summary>Begins a frame.</summary>
    /// <param name="view">What the camera sees, with its depth and the depth's convention; of the size of this.</param>
    /// <param name="camera">The camera.</param>
    /// <exception cref="ArgumentException">The view has no depth, is of another size, or its depth is not what the camera makes of distances.</exception>
    public void See(ExtractorInput view, SceneCamera camera)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(camera);
        if (view.Depth is null || view.Convention is null) throw new ArgumentException("Pictures are carried by depth and its convention; the view has none.", nameof(view));
        var now = _inverses[1 - _latest];
        if (view.Depth.Shape != now.Shape) throw new ArgumentException($"The view's depth is {view.Depth.Shape}, expected {now.Shape}.", nameof(view));

        // Without a frame before, nothing lies in front of it.
        _motion = _kept is null ? default : CameraMotion.Between(camera, _kept, view.Convention, now.Shape[1], now.Shape[0]);
        _ops.Tensors.Copy(now, view.Depth);
        _seen = camera;
    }

    /// <summary>Blends what was shown in the frame before into a picture of this frame, which stays as it is where that is not known.</summary>
    /// <param name="picture">[h, w, 3].</param>
    /// <param name="share">Of what was shown, 0 to 1. Of what a generation starts from, all of it feeds a model its own output again and again, until little but its habits is left.</param>
    /// <exception cref="InvalidOperationException">No frame was begun since the last was kept.</exception>
    public void Blend(Tensor picture, float share)
    {
        Require(picture);
        _ops.Reproject(picture, Known, _picture, _inverses[_latest], _inverses[1 - _latest], _motion, _tolerance, share);
    }

    /// <summary>Keeps what this frame shows.</summary>
    /// <param name="picture">[h, w, 3]; copied.</param>
    /// <exception cref="InvalidOperationException">No frame was begun since the last was kept.</exception>
    public void Keep(Tensor picture)
    {
        Require(picture);
        _ops.Tensors.Copy(_picture, picture);
        (_kept, _latest, _seen) = (_seen, 1 - _latest, null);
    }

    /// <summary>Forgets what was kept: after a cut, or when the scene changed.</summary>
    public void Forget() => (_kept, _seen) = (null, null);

    /// <summary>Lets go of the pictures.</summary>
    public void Dispose()
    {
        foreach (var tensor in new[] { _inverses[0], _inverses[1], _picture, Known }) tensor.Dispose();
    }

    private void Require(Tensor picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (_seen is null) throw new InvalidOperationException("See a view first.");
        if (picture.Shape != _picture.Shape) throw new ArgumentException($"The picture is {picture.Shape}, expected {_picture.Shape}.", nameof(picture));
    }
}
