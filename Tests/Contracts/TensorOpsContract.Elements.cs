using NUnit.Framework;
using Scumble.Tensors;

namespace Scumble.Tests.Contracts;

/// <summary>The verbs on single elements, and the statistics that wait.</summary>
public abstract partial class TensorOpsContract
{
    [Test]
    public void MultiplyIsTheProduct([Values(ElementType.Float32, ElementType.Float64)] ElementType type, [Values(0, 1, 2)] int alias)
    {
        Tensor[] operands = [Ramp(type, 1), Ramp(type, -2)];
        var (x, y) = (Read(operands[0]), Read(operands[1]));
        var target = alias == 2 ? New(type) : operands[alias];
        _ops.Multiply(target, operands[0], operands[1]);
        AssertEqual(target, i => x[i] * y[i]);
    }

    [Test]
    public void ExpAndSqrtAreThoseOfTheHost([Values(ElementType.Float32, ElementType.Float64)] ElementType type)
    {
        var (source, target) = (Ramp(type, 40), New(type));
        var x = Read(source);
        _ops.Exp(target, -0.5, source);
        AssertClose(target, i => Math.Exp(-0.5 * x[i]));
        _ops.Sqrt(target, target);
        AssertClose(target, i => Math.Sqrt(Math.Exp(-0.5 * x[i])));
    }

    [Test]
    public void ExpReachesItsLimits([Values(ElementType.Float32, ElementType.Float64)] ElementType type)
    {
        var tensor = New(type);
        var x = new double[Shape.ElementCount];
        (x[0], x[1], x[2], x[3], x[4]) = (0, 1000, -1000, double.PositiveInfinity, double.NegativeInfinity);
        Write(tensor, x);
        _ops.Exp(tensor, 1, tensor);
        Assert.That(Read(tensor)[..5], Is.EqualTo(new[] { 1, double.PositiveInfinity, 0, double.PositiveInfinity, 0 }).Within(2e-7));
    }

    [Test]
    public void ClampKeepsWhatIsInside([Values(ElementType.Float32, ElementType.Float64)] ElementType type)
    {
        var source = Ramp(type, 1);
        var x = Read(source);
        _ops.Clamp(source, source, -0.25, 0.5);
        AssertEqual(source, i => Math.Clamp(x[i], -0.25, 0.5));
        Assert.That(Read(source), Has.Some.EqualTo(-0.25).And.Some.EqualTo(0.5));
    }

    [Test]
    public void QuantilesLieBetweenOrderStatistics(
        [Values(ElementType.Float32, ElementType.Float64)] ElementType type, [Values(0, 0.1, 0.5, 0.995, 1)] double q)
    {
        var tensor = Ramp(type, -2);
        var sorted = Read(tensor).Select(Math.Abs).Order().ToArray();
        var place = q * (sorted.Length - 1);
        var expected = double.Lerp(sorted[(int)place], sorted[Math.Min((int)place + 1, sorted.Length - 1)], place - (int)place);
        Assert.That(_ops.AbsoluteQuantile(tensor, q), Is.EqualTo(expected).Within(1e-15));
    }

    [Test]
    public void QuantilesCountEqualValues([Values(ElementType.Float32, ElementType.Float64)] ElementType type)
    {
        var tensor = New(type);
        Write(tensor, [.. Enumerable.Range(0, (int)Shape.ElementCount).Select(i => i < 200 ? (i % 2 == 0 ? 1.5 : -1.5) : i)]);
        Assert.Multiple(() =>
        {
            Assert.That(_ops.AbsoluteQuantile(tensor, 0), Is.EqualTo(1.5));
            Assert.That(_ops.AbsoluteQuantile(tensor, 0.8), Is.EqualTo(1.5));
            Assert.That(_ops.AbsoluteQuantile(tensor, 199.5 / 230), Is.EqualTo((1.5 + 200) / 2).Within(1e-9));
        });
    }

    [Test]
    public void ErrorNormIsTheRootMeanSquareInUnitsOfTheTolerance([Values(ElementType.Float32, ElementType.Float64)] ElementType type)
    {
        var (low, high, previous) = (Ramp(type, 1), Ramp(type, 1.01), Ramp(type, -2));
        var (l, h, p) = (Read(low), Read(high), Read(previous));
        var expected = Math.Sqrt(l.Select((_, i) => Math.Pow((l[i] - h[i]) / Math.Max(0.01, 0.05 * Math.Max(Math.Abs(l[i]), Math.Abs(p[i]))), 2)).Average());
        var tolerance = type == ElementType.Float64 ? 1e-14 : 1e-7;
        Assert.That(_ops.ErrorNorm(low, high, previous, 0.01, 0.05), Is.EqualTo(expected).Within(tolerance * expected));
    }

    private void AssertClose(Tensor actual, Func<int, double> expected)
    {
        // Exp of x rounds -0.5 x first, so that its relative error grows with |x|: half a unit in the last place of 20.
        var relative = actual.ElementType == ElementType.Float64 ? 8e-15 : 2e-6;
        var values = Read(actual);
        for (var i = 0; i < values.Length; i++) Assert.That(values[i], Is.EqualTo(expected(i)).Within(relative * expected(i)), $"element {i}");
    }
}
