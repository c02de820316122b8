using System.Diagnostics;
using Scumble.Imaging;
using Scumble.Sharing;
using Scumble.Stages;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Benchmarks;

/// <summary>Plays the frames of a live view: what is drawn lies on the device before, what is generated stays there.</summary>
internal sealed class LiveView : IDisposable
{
    private readonly Setting _setting;
    private readonly VulkanImageOps _images;
    private readonly TexturePipeline _pipeline;
    private readonly int _edge;
    private readonly List<(SceneCamera Camera, ExtractorInput View, Tensor Composed)> _frames = [];
    private readonly ViewHistory _history;
    private readonly Tensor _start, _made;
    private readonly VulkanPicture _picture;
    private readonly GpuPicture _target;

    public LiveView(Setting setting, SharedBackend backend, VulkanImageOps images, TexturePipeline pipeline, LiveScene scene, int edge)
    {
        (_setting, _images, _pipeline, _edge) = (setting, images, pipeline, edge);
        foreach (var (drawn, i) in scene.Scenes.Select((drawn, i) => (drawn, i)))
        {
            var seen = drawn.Seen(LiveScene.Convention);
            _frames.Add((seen.Camera, seen.ToInput(images), scene.Composed[i].Upload(images.Tensors)));
        }
        _history = new ViewHistory(images, edge, edge);
        _start = images.Tensors.Create(new TensorShape(edge, edge, 3), ElementType.Float32);
        _made = images.Tensors.Create(_start.Shape, ElementType.Float32);
        _picture = new VulkanPicture(backend, (VulkanTensor)_start);
        _target = new GpuPicture(backend, edge, edge);
    }

    /// <summary>Generates every frame.</summary>
    /// <param name="steps">Of a run from noise.</param>
    /// <param name="strength">The share of them that is done.</param>
    /// <param name="begun">The share of the frame before in what a frame is generated from.</param>
    /// <param name="shown">Its share in what is shown.</param>
    /// <param name="keep">Whether the pictures are wanted in host memory.</param>
    /// <param name="times">Gets milliseconds of each frame.</param>
    public List<Image> Play(int steps, double strength, float begun, float shown, bool keep, List<double> times)
    {
        var pictures = new List<Image>();
        _history.Forget();
        foreach (var (camera, view, composed) in _frames)
        {
            var started = Stopwatch.GetTimestamp();
            _images.Tensors.Copy(_start, composed);
            if (shown > 0) _history.See(view, camera);
            if (begun > 0) _history.Blend(_start, begun);
            var request = new TextureRequest
            {
                Prompt = "mossy cobblestone, stone blocks, red brick wall",
                Seed = 7,
                Width = _edge,
                Height = _edge,
                Steps = steps,
                Tile = TileMode.None,
                Start = new() { Image = PictureSource.FromDevice(_picture, "frame"), Strength = strength },
            };
            foreach (var _ in _pipeline.Run(request, _target)) { }
            _images.ReadPicture(_made, _target.Texture);
            if (shown > 0)
            {
                _history.Blend(_made, shown);
                _history.Keep(_made);
            }
            _setting.Device.Commands.Synchronize();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (keep) pictures.Add(Image.Download(_images.Tensors, _made));
        }
        return pictures;
    }

    public void Dispose()
    {
        _setting.Device.Commands.Synchronize();
        _target.Dispose();
        _picture.Dispose();
        foreach (var tensor in new[] { _start, _made }) tensor.Dispose();
        foreach (var (_, view, composed) in _frames)
        {
            view.Dispose();
            composed.Dispose();
        }
        _history.Dispose();
    }
}
