using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Networks;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Networks;

public class DenoiserNetworkTests
{
    private static readonly CpuTensorOps Ops = new();

    // SD 1.5's twelve, SDXL's nine, and six of a small U-Net, each before the middle's; a level that does not halve evenly is rounded up.
    [TestCase(12, 20, 3)]
    [TestCase(9, 20, 2)]
    [TestCase(6, 20, 2)]
    public void ResidualsHaveTheSizeOfTheirLevel(int count, int edge, int lowest)
    {
        var ports = Enumerable.Range(0, count).Select(i => new TensorPort($"down_block_{i}_additional_residual", ElementType.Float32, [-1, 4 + i, -1, -1]))
            .Append(new("mid_block_additional_residual", ElementType.Float32, [-1, 99, -1, -1])).Reverse();
        using var network = new DenoiserNetwork(Ops, Graph([.. ports]), new TensorShape(2, 4, edge, edge));
        var perLevel = count / (lowest + 1);
        int[] edges = [edge, (edge + 1) / 2, (edge + 3) / 4, (edge + 7) / 8];
        for (var i = 0; i < count; i++)
            Assert.That(network.Residuals[$"down_block_{i}_additional_residual"], Is.EqualTo(new TensorShape(2, 4 + i, edges[i / perLevel], edges[i / perLevel])), $"{i}");
        Assert.That(network.Residuals["mid_block_additional_residual"], Is.EqualTo(new TensorShape(2, 99, edges[lowest], edges[lowest])));
    }

    [Test]
    public void ATransformersResidualsAreThoseOfItsBlocks([Values(-1, 3)] int stated)
    {
        using var network = new DenoiserNetwork(Ops, Graph(new TensorPort("controlnet_block_sample", ElementType.Float32, [stated, -1, 64])), new TensorShape(1, 4, 6, 8), blockCount: 5);
        Assert.That(network.Residuals["controlnet_block_sample"], Is.EqualTo(new TensorShape(stated < 0 ? 5 : stated, 12, 64)));
    }

    [TestCase("controlnet_block_sample", -1, -1)]
    [TestCase("controlnet_block_sample", 3, 12, -1)]
    [TestCase("down_block_0_additional_residual", 1, -1, 8, 8)]
    public void AResidualWithoutChannelsIsRefused(string name, params int[] dimensions) => Assert.That(
        () => new DenoiserNetwork(Ops, Graph(new TensorPort(name, ElementType.Float32, dimensions)), new TensorShape(1, 4, 8, 8)),
        Throws.TypeOf<ScumbleException>().With.Message.Contains(name));

    // A mask and a picture behind the latent go in; the variance behind the prediction is dropped.
    [Test]
    public void MoreChannelsStandBehindTheLatent()
    {
        var seen = Array.Empty<float>();
        var session = new FakeSession(bound =>
        {
            seen = ((CpuTensor<float>)bound["sample"]).Span.ToArray();
            seen.AsSpan(0, 6).CopyTo(((CpuTensor<float>)bound[">out_sample"]).Span);
        }, new("sample", ElementType.Float32, [-1, 3, -1, -1]), new("timestep", ElementType.Float32, [-1]), new(">out_sample", ElementType.Float32, [-1, 2, -1, -1]));
        using var network = new DenoiserNetwork(Ops, session, new TensorShape(2, 1, 1, 2));
        Assert.That(network.ExtraChannelCount, Is.EqualTo(2));
        using CpuTensor<float> extra = new(new(1, 2, 1, 2), [7, 8, 9, 10]), x = new(network.Latent, [1, 2, 3, 4]), y = new(network.Latent);
        network.SetExtraChannels(extra);
        Assert.That(() => network.Predict(x, default, y), Throws.Nothing);
        Assert.That(seen, Is.EqualTo(new float[] { 1, 2, 7, 8, 9, 10, 3, 4, 7, 8, 9, 10 }));
        Assert.That(y.Span.ToArray(), Is.EqualTo(new float[] { 1, 2, 9, 10 }));
    }

    // What a flow map takes: where the step begins and where it ends, on the network's own scale.
    [TestCase(1, 750, 500)]
    [TestCase(0.001, 0.75, 0.5)]
    public void ANetworkOfWholeStepsIsToldWhereTheyEnd(double timeScale, double begins, double ends)
    {
        float[] timestep = [], next = [];
        var session = new FakeSession(bound => (timestep, next) = (Numbers(bound["timestep"]), Numbers(bound["timestep_next"])),
            new("sample", ElementType.Float32, [-1, 2, -1, -1]), new("timestep", ElementType.Float32, [-1]), new("timestep_next", ElementType.Float32, [-1]),
            new(">out_sample", ElementType.Float32, [-1, 2, -1, -1]));
        using var network = new DenoiserNetwork(Ops, session, new TensorShape(2, 2, 1, 2), timeScale: timeScale);
        using CpuTensor<float> x = new(network.Latent), y = new(network.Latent);
        network.Predict(x, new() { Sigma = 0.75, Timestep = 750, NextSigma = 0.5, NextTimestep = 500 }, y);
        Assert.That(timestep, Is.EqualTo(new[] { begins, begins }).Within(1e-6));
        Assert.That(next, Is.EqualTo(new[] { ends, ends }).Within(1e-6));
    }

    [Test]
    public void NoCallAllocates()
    {
        var session = new FakeSession(_ => { }, new("sample", ElementType.Float16, [-1, 3, -1, -1]), new("timestep", ElementType.Float32, [-1]),
            new(">out_sample", ElementType.Float16, [-1, 2, -1, -1]));
        using var network = new DenoiserNetwork(Ops, session, new TensorShape(2, 1, 1, 2));
        using CpuTensor<float> x = new(network.Latent), y = new(network.Latent);
        network.Predict(x, default, y);
        Assert.That(Allocated.ByEach(() => network.Predict(x, default, y)), Is.Zero);
    }

    // Two rows of two by two patches.
    [Test]
    public void PatchesBecomeTokensAndComeBack()
    {
        var seen = Array.Empty<float>();
        var session = new FakeSession(bound =>
        {
            seen = ((CpuTensor<float>)bound["hidden_states"]).Span.ToArray();
            seen.CopyTo(((CpuTensor<float>)bound[">sample"]).Span);
        }, new("hidden_states", ElementType.Float32, [-1, -1, 8]), new("timestep", ElementType.Float32, [-1]), new(">sample", ElementType.Float32, [-1, -1, 8]));
        using var network = new DenoiserNetwork(Ops, session, new TensorShape(1, 2, 2, 4), isPacked: true);
        using CpuTensor<float> x = new(network.Latent, [.. Enumerable.Range(0, 16).Select(i => (float)i)]), y = new(network.Latent);
        network.Predict(x, new() { Timestep = 0.5 }, y);
        Assert.That(seen, Is.EqualTo(new float[] { 0, 1, 4, 5, 8, 9, 12, 13, 2, 3, 6, 7, 10, 11, 14, 15 }));
        Assert.That(y.Span.ToArray(), Is.EqualTo(x.Span.ToArray()));
    }

    private static FakeSession Graph(params TensorPort[] residuals) => new(_ => { },
        [new("sample", ElementType.Float32, [-1, 4, -1, -1]), new("timestep", ElementType.Int64, []), new(">out_sample", ElementType.Float32, [-1, 4, -1, -1]), .. residuals]);

    private static float[] Numbers(Tensor tensor) => ((CpuTensor<float>)tensor).Span.ToArray();
}
