using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Inference;

public class AdaptedBindingTests
{
    private static readonly CpuTensorOps Ops = new();

    [TestCase(ElementType.Float32, ElementType.Float32)]
    [TestCase(ElementType.Float16, ElementType.Float32)]
    [TestCase(ElementType.Float32, ElementType.Float16)]
    [TestCase(ElementType.Float64, ElementType.Float16)]
    public void FloatsOfAnyTypeGoInAndOut(ElementType taken, ElementType given)
    {
        var session = Doubling(taken, given);
        using var binding = new AdaptedBinding(Ops, session);
        using CpuTensor<float> x = new(new(3), [1, -2, 0.5f]), y = new(new(3));
        binding.BindInput(session.Inputs[0], x);
        binding.BindOutput(session.Outputs[0], y);
        binding.Run();
        Assert.That(y.Span.ToArray(), Is.EqualTo(new[] { 2f, -4, 1 }));
        x.Span[0] = 4;
        binding.Run();
        Assert.That(y.Span[0], Is.EqualTo(8), "what is bound is read at every run");
    }

    [TestCase(ElementType.Float32)]
    [TestCase(ElementType.Float16)]
    public void AnotherTensorTakesThePlaceOfTheFirst(ElementType type)
    {
        var session = Doubling(type, type);
        using var binding = new AdaptedBinding(Ops, session);
        using CpuTensor<float> x = new(new(2), [1, 2]), same = new(new(2), [5, 6]), longer = new(new(3), [7, 8, 9]), y = new(new(2)), z = new(new(3));
        binding.BindInput(session.Inputs[0], x);
        binding.BindOutput(session.Outputs[0], y);
        binding.Run();
        binding.BindInput(session.Inputs[0], same);
        binding.Run();
        Assert.That(y.Span.ToArray(), Is.EqualTo(new[] { 10f, 12 }));
        binding.BindInput(session.Inputs[0], longer);
        binding.BindOutput(session.Outputs[0], z);
        binding.Run();
        Assert.That(z.Span.ToArray(), Is.EqualTo(new[] { 14f, 16, 18 }));
        Assert.That(y.Span.ToArray(), Is.EqualTo(new[] { 10f, 12 }), "what is no longer bound is not written");
    }

    [Test]
    public void ATensorOfThePortsOwnTypeMayFollowOneOfAnother()
    {
        var session = Doubling(ElementType.Float16, ElementType.Float32);
        using var binding = new AdaptedBinding(Ops, session);
        using CpuTensor<float> x = new(new(1), [1]), y = new(new(1));
        using var half = new CpuTensor<Half>(new(1), [(Half)3]);
        binding.BindInput(session.Inputs[0], x);
        binding.BindOutput(session.Outputs[0], y);
        binding.Run();
        binding.BindInput(session.Inputs[0], half);
        binding.Run();
        Assert.That(y.Span[0], Is.EqualTo(6));
    }

    // A scalar, one for each row, a count that the graph fixes, and a dimension more than is known of.
    [TestCase(new int[0], new int[0])]
    [TestCase(new[] { -1 }, new[] { 2 })]
    [TestCase(new[] { 1 }, new[] { 1 })]
    [TestCase(new[] { -1, -1 }, new[] { 2, 1 })]
    public void NumbersTakeThePortsRank(int[] dimensions, int[] expected)
    {
        var seen = Array.Empty<long>();
        var session = new FakeSession(bound => seen = ((CpuTensor<long>)bound["timestep"]).Span.ToArray(), new TensorPort("timestep", ElementType.Int64, dimensions));
        using var binding = new AdaptedBinding(Ops, session);
        var numbers = binding.BindNumbers(session.Inputs[0], new TensorShape(2));
        numbers.Fill(41.6);
        binding.Run();
        Assert.That(numbers.Tensor.Shape.Dimensions.ToArray(), Is.EqualTo(expected));
        Assert.That(seen, Is.Not.Empty.And.All.EqualTo(42));
    }

    [Test]
    public void SwitchesAreOnAndAnythingElseThatIsMissingIsNamed()
    {
        var on = false;
        var session = new FakeSession(bound => on = ((CpuTensor<bool>)bound["output_hidden_states"]).Span[0], new TensorPort("output_hidden_states", ElementType.Bool, []));
        using (var binding = new AdaptedBinding(Ops, session)) binding.Run();
        Assert.That(on);

        using var lacking = new AdaptedBinding(Ops, Doubling(ElementType.Float32, ElementType.Float32));
        Assert.That(lacking.Run, Throws.TypeOf<ScumbleException>().With.Message.Contains("x Float32"));
    }

    [Test]
    public void NoRunAllocatesAndNothingIsLeftOpen()
    {
        var session = Doubling(ElementType.Float16, ElementType.Float16);
        using CpuTensor<float> x = new(new(64)), y = new(new(64));
        using (var binding = new AdaptedBinding(Ops, session))
        {
            binding.BindInput(session.Inputs[0], x);
            binding.BindOutput(session.Outputs[0], y);
            for (var i = 0; i < 40; i++) binding.Run();
            Assert.That(Allocated.ByEach(() =>
            {
                for (var i = 0; i < 10; i++)
                {
                    binding.BindInput(session.Inputs[0], x);
                    binding.Run();
                }
            }), Is.Zero);
        }
        Assert.That(session.OpenBindings, Is.Zero);
    }

    // y = 2 x, in the ports' own types.
    private static FakeSession Doubling(ElementType taken, ElementType given) => new(bound =>
    {
        for (var i = 0; i < bound["x"].Shape.ElementCount; i++) Write(bound[">y"], i, 2 * Read(bound["x"], i));
    }, new TensorPort("x", taken, [-1]), new TensorPort(">y", given, [-1]));

    private static double Read(Tensor tensor, int i) => tensor switch
    {
        CpuTensor<float> t => t.Span[i],
        CpuTensor<Half> t => (double)t.Span[i],
        CpuTensor<double> t => t.Span[i],
        _ => throw new NotSupportedException(),
    };

    private static void Write(Tensor tensor, int i, double value)
    {
        if (tensor is CpuTensor<float> single) single.Span[i] = (float)value;
        else ((CpuTensor<Half>)tensor).Span[i] = (Half)value;
    }
}
