using NUnit.Framework;
using Scumble.Networks;
using Scumble.Tensors;

namespace Scumble.Tests.Core.Networks;

public class TensorJoinTests
{
    private static readonly CpuTensorOps Ops = new();

    [Test]
    public void FeaturesStandBesideEachOtherBeforeZeros()
    {
        using CpuTensor<float> a = new(new(1, 2, 2), [1, 2, 3, 4]), b = new(new(1, 2, 1), [5, 6]);
        using var joined = (CpuTensor<float>)TensorJoin.Features(Ops, 5, a, b);
        Assert.That(joined.Shape, Is.EqualTo(new TensorShape(1, 2, 5)));
        Assert.That(joined.Span.ToArray(), Is.EqualTo(new float[] { 1, 2, 5, 0, 0, 3, 4, 6, 0, 0 }));
    }

    [Test]
    public void SequencesFollowEachOther()
    {
        using CpuTensor<float> a = new(new(1, 1, 2), [1, 2]), b = new(new(1, 2, 2), [3, 4, 5, 6]);
        using var joined = (CpuTensor<float>)TensorJoin.Sequence(Ops, a, b);
        Assert.That(joined.Shape, Is.EqualTo(new TensorShape(1, 3, 2)));
        Assert.That(joined.Span.ToArray(), Is.EqualTo(new float[] { 1, 2, 3, 4, 5, 6 }));
    }

    [Test]
    public void VectorsBecomeOne()
    {
        using CpuTensor<float> a = new(new(1, 2), [1, 2]), b = new(new(1, 3), [3, 4, 5]);
        using var joined = (CpuTensor<float>)TensorJoin.Vectors(Ops, a, b);
        Assert.That(joined.Shape, Is.EqualTo(new TensorShape(1, 5)));
        Assert.That(joined.Span.ToArray(), Is.EqualTo(new float[] { 1, 2, 3, 4, 5 }));
    }
}
