using NUnit.Framework;
using Scumble.Tensors;

namespace Scumble.Tests.Contracts;

/// <summary>The random numbers of the device.</summary>
public abstract partial class TensorOpsContract
{
    [Test]
    public void NoiseIsThePhiloxStream([Values(ElementType.Float32, ElementType.Float64)] ElementType type)
    {
        var target = Ramp(type, 1);
        _ops.Noise.Fill(target, 2, 42, 7);
        AssertEqual(target, i => 2 * Normal(i));
        _ops.Noise.Add(target, 0.5, 42, 7);
        AssertEqual(target, i => 2.5 * Normal(i));

        static double Normal(int i)
        {
            var (z0, z1, z2, z3) = Philox.Normals(42, 7, (ulong)i / 4);
            return (i % 4) switch { 0 => z0, 1 => z1, 2 => z2, _ => z3 };
        }
    }

    [Test]
    public void NoiseDoesNotDependOnTheShape()
    {
        var (large, small) = (_ops.Create(new(4, 513), ElementType.Float32), _ops.Create(new(5), ElementType.Float32));
        _tensors.AddRange([large, small]);
        _ops.Noise.Fill(large, 1, 1, 1);
        _ops.Noise.Fill(small, 1, 1, 1);
        Assert.That(Read(small), Is.EqualTo(Read(large)[..5]));
    }

    [Test]
    public void SignsAreTheBitsOfThePhiloxStream([Values(ElementType.Float32, ElementType.Float64)] ElementType type)
    {
        var target = Ramp(type, 1);
        _ops.Noise.FillSigns(target, 42, 7);
        AssertEqual(target, i => Philox.Sign(42, 7, (ulong)i));
        Assert.That(Read(target).Average(), Is.EqualTo(0).Within(0.2));
    }

    [Test]
    public void NoiseOfIntegersIsRefused()
    {
        using var integers = _ops.Create(Shape, ElementType.Int64);
        Assert.Multiple(() =>
        {
            Assert.That(() => _ops.Noise.Fill(integers, 1, 0, 0), Throws.ArgumentException);
            Assert.That(() => _ops.Noise.Add(integers, 1, 0, 0), Throws.ArgumentException);
            Assert.That(() => _ops.Noise.FillSigns(integers, 0, 0), Throws.ArgumentException);
        });
    }
}
