using NUnit.Framework;
using Scumble.Tensors;

namespace Scumble.Tests.Contracts;

/// <summary>What every device's tensor arithmetic must do; a device's tests derive from this.</summary>
public abstract partial class TensorOpsContract
{
    // Odd, so that no vector width divides it.
    private static readonly TensorShape Shape = new(3, 7, 11);
    private readonly List<Tensor> _tensors = [];
    private ITensorOps _ops = null!;

    protected abstract ITensorOps CreateOps();

    protected abstract double[] Read(Tensor tensor);

    protected abstract void Write(Tensor tensor, double[] values);

    [SetUp]
    public void SetUp() => _ops = CreateOps();

    [TearDown]
    public void TearDown()
    {
        _tensors.ForEach(tensor => tensor.Dispose());
        _tensors.Clear();
    }

    [Test]
    public void CombineIsTheSum([Values(ElementType.Float32, ElementType.Float64)] ElementType type, [Values(0, 1, 2, 3)] int alias)
    {
        Tensor[] operands = [Ramp(type, 1), Ramp(type, -2), Ramp(type, 0.3)];
        var (x, y, z) = (Read(operands[0]), Read(operands[1]), Read(operands[2]));
        var target = alias == 3 ? New(type) : operands[alias];
        _ops.Combine(target, 0.7, operands[0], -1.3, operands[1], 2.1, operands[2]);
        AssertEqual(target, i => 0.7 * x[i] - 1.3 * y[i] + 2.1 * z[i]);
    }

    [Test]
    public void CombineOfTwoIsTheSum([Values(ElementType.Float32, ElementType.Float64)] ElementType type, [Values(0, 1, 2)] int alias)
    {
        Tensor[] operands = [Ramp(type, 1), Ramp(type, -2)];
        var (x, y) = (Read(operands[0]), Read(operands[1]));
        var target = alias == 2 ? New(type) : operands[alias];
        _ops.Combine(target, 0.7, operands[0], -1.3, operands[1]);
        AssertEqual(target, i => 0.7 * x[i] - 1.3 * y[i]);
    }

    [Test]
    public void ScaleAndCopy([Values(ElementType.Float32, ElementType.Float64)] ElementType type)
    {
        var source = Ramp(type, 1);
        var x = Read(source);
        var target = New(type);
        _ops.Copy(target, source);
        AssertEqual(target, i => x[i]);
        _ops.Scale(target, -3.5, target);
        AssertEqual(target, i => -3.5 * x[i]);
    }

    [Test]
    public void ConvertRounds(
        [Values(ElementType.Float16, ElementType.Float32, ElementType.Float64)] ElementType from,
        [Values(ElementType.Float16, ElementType.Float32, ElementType.Float64)] ElementType to)
    {
        var exact = Ramp(ElementType.Float64, 1);
        var source = New(from);
        var target = New(to);
        _ops.Convert(source, exact);
        _ops.Convert(target, source);
        var expected = Array.ConvertAll(Read(exact), v => Round(Round(v, from), to));
        Assert.That(Read(target), Is.EqualTo(expected));
    }

    [Test]
    public void BlendTakesEachSideToTheLastBit([Values(ElementType.Float32, ElementType.Float64)] ElementType type, [Values(0, 1, 2)] int alias)
    {
        Tensor[] operands = [Ramp(type, 1), Ramp(type, -2)];
        var mask = New(type);
        double[] levels = [.. Enumerable.Range(0, (int)Shape.ElementCount).Select(i => i % 3 * 0.5)];
        double[] shown = [.. Read(operands[0]).Select((v, i) => levels[i] == 0 ? double.NaN : v)];
        double[] kept = [.. Read(operands[1]).Select((v, i) => levels[i] == 1 ? double.PositiveInfinity : levels[i] == 0 ? -0.0 : v)];
        Write(mask, levels);
        Write(operands[0], shown);
        Write(operands[1], kept);
        var (x, y) = (Read(operands[0]), Read(operands[1]));
        var target = alias == 2 ? New(type) : operands[alias];
        _ops.Blend(target, mask, operands[0], operands[1]);
        AssertEqual(target, i => levels[i] == 0 ? y[i] : levels[i] == 1 ? x[i] : 0.5 * x[i] + 0.5 * y[i]);
        Assert.That(Read(target).Where((_, i) => levels[i] == 0), Has.All.Matches<double>(double.IsNegative));
    }

    [Test]
    public void SumsAreInDoublePrecision([Values(ElementType.Float32, ElementType.Float64)] ElementType type)
    {
        var (a, b) = (Ramp(type, 1), Ramp(type, -2));
        var (x, y) = (Read(a), Read(b));
        Assert.That(_ops.Sum(a), Is.EqualTo(x.Sum()).Within(1e-12));
        Assert.That(_ops.Dot(a, b), Is.EqualTo(x.Zip(y, (p, q) => p * q).Sum()).Within(1e-12));

        // In single precision the small addends would vanish beside the large one.
        Write(a, [1e4, .. Enumerable.Repeat(0.01, x.Length - 1)]);
        Assert.That(_ops.Sum(a), Is.EqualTo(1e4 + (x.Length - 1) * Round(0.01, type)).Within(1e-9));
        Assert.That(_ops.Dot(a, a), Is.EqualTo(1e8 + (x.Length - 1) * Math.Pow(Round(0.01, type), 2)).Within(1e-6));
    }

