using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Tests.Core.Sampling.Editing;

public class SphericalInterpolationTests
{
    private static readonly CpuTensorOps Ops = new();
    private static readonly TensorShape Shape = new(2, 2);

    [TestCase(0, 1, 0)]
    [TestCase(1.0 / 3, 0.86602540378443864, 0.5)]
    [TestCase(0.5, 0.70710678118654752, 0.70710678118654752)]
    [TestCase(1, 0, 1)]
    public void AQuarterOfACircle(double u, double first, double second)
    {
        using var p = new CpuTensor<double>(Shape, [0, 1, 0, 0]);
        using var q = new CpuTensor<double>(Shape, [0, 0, 0, 1]);
        SphericalInterpolation.Slerp(Ops, p, p, q, u);
        Assert.That(p.Span.ToArray(), Is.EqualTo(new[] { 0, first, 0, second }).Within(1e-12));
    }

    [Test]
    public void NoiseKeepsItsLength([Values(0.1, 0.5, 0.9)] double u)
    {
        using var p = new CpuTensor<float>(new(1, 4, 64, 64));
        using var q = new CpuTensor<float>(new(1, 4, 64, 64));
        using var between = new CpuTensor<float>(new(1, 4, 64, 64));
        Ops.Noise.Fill(p, 1, 1, NoiseStreams.Initial);
        Ops.Noise.Fill(q, 1, 2, NoiseStreams.Initial);
        SphericalInterpolation.Slerp(Ops, between, p, q, u);
        Assert.That(Math.Sqrt(Ops.Dot(between, between) / 16384), Is.EqualTo(1).Within(0.02));
    }

    [Test]
    public void ParallelOppositeAndZeroVectorsAreJoinedStraight()
    {
        using var p = new CpuTensor<double>(Shape, [1, 2, 3, 4]);
        using var q = new CpuTensor<double>(Shape, [2, 4, 6, 8]);
        using var zero = new CpuTensor<double>(Shape);
        using var target = new CpuTensor<double>(Shape);
        SphericalInterpolation.Slerp(Ops, target, p, q, 0.5);
        Assert.That(target.Span.ToArray(), Is.EqualTo(new[] { 1.5, 3, 4.5, 6 }).Within(1e-12));
        Ops.Scale(q, -0.5, q);
        SphericalInterpolation.Slerp(Ops, target, p, q, 0.25);
        Assert.That(target.Span.ToArray(), Is.EqualTo(new[] { 0.5, 1, 1.5, 2 }).Within(1e-12));
        SphericalInterpolation.Slerp(Ops, target, zero, p, 0.5);
        Assert.That(target.Span.ToArray(), Is.EqualTo(new[] { 0.5, 1, 1.5, 2 }).Within(1e-12));
    }

    [Test]
    public void BeyondTheEndsIsRefused([Values(-0.1, 1.1, double.NaN)] double u)
    {
        using var p = new CpuTensor<double>(Shape);
        Assert.That(() => SphericalInterpolation.Slerp(Ops, p, p, p, u), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
