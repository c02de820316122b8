// J. Ho et al., "Cascaded diffusion models for high fidelity image generation", 2022: the larger network reads the small picture at its own size.
using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>What the pass before left, enlarged bilinearly by a whole factor. One thread.</summary>
/// <param name="ops">The arithmetic.</param>
/// <param name="factor">At least 1.</param>
/// <param name="tile">The axes whose edges meet.</param>
internal sealed class EnlargePass(ITensorOps ops, int factor, TileMode tile) : Pass
{
    private Tensor? _result;

    public override Tensor Result => _result ?? throw new InvalidOperationException("The pass did not begin.");

    public override IReadOnlyList<string> Begin(Tensor? before)
    {
        ArgumentNullException.ThrowIfNull(before);
        var (channels, height, width) = (before.Shape[1], before.Shape[2], before.Shape[3]);
        var planes = new float[before.Shape.ElementCount];
        ops.Download(before, planes);
        _result = ops.Create(new TensorShape(1, channels, height * factor, width * factor), ElementType.Float32); // [1, c, h f, w f]
        ops.Upload(_result, Planes.Enlarge(planes, width, height, factor, tile));
        return [];
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _result?.Dispose();
        _result = null;
        base.Dispose(disposing);
    }
}