    [Test]
    public void ASumIsFiniteWhereEveryElementIs(
        [Values(double.NaN, double.PositiveInfinity, double.NegativeInfinity)] double value, [Values] bool isFirst, [Values] bool isCancelled)
    {
        var x = Ramp(ElementType.Float32, 1);
        double[] values = Read(x);
        Write(x, [.. values.Select((v, i) => v * (i % 2 == 0 ? 1e30 : -1e30))]);
        Assert.That(_ops.IsFinite(x), Is.True);
        values[isFirst ? 0 : ^1] = value;
        if (isCancelled) values[values.Length / 2] = -value;
        Write(x, values);
        Assert.That(_ops.IsFinite(x), Is.False);
    }

    [Test]
    public void GatherPicksElements([Values(ElementType.Float32, ElementType.Float64)] ElementType type)
    {
        var source = Ramp(type, 1);
        var values = Read(source);
        using var indices = _ops.Create(new TensorShape(2, 3), ElementType.Int32);
        int[] wanted = [0, values.Length - 1, 5, 5, 77, 1];
        _ops.UploadIndices(indices, wanted);
        using var target = _ops.Create(new TensorShape(3, 2), type);
        _ops.Gather(target, source, indices);
        Assert.That(Read(target), Is.EqualTo(wanted.Select(i => values[i])));
    }

    [Test]
    public void ReshapedTensorsAreTheSameMemory()
    {
        var whole = Ramp(ElementType.Float32, 1);
        using var flat = _ops.Reshape(whole, new TensorShape((int)Shape.ElementCount));
        _ops.Scale(flat, 2, flat);
        Assert.That(Read(whole), Is.EqualTo(Read(flat)));
        Assert.That(() => _ops.Reshape(whole, new TensorShape(3)), Throws.ArgumentException);
    }

    [Test]
    public void NumbersGoToTheDeviceAndBack()
    {
        var tensor = New(ElementType.Float32);
        float[] sent = [.. Enumerable.Range(0, (int)Shape.ElementCount).Select(i => i * 0.5f)];
        _ops.Upload(tensor, sent);
        var received = new float[sent.Length];
        _ops.Download(tensor, received);
        Assert.That(received, Is.EqualTo(sent));
        Assert.That(() => _ops.Upload(tensor, sent.AsSpan(1)), Throws.ArgumentException);
    }

    [Test]
    public void ViewsAreRowsOfTheSameMemory()
    {
        var whole = Ramp(ElementType.Float32, 1);
        var values = Read(whole);
        using var row = _ops.View(whole, 1, 1);
        Assert.That(Read(row), Is.EqualTo(values[77..154]));
        _ops.Scale(row, 0, row);
        Assert.That(Read(whole)[76..78], Is.EqualTo(new[] { values[76], 0 }));
    }

    [Test]
    public void ElementFunctions([Values(ElementType.Float32, ElementType.Float64)] ElementType type, [Values] bool isInPlace)
    {
        var (source, other) = (Ramp(type, 1), Ramp(type, -2));
        var (x, y) = (Read(source), Read(other));
        var target = isInPlace ? source : New(type);
        _ops.Exp(target, -0.7, source);
        AssertEqual(target, i => Math.Exp(-0.7 * x[i]));
        _ops.Sqrt(target, target);
        AssertEqual(target, i => Math.Sqrt(Math.Exp(-0.7 * x[i])));
        _ops.Multiply(target, target, other);
        AssertEqual(target, i => Math.Sqrt(Math.Exp(-0.7 * x[i])) * y[i]);
        _ops.Clamp(target, target, -0.5, 0.25);
        AssertEqual(target, i => Math.Clamp(Math.Sqrt(Math.Exp(-0.7 * x[i])) * y[i], -0.5, 0.25));
    }

    [TestCase(0)]
    [TestCase(0.5)]
    [TestCase(0.995)]
    [TestCase(1)]
    public void QuantileIsLinearBetweenNeighbours(double q)
    {
        var x = Ramp(ElementType.Float64, -2);
        var sorted = Read(x).Select(Math.Abs).Order().ToArray();
        var place = q * (sorted.Length - 1);
        var (below, above) = (sorted[(int)place], sorted[Math.Min((int)place + 1, sorted.Length - 1)]);
        Assert.That(_ops.AbsoluteQuantile(x, q), Is.EqualTo(below + (place - (int)place) * (above - below)).Within(1e-14));
    }

