using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Sampling.Guidance;

public class ResidualGuidanceTests
{
    private static readonly CpuTensorOps Ops = new();
    private static readonly TensorShape Shape = new(3, 2);
    private static readonly double[] X = [0.5, -1, 2, 0.25, -0.5, 1.5];
    private static readonly double[] Source = [0.1, 0.2, -0.3, 0.4, 0.9, -0.6];

    [Test]
    public void SelfNegativeIsThePapersEquation([Values(1, 0.5)] double delta, [Values(0.3, 5)] double sigma)
    {
        const double g = 1.4;
        var prompt = MixtureDenoiser.TwoModes(new DiscreteDiffusion(), 2);
        using var guided = Residual(prompt, null, delta, g);
        Source.CopyTo(((CpuTensor<double>)guided.Reference).Span);
        var (alone, found) = (Denoise(prompt, sigma), Denoise(guided, sigma));
        for (var i = 0; i < X.Length; i++)
        {
            var (cond, residual) = ((X[i] - alone[i]) / sigma, (X[i] - Source[i]) / sigma);
            var e = delta * residual + g * (cond - delta * residual);
            Assert.That(found[i], Is.EqualTo(X[i] - sigma * e).Within(1e-12), $"element {i}");
        }
    }

    [Test]
    public void ScaleOneIsThePromptAlone()
    {
        var prompt = MixtureDenoiser.TwoModes(new RectifiedFlow(), 2);
        using var guided = Residual(prompt, null, 1);
        Assert.That(Denoise(guided, 0.7), Is.EqualTo(Denoise(prompt, 0.7)));
    }

    [Test]
    public void OnetimeNegativeCostsOneCallEachRunAndSteersAway()
    {
        var process = new DiscreteDiffusion();
        var (prompt, negative) = (MixtureDenoiser.Gaussian(process, 2, 0.5), MixtureDenoiser.Gaussian(process, 2, -0.5));
        var sigmas = Schedules.Karras.Create(process, 4);
        double Mean(double g)
        {
            using var guided = Residual(prompt, negative, 1, g);
            using var latent = new CpuTensor<double>(Shape);
            Ops.Noise.Fill(latent, sigmas[0], 3, NoiseStreams.Initial);
            foreach (var _ in Samplers.Euler.Run(new() { Ops = Ops, Denoiser = guided, Sigmas = sigmas, Latent = latent })) { }
            return latent.Span.ToArray().Average();
        }

        var (plain, steered) = (Mean(1), Mean(2));
        Assert.That((prompt.Calls, negative.Calls), Is.EqualTo((8, 2)));

        // The negative mean lies at -0.5; at the first level the residual is nearly 0.5 - (-0.5), and every further step adds its own.
        Assert.That(steered - plain, Is.GreaterThan(1));
        Assert.That(Mean(2), Is.EqualTo(steered));
    }

    [Test]
    public void TheNegativePromptIsAskedAtTheFirstCallOfARun()
    {
        var negative = MixtureDenoiser.Gaussian(new DiscreteDiffusion(), 2);
        using var guided = Residual(MixtureDenoiser.Gaussian(new DiscreteDiffusion(), 2), negative, 1);
        using CpuTensor<double> x = new(Shape, X), denoised = new(Shape);
        foreach (var (sigma, index, calls) in new[] { (5, 0, 1), (2, 1, 1), (6, 2, 1), (2, 0, 2) })
        {
            guided.Denoise(x, DenoiseCall.At(guided.Process, sigma) with { CallIndex = index, CallCount = 3 }, denoised);
            Assert.That(negative.Calls, Is.EqualTo(calls));
        }
    }

    [Test]
    public void NoCallAllocates([Values(1, 0.5)] double delta)
    {
        var denoiser = MixtureDenoiser.Gaussian(new DiscreteDiffusion(), 2);
        using var guided = Residual(denoiser, denoiser, delta);
        using var x = new CpuTensor<double>(Shape, X);
        using var denoised = new CpuTensor<double>(Shape);
        var call = DenoiseCall.At(guided.Process, 5);
        guided.Denoise(x, call, denoised);
        Assert.That(Allocated.ByEach(() => guided.Denoise(x, call, denoised)), Is.Zero);
    }

    [Test]
    public void WhatMakesNoSenseIsRefused()
    {
        Assert.That(() => Residual(MixtureDenoiser.Gaussian(new RectifiedFlow(), 2), null, 0.5), Throws.ArgumentException);
        Assert.That(() => Residual(MixtureDenoiser.Gaussian(new DiscreteDiffusion(), 2), null, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static ResidualGuidance Residual(IDenoiser prompt, IDenoiser? negative, double delta, double scale = 1) =>
        new(Ops, prompt, Shape, negative, delta, ElementType.Float64) { Scale = scale };

    private static double[] Denoise(IDenoiser denoiser, double sigma)
    {
        using var x = new CpuTensor<double>(Shape, X);
        using var denoised = new CpuTensor<double>(Shape);
        denoiser.Denoise(x, DenoiseCall.At(denoiser.Process, sigma), denoised);
        return denoised.Span.ToArray();
    }
}
