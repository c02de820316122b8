using NUnit.Framework;
using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Tests.Core.Inference;

public class HostNumbersTests
{
    [TestCase(ElementType.Float32, ExpectedResult = new[] { 1.75, -3.5 })]
    [TestCase(ElementType.Float64, ExpectedResult = new[] { 1.75, -3.5 })]
    [TestCase(ElementType.Float16, ExpectedResult = new[] { 1.75, -3.5 })]
    [TestCase(ElementType.Int32, ExpectedResult = new[] { 2.0, -4.0 })]
    [TestCase(ElementType.Int64, ExpectedResult = new[] { 2.0, -4.0 })]
    [TestCase(ElementType.Bool, ExpectedResult = new[] { 1.0, 1.0 })]
    public double[] ArriveInThePortsType(ElementType type)
    {
        using var numbers = new HostNumbers(new TensorPort("n", type, [-1]), new TensorShape(2));
        numbers.Set(0, 1.75);
        numbers.Set(1, -3.5);
        Assert.That(numbers.Tensor.ElementType, Is.EqualTo(type));
        return numbers.Tensor switch
        {
            CpuTensor<float> t => Array.ConvertAll(t.Span.ToArray(), v => (double)v),
            CpuTensor<double> t => t.Span.ToArray(),
            CpuTensor<Half> t => Array.ConvertAll(t.Span.ToArray(), v => (double)v),
            CpuTensor<int> t => Array.ConvertAll(t.Span.ToArray(), v => (double)v),
            CpuTensor<long> t => Array.ConvertAll(t.Span.ToArray(), v => (double)v),
            CpuTensor<bool> t => Array.ConvertAll(t.Span.ToArray(), v => v ? 1.0 : 0),
            _ => [],
        };
    }

    [Test]
    public void BytesAreNoNumbers() =>
        Assert.That(() => new HostNumbers(new TensorPort("n", ElementType.UInt8, []), new TensorShape()), Throws.ArgumentException.With.Message.Contains("UInt8"));
}