    [Test]
    public void ErrorIsInUnitsOfItsTolerance([Values(ElementType.Float32, ElementType.Float64)] ElementType type)
    {
        Tensor[] operands = [Ramp(type, 1), Ramp(type, 1.1), Ramp(type, -2)];
        var (low, high, previous) = (Read(operands[0]), Read(operands[1]), Read(operands[2]));
        var errors = low.Select((l, i) => (l - high[i]) / Math.Max(0.1, 0.3 * Math.Max(Math.Abs(l), Math.Abs(previous[i]))));
        Assert.That(_ops.ErrorNorm(operands[0], operands[1], operands[2], 0.1, 0.3), Is.EqualTo(Math.Sqrt(errors.Average(e => e * e))).Within(type == ElementType.Float64 ? 1e-12 : 1e-6));
    }

    [Test]
    public void MismatchesAreRefused()
    {
        var (x, wide) = (Ramp(ElementType.Float32, 1), Ramp(ElementType.Float64, 1));
        using var other = _ops.Create(new(3, 7), ElementType.Float32);
        using var integers = _ops.Create(Shape, ElementType.Int64);
        Assert.Multiple(() =>
        {
            Assert.That(() => _ops.Combine(x, 1, x, 1, other), Throws.ArgumentException);
            Assert.That(() => _ops.Combine(x, 1, x, 1, wide), Throws.ArgumentException);
            Assert.That(() => _ops.Combine(wide, 1, x, 1, wide, 1, wide), Throws.ArgumentException);
            Assert.That(() => _ops.Copy(x, wide), Throws.ArgumentException);
            Assert.That(() => _ops.Convert(x, integers), Throws.ArgumentException);
            Assert.That(() => _ops.Blend(x, wide, x, x), Throws.ArgumentException);
            Assert.That(() => _ops.Blend(x, other, x, x), Throws.ArgumentException);
            Assert.That(() => _ops.Sum(integers), Throws.ArgumentException);
            Assert.That(() => _ops.Dot(x, wide), Throws.ArgumentException);
            Assert.That(() => _ops.Dot(x, other), Throws.ArgumentException);
            Assert.That(() => _ops.Multiply(x, wide, x), Throws.ArgumentException);
            Assert.That(() => _ops.Clamp(x, other, 0, 1), Throws.ArgumentException);
            Assert.That(() => _ops.ErrorNorm(x, x, other, 1, 1), Throws.ArgumentException);
            Assert.That(() => _ops.Scale(integers, 1, integers), Throws.ArgumentException);
            Assert.That(() => _ops.Clamp(x, x, 1, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => _ops.AbsoluteQuantile(x, 1.5), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => _ops.View(x, 2, 2), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => _ops.View(x, -1, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => _ops.Reshape(x, other.Shape), Throws.ArgumentException);
            Assert.That(() => _ops.Upload(wide, new float[Shape.ElementCount]), Throws.ArgumentException);
            Assert.That(() => _ops.UploadIndices(x, new int[Shape.ElementCount]), Throws.ArgumentException);
            Assert.That(() => _ops.Download(wide, new float[Shape.ElementCount]), Throws.ArgumentException);
        });
    }

    [Test]
    public void GatherRefusesWhatItCannotPick()
    {
        var (x, wide) = (Ramp(ElementType.Float32, 1), Ramp(ElementType.Float64, 1));
        using var indices = _ops.Create(Shape, ElementType.Int32);
        using var few = _ops.Create(new(3), ElementType.Int32);
        using var nothing = _ops.Create(new(0), ElementType.Float32);
        Assert.Multiple(() =>
        {
            Assert.That(() => _ops.Gather(x, wide, indices), Throws.ArgumentException);
            Assert.That(() => _ops.Gather(x, x, x), Throws.ArgumentException);
            Assert.That(() => _ops.Gather(x, x, few), Throws.ArgumentException);
            Assert.That(() => _ops.Gather(x, nothing, indices), Throws.ArgumentException);
            Assert.That(() => _ops.Gather(indices, indices, indices), Throws.ArgumentException);
        });
    }

    private static double Round(double value, ElementType type) => type switch
    {
        ElementType.Float16 => (double)(Half)value,
        ElementType.Float32 => (float)value,
        _ => value,
    };

    private Tensor New(ElementType type)
    {
        var tensor = _ops.Create(Shape, type);
        _tensors.Add(tensor);
        return tensor;
    }

    private Tensor Ramp(ElementType type, double scale)
    {
        var tensor = New(type);
        Write(tensor, [.. Enumerable.Range(0, (int)Shape.ElementCount).Select(i => scale * Math.Sin(0.1 * i + scale))]);
        return tensor;
    }

    private void AssertEqual(Tensor actual, Func<int, double> expected)
    {
        var tolerance = actual.ElementType == ElementType.Float64 ? 1e-14 : 2e-6;
        var values = Read(actual);
        for (var i = 0; i < values.Length; i++) Assert.That(values[i], Is.EqualTo(expected(i)).Within(tolerance), $"element {i}");
    }
}
