using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Networks;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Networks;

public class ControlNetTests
{
    private const string Mid = "mid_block_additional_residual", Down = "down_block_0_additional_residual";

    private static readonly CpuTensorOps Ops = new();

    private static readonly TensorShape Latent = new(1, 1, 2, 2);

    // residual = scale (picture + conditioning + timestep); the network adds both residuals to its sample.
    [TestCase(true)]
    [TestCase(false)]
    public void WhatItGivesIsScaledOnceByTheGraphOrAfterIt(bool graphScales)
    {
        var (graph, session) = (Network(), ControlGraph(graphScales));
        using var network = new DenoiserNetwork(Ops, graph, Latent);
        using var conditioning = new Conditioning();
        conditioning.AddNumbers(Ops, "text_embeds", 0.5f);
        network.Set(0, conditioning);
        using CpuTensor<float> x = new(Latent, [1, 2, 3, 4]), y = new(Latent);
        using (var one = Create(session, network, 7, new ControlSpan(0.5)))
        using (var late = Create(session, network, 1, new ControlSpan(2, 0.5)))
        {
            network.Controls = [one, late];
            const float first = 2 * 0.5f * (7 + 0.5f + 10), second = 2 * 2 * (1 + 0.5f + 10);
            foreach (var (i, residual) in new[] { first, first, first + second, first + second }.Index())
            {
                network.Predict(x, Call(i), y);
                Assert.That(y.Span.ToArray(), Is.EqualTo(new[] { 1 + residual, 2 + residual, 3 + residual, 4 + residual }).Within(1e-4));
            }
            Assert.That(session.Runs, Is.EqualTo(6), "who is silent is not run");

            Assert.That(Allocated.ByEach(() => network.Predict(x, Call(3), y)), Is.Zero, "no call allocates");
            network.Controls = [];
        }
        network.Predict(x, Call(0), y);
        Assert.That(y.Span.ToArray(), Is.EqualTo(x.Span.ToArray()), "zeros without ControlNets");
        Assert.That(session.OpenBindings, Is.Zero);
    }

    [Test]
    public void OneForAnotherNetworkIsRefused()
    {
        var other = new FakeSession(_ => { }, new("sample", ElementType.Float32, [-1, 1, -1, -1]), new("timestep", ElementType.Float32, [-1]),
            new("controlnet_cond", ElementType.Float32, [-1, 1, -1, -1]), new(">down_block_9_additional_residual", ElementType.Float32, [-1, 8, -1, -1]));
        using var network = new DenoiserNetwork(Ops, Network(), Latent);
        Assert.That(() => Create(other, network, 7, new ControlSpan()), Throws.TypeOf<ScumbleException>().With.Message.Contains("down_block_9"));
        Assert.That(() => Create(Network(), network, 7, new ControlSpan()), Throws.TypeOf<ScumbleException>().With.Message.Contains("controlnet_cond"));
    }

    private static DenoiseCall Call(int index) => new() { Timestep = 10, CallIndex = index, CallCount = 4 };

    private static ControlNet Create(FakeSession session, DenoiserNetwork network, float pixel, ControlSpan span)
    {
        using var picture = new CpuTensor<float>(new TensorShape(1, 1, 1, 1), [pixel]);
        var control = new ControlNet(Ops, session, picture.Shape, network.Conditions, network.Residuals);
        control.Set(picture, span);
        return control;
    }

    private static FakeSession Network() => new(bound =>
    {
        var (x, y) = ((CpuTensor<float>)bound["sample"], (CpuTensor<float>)bound[">out_sample"]);
        for (var i = 0; i < y.Span.Length; i++) y.Span[i] = x.Span[i] + ((CpuTensor<float>)bound[Down]).Span[i] + ((CpuTensor<float>)bound[Mid]).Span[i];
    }, new("sample", ElementType.Float32, [-1, 1, -1, -1]), new("timestep", ElementType.Float32, [-1]), new("text_embeds", ElementType.Float32, [-1, 1]),
        new(Down, ElementType.Float32, [-1, 1, -1, -1]), new(Mid, ElementType.Float32, [-1, 1, -1, -1]), new(">out_sample", ElementType.Float32, [-1, 1, -1, -1]));

    private static FakeSession ControlGraph(bool scales)
    {
        TensorPort[] ports =
        [
            new("sample", ElementType.Float32, [-1, 1, -1, -1]), new("timestep", ElementType.Int64, []), new("text_embeds", ElementType.Float32, [-1, 1]),
            new("controlnet_cond", ElementType.Float32, [-1, 1, -1, -1]), new(">" + Down, ElementType.Float32, [-1, 1, -1, -1]), new(">" + Mid, ElementType.Float32, [-1, 1, -1, -1]),
        ];
        return new FakeSession(bound =>
        {
            var value = ((CpuTensor<float>)bound["controlnet_cond"]).Span[0] + ((CpuTensor<float>)bound["text_embeds"]).Span[0] + ((CpuTensor<long>)bound["timestep"]).Span[0];
            if (bound.TryGetValue("conditioning_scale", out var scale)) value *= (float)((CpuTensor<double>)scale).Span[0];
            ((CpuTensor<float>)bound[">" + Down]).Span.Fill(value);
            ((CpuTensor<float>)bound[">" + Mid]).Span.Fill(value);
        }, scales ? [.. ports, new("conditioning_scale", ElementType.Float64, [1])] : ports);
    }
}
