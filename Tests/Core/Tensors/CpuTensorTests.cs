using NUnit.Framework;
using Scumble.Tensors;

namespace Scumble.Tests.Core.Tensors;

public class CpuTensorTests
{
    [Test]
    public void StartsAtZeroAndAligned()
    {
        for (var n = 0; n < 20; n++)
        {
            using var tensor = new CpuTensor<float>(new(n, 3));
            Assert.That((long)tensor.Address % 64, Is.Zero);
            Assert.That(tensor.Span.ToArray(), Is.All.Zero);
            Assert.That(tensor.SizeInBytes, Is.EqualTo(12 * n));
        }
    }

    [Test]
    public void ViewSharesMemory()
    {
        using var whole = new CpuTensor<int>(new(3, 2), [1, 2, 3, 4, 5, 6]);
        using var view = whole.View(1, 2);
        view.Span[0] = 30;
        Assert.That(view.Shape.ToString(), Is.EqualTo("[2, 2]"));
        Assert.That(whole.Span.ToArray(), Is.EqualTo(new[] { 1, 2, 30, 4, 5, 6 }));
        view.Dispose();
        Assert.That(whole.Span[2], Is.EqualTo(30));
        Assert.That(() => whole.View(2, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => whole.View(1, int.MaxValue), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void UseAfterDisposeIsRefused()
    {
        var tensor = new CpuTensor<byte>(new(4));
        tensor.Dispose();
        tensor.Dispose();
        Assert.That(() => tensor.Span.Length, Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void TooManyElementsAreRefused()
    {
        Assert.That(() => new TensorShape(int.MaxValue, int.MaxValue, int.MaxValue), Throws.InstanceOf<OverflowException>());
        Assert.That(() => new CpuTensor<byte>(new(1 << 16, 1 << 16)), Throws.InstanceOf<OverflowException>());
        Assert.That(() => new TensorShape(1, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void ShapesCompareByDimensions()
    {
        var shape = new TensorShape(1, 4, 8);
        Assert.Multiple(() =>
        {
            Assert.That(shape, Is.EqualTo(new TensorShape(1, 4, 8)));
            Assert.That(shape.GetHashCode(), Is.EqualTo(new TensorShape(1, 4, 8).GetHashCode()));
            Assert.That(shape, Is.Not.EqualTo(new TensorShape(4, 8)));
            Assert.That(shape[^1], Is.EqualTo(8));
            Assert.That(default(TensorShape).ElementCount, Is.EqualTo(1));
            Assert.That(default(TensorShape), Is.EqualTo(new TensorShape()));
        });
    }
}
