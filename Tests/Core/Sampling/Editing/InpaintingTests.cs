using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Sampling.Editing;

public class InpaintingTests
{
    private static readonly CpuTensorOps Ops = new();

    public static IEnumerable<TestCaseData> Subjects() =>
        from sampler in Samplers.All
        from process in new ForwardProcess[] { new DiscreteDiffusion(), new RectifiedFlow() }
        where sampler.Supports(process) && !sampler.GoesToNoise
        select new TestCaseData(sampler, process).SetArgDisplayNames(sampler.Id, process.GetType().Name);

    [TestCaseSource(nameof(Subjects))]
    public void WhatIsKnownStaysToTheLastBit(Sampler sampler, ForwardProcess process)
    {
        var shape = new TensorShape(64, 2);
        using var known = new CpuTensor<float>(shape);
        using var mask = new CpuTensor<float>(shape);
        using var latent = new CpuTensor<float>(shape);
        Ops.Noise.Fill(known, 0.5, 1, 1);
        known.Span[0] = -0.0f;
        for (var i = 0; i < mask.Span.Length; i++) mask.Span[i] = i % 8 == 7 ? 1 : 0;
        foreach (var steps in new[] { 1, 2, 8 })
        {
            var input = Input(MixtureDenoiser.TwoModes(process, 2), Schedules.Karras.Create(process, steps), latent);
            foreach (var _ in Inpainting.Run(sampler, input, known, mask)) { }
            for (var i = 0; i < mask.Span.Length; i++)
            {
                if (mask.Span[i] == 0) Assert.That(BitConverter.SingleToInt32Bits(latent.Span[i]), Is.EqualTo(BitConverter.SingleToInt32Bits(known.Span[i])), $"{steps} steps, element {i}");
                else Assert.That(latent.Span[i], Is.Not.EqualTo(known.Span[i]).And.InRange(-200f, 200f), $"{steps} steps, element {i}");
            }
        }
    }

    [Test]
    public void TheNewPartFollowsTheKnownPart()
    {
        // Points whose first coordinate is known: the second goes to the mode that the first one lies in. Chance is 0.5, the exact
        // conditional distribution 0.91; setting the known region at each level approximates it, the better the more noise is fresh.
        var process = new DiscreteDiffusion();
        var shape = new TensorShape(400, 2);
        using var known = new CpuTensor<double>(shape);
        using var mask = new CpuTensor<double>(shape);
        using var latent = new CpuTensor<double>(shape);
        for (var i = 0; i < 800; i += 2) (known.Span[i], mask.Span[i + 1]) = (i % 4 == 0 ? 1.5 : -1.7, 1);
        var sigmas = Schedules.Karras.Create(process, 40);
        double Share(double eta)
        {
            var input = Input(MixtureDenoiser.TwoModes(process, 2), sigmas, latent) with { Options = new() { Eta = eta } };
            foreach (var _ in Inpainting.Run(Samplers.Ddim, input, known, mask)) { }
            return latent.Span.ToArray().Chunk(2).Count(point => point[0] * point[1] > 0) / 400.0;
        }

        var (deterministic, fresh) = (Share(0), Share(1));
        TestContext.Out.WriteLine($"the same mode: {deterministic:p1} with eta 0, {fresh:p1} with eta 1");
        Assert.That(deterministic, Is.GreaterThan(0.65));
        Assert.That(fresh, Is.InRange(0.78, 0.95));
    }

    [Test]
    public void ASignalIsFilledInSmoothly()
    {
        var process = new RectifiedFlow();
        var shape = new TensorShape(1, 16);
        var denoiser = new SignalDenoiser(process, 16);
        using var known = new CpuTensor<double>(shape);
        using var mask = new CpuTensor<double>(shape);
        using var latent = new CpuTensor<double>(shape);
        known.Span.Fill(0.8);
        mask.Span[6] = mask.Span[7] = 1;
        foreach (var _ in Inpainting.Run(Samplers.Heun, Input(denoiser, Schedules.Flow.Create(process, 40), latent), known, mask)) { }
        Assert.That(latent.Span.ToArray(), Has.All.EqualTo(0.8).Within(0.5));
    }

    [Test]
    public void ARunThatStopsEarlyHasTheKnownPartAtItsLevel()
    {
        var process = new DiscreteDiffusion();
        using var known = new CpuTensor<double>(new(4, 2), [1, 2, 3, 4, 5, 6, 7, 8]);
        using var mask = new CpuTensor<double>(new(4, 2));
        using var latent = new CpuTensor<double>(new(4, 2));
        using var expected = new CpuTensor<double>(new(4, 2));
        foreach (var _ in Inpainting.Run(Samplers.Euler, Input(MixtureDenoiser.TwoModes(process, 2), new(5, 2, 0.5), latent), known, mask)) { }
        Ops.Copy(expected, known);
        Ops.Noise.Add(expected, 0.5, 5, NoiseStreams.Initial);
        Assert.That(latent.Span.ToArray(), Is.EqualTo(expected.Span.ToArray()).Within(1e-12));
    }

    [Test]
    public void NoStepAllocates()
    {
        var process = new DiscreteDiffusion();
        using var known = new CpuTensor<double>(new(64, 2));
        using var mask = new CpuTensor<double>(new(64, 2));
        using var latent = new CpuTensor<double>(new(64, 2));
        var input = Input(MixtureDenoiser.TwoModes(process, 2), Schedules.Karras.Create(process, 40), latent);
        Assert.That(Allocated.BySteps(() => Inpainting.Run(Samplers.Heun, input, known, mask), 4, 36), Is.Zero);
    }

    [Test]
    public void OtherShapesAndTypesAreRefusedAtOnce()
    {
        var process = new DiscreteDiffusion();
        using var latent = new CpuTensor<float>(new(4, 2));
        using var known = new CpuTensor<float>(new(4, 2));
        using var other = new CpuTensor<float>(new(2, 4));
        using var wide = new CpuTensor<double>(new(4, 2));
        var input = Input(MixtureDenoiser.TwoModes(process, 2), new(1, 0), latent);
        Assert.Multiple(() =>
        {
            Assert.That(() => Inpainting.Run(Samplers.Euler, input, other, other), Throws.ArgumentException);
            Assert.That(() => Inpainting.Run(Samplers.Euler, input, wide, wide), Throws.ArgumentException);
            Assert.That(() => Inpainting.Run(Samplers.DdimInverse, input, known, known), Throws.ArgumentException);
            Assert.That(() => new KnownRegion(Ops, process, known, other, 1), Throws.ArgumentException);
        });
    }

    private static SamplerInput Input(IDenoiser denoiser, SigmaSchedule sigmas, Tensor latent)
    {
        Ops.Noise.Fill(latent, sigmas[0], 5, NoiseStreams.Initial);
        return new() { Ops = Ops, Denoiser = denoiser, Sigmas = sigmas, Latent = latent, Seed = 5 };
    }
}
