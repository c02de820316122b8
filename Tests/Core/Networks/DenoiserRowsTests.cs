using NUnit.Framework;
using Scumble.Networks;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Networks;

public class DenoiserRowsTests
{
    private static readonly CpuTensorOps Ops = new();

    // out = sample + told + timestep, in one call for both rows or one for each.
    [TestCase(-1, 1)]
    [TestCase(1, 2)]
    public void EveryRowIsToldItsOwn(int batch, int calls)
    {
        var session = new FakeSession(bound =>
        {
            var (x, y, told) = ((CpuTensor<float>)bound["sample"], (CpuTensor<float>)bound[">out_sample"], (CpuTensor<float>)bound["text_embeds"]);
            var (row, time) = (x.Span.Length / told.Span.Length, ((CpuTensor<long>)bound["timestep"]).Span[0]);
            for (var i = 0; i < x.Span.Length; i++) y.Span[i] = x.Span[i] + told.Span[i / row] + time;
        }, new("sample", ElementType.Float32, [batch, 1, -1, -1]), new("timestep", ElementType.Int64, []), new("text_embeds", ElementType.Float32, [batch, 1]),
            new(">out_sample", ElementType.Float32, [batch, 1, -1, -1]));
        Assert.That(DenoiserNetwork.TakesOneRow(session), Is.EqualTo(calls == 2));
        var rows = calls == 2 ? 1 : 2;
        using (var network = new DenoiserRows(Ops, [.. Enumerable.Range(0, calls).Select(_ => new DenoiserNetwork(Ops, session, new TensorShape(rows, 1, 1, 2)))]))
        {
            using Conditioning negative = new(), positive = new();
            negative.AddNumbers(Ops, "text_embeds", 10);
            positive.AddNumbers(Ops, "text_embeds", 20);
            positive.AddNumbers(Ops, "no_such_input", 1);
            network.Set(0, negative);
            network.Set(1, positive);
            using CpuTensor<float> x = new(new(2, 1, 1, 2), [1, 2, 3, 4]), y = new(x.Shape), other = new(x.Shape, [5, 5, 5, 5]);
            network.Predictor.Predict(x, new() { Timestep = 100 }, y);
            Assert.That(y.Span.ToArray(), Is.EqualTo(new float[] { 111, 112, 123, 124 }));
            network.Predictor.Predict(other, new() { Timestep = 200 }, y);
            Assert.That(y.Span.ToArray(), Is.EqualTo(new float[] { 215, 215, 225, 225 }));
            Assert.That(session.Runs, Is.EqualTo(2 * calls));

            Assert.That(Allocated.ByEach(() => network.Predictor.Predict(other, new() { Timestep = 200 }, y)), Is.Zero, "no call allocates");
        }
        Assert.That(session.OpenBindings, Is.Zero);
    }
}
