using NUnit.Framework;
using Scumble.Networks;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Networks;

public class TiledVaeDecoderTests
{
    private const int Factor = 4;

    private static readonly CpuTensorOps Ops = new();

    [Test]
    public void TilesGiveWhatTheWholeGives([Values(12, 16, 29)] int width, [Values(12, 23)] int height, [Values] bool repeatsX, [Values] bool repeatsY)
    {
        var (latentShape, outputShape) = (new TensorShape(1, 1, height, width), new TensorShape(1, 1, height * Factor, width * Factor));
        using var latent = (CpuTensor<float>)Ops.Create(latentShape, ElementType.Float32);
        Ops.Noise.Fill(latent, 1, 7, 0);
        using var session = new EnlargingSession(Factor);
        using var whole = new VaeDecoder(Ops, session, latentShape, outputShape, 0.5, 0.25);
        whole.Decode(latent);
        using var tiledSession = new EnlargingSession(Factor);
        using var tiled = new TiledVaeDecoder(Ops, tiledSession, latentShape, outputShape, 0.5, 0.25, 12, repeatsX, repeatsY);
        tiled.Decode(latent);
        Assert.That(((CpuTensor<float>)tiled.Output).Span.ToArray(), Is.EqualTo(((CpuTensor<float>)whole.Output).Span.ToArray()).Within(1e-5));
        Assert.That(tiledSession.Largest, Is.LessThanOrEqualTo(12 * 12));
    }

    [TestCase(100, 64, 16, false)]
    [TestCase(100, 64, 16, true)]
    [TestCase(65, 64, 16, false)]
    [TestCase(64, 64, 16, true)]
    [TestCase(200, 16, 4, true)]
    public void EveryPlaceIsCoveredAndNeighboursOverlap(int length, int tile, int overlap, bool repeats)
    {
        var axis = new TileAxis(length, tile, overlap, repeats);
        var weights = new float[length];
        foreach (var start in axis.Starts)
            for (var offset = 0; offset < axis.Tile; offset++) weights[axis.Place(start, offset)] += axis.Weight(start, offset + 0.5);
        Assert.That(weights, Has.All.GreaterThan(0.2f));
        for (var i = 1; i < axis.Starts.Count; i++) Assert.That(axis.Starts[i] - axis.Starts[i - 1], Is.InRange(1, tile - overlap));
        if (axis.Repeats) Assert.That(axis.Starts[^1] + tile - length, Is.GreaterThanOrEqualTo(overlap));
        else Assert.That(axis.Starts[^1] + tile, Is.EqualTo(length));
    }

    [Test]
    public void SeamsFade()
    {
        var axis = new TileAxis(100, 64, 16, repeats: false);
        Assert.That(axis.Weight(0, 0.5), Is.EqualTo(1), "an end that meets nothing");
        Assert.That(axis.Weight(0, 63.5), Is.LessThan(0.1f));
        Assert.That(axis.Weight(36, 0.5), Is.LessThan(0.1f));
        Assert.That(axis.Weight(36, 8), Is.EqualTo(0.5f).Within(0.01));
    }
}
