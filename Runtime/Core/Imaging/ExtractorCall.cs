using Scumble.Tensors;

namespace Scumble.Imaging;

/// <summary>One run of an extractor: the verbs, what it reads, its numbers, and pictures to work in that stay from one run to the next.</summary>
public sealed class ExtractorCall
{
    private readonly Func<TensorShape, Tensor> _scratch;
    private readonly Func<string, double> _setting;

    internal ExtractorCall(IImageOps ops, Tensor target, ExtractorInput input, TileMode tile, Func<string, double> setting, Func<TensorShape, Tensor> scratch) =>
        (Ops, Target, Input, Tile, _setting, _scratch) = (ops, target, input, tile, setting, scratch);

    /// <summary>The verbs.</summary>
    public IImageOps Ops { get; }

    /// <summary>Where the picture goes, [h, w, channels]; 0..1.</summary>
    public Tensor Target { get; }

    /// <summary>What is read.</summary>
    public ExtractorInput Input { get; }

    /// <summary>The axes that repeat.</summary>
    public TileMode Tile { get; }

    /// <summary>The number of a parameter.</summary>
    public float this[string parameter] => (float)_setting(parameter);

    /// <summary>A picture of the target's size to work in. What it holds is not said.</summary>
    public Tensor Picture(int channels) => Tensor(new TensorShape(Target.Shape[0], Target.Shape[1], channels));

    /// <summary>A tensor to work in. What it holds is not said.</summary>
    public Tensor Tensor(TensorShape shape) => _scratch(shape);

    /// <summary>The photograph's brightness, [h, w, 1]; blurred if a width is given.</summary>
    /// <param name="sigma">The blur's standard deviation in pixels; 0 for none.</param>
    public Tensor Grey(float sigma)
    {
        var (height, width) = (Target.Shape[0], Target.Shape[1]);
        var grey = Picture(1);
        using (var plane = Ops.Tensors.Reshape(grey, new TensorShape(1, 1, height, width))) Ops.ToPlanes(plane, Input.Photograph!, 0, 0, 1, 0);
        if (sigma <= 0) return grey;
        var blurred = Picture(1);
        Ops.GaussianBlur(blurred, grey, sigma, Tile);
        return blurred;
    }
}
