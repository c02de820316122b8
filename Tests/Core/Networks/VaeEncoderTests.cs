using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Networks;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Networks;

public class VaeEncoderTests
{
    private const double Factor = 0.5, Shift = 0.25;

    private static readonly CpuTensorOps Ops = new();

    private static readonly TensorShape Image = new(1, 3, 2, 2), Latent = new(1, 1, 1, 2);

    // Means 1 and 2; log variances 0 and one that is cut to -30, which leaves nothing.
    [Test]
    public void ALatentIsDrawnFromMeanAndVariance()
    {
        var session = new FakeSession(bound => new[] { 1f, 2, 0, -1000 }.CopyTo(((CpuTensor<float>)bound[">latent_parameters"]).Span),
            new("sample", ElementType.Float32, [-1, 3, -1, -1]), new(">latent_parameters", ElementType.Float32, [-1, 2, -1, -1]));
        using var noise = new CpuTensor<float>(Latent);
        Ops.Noise.Fill(noise, 1, 9, 4);
        Assert.That(Encode(session), Is.EqualTo(new[] { (1 + noise.Span[0] - Shift) * Factor, (2 - Shift) * Factor }).Within(1e-5));
    }

    [Test]
    public void ALatentThatTheGraphDrewIsTakenAsItIs()
    {
        var seen = Array.Empty<float>();
        var session = new FakeSession(bound =>
        {
            seen = ((CpuTensor<float>)bound["sample"]).Span.ToArray();
            ((CpuTensor<Half>)bound[">latent_sample"]).Span.Fill((Half)3);
        }, new("sample", ElementType.Float32, [-1, 3, -1, -1]), new(">latent_sample", ElementType.Float16, [-1, 1, -1, -1]));
        Assert.That(Encode(session), Is.All.EqualTo((3 - Shift) * Factor).Within(1e-5));
        Assert.That(seen, Is.EqualTo(Enumerable.Range(0, 12).Select(i => (float)i)));
    }

    [Test]
    public void AGraphOfAnotherKindIsRefused()
    {
        var session = new FakeSession(_ => { }, new("sample", ElementType.Float32, [-1, 3, -1, -1]), new(">features", ElementType.Float32, [-1]));
        Assert.That(() => Encode(session), Throws.TypeOf<ScumbleException>().With.Message.Contains("latent_sample").And.Message.Contains("features"));
    }

    private static float[] Encode(FakeSession session)
    {
        using var latent = new CpuTensor<float>(Latent);
        using var picture = new CpuTensor<float>(Image, [.. Enumerable.Range(0, 12).Select(i => (float)i)]);
        using (var encoder = new VaeEncoder(Ops, session, Image, Latent, Factor, Shift))
            encoder.Encode(picture, latent, 9, 4);
        Assert.That(session.OpenBindings, Is.Zero);
        return latent.Span.ToArray();
    }
}
