using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Sampling.Guidance;

public class ClassifierGuidanceTests
{
    private static readonly CpuTensorOps Ops = new();
    private static readonly TensorShape Shape = new(2, 2);
    private static readonly double[] X = [0.5, -1, 2, 0.25];

    public static readonly ForwardProcess[] Processes = [new DiscreteDiffusion(), new RectifiedFlow()];

    [TestCaseSource(nameof(Processes))]
    public void TheExactClassifierGivesTheClassesOwnDenoiser(ForwardProcess process)
    {
        // p(x) = N(m, s^2), p(y | x) proportional to N(x; y, 1): p(x | y) is the Gaussian of the product.
        const double mean = 0.4, std = 0.5, y = 2;
        var precision = 1 / (std * std) + 1;
        var posterior = MixtureDenoiser.Gaussian(process, 2, (mean / (std * std) + y) / precision, 1 / Math.Sqrt(precision));
        var prior = MixtureDenoiser.Gaussian(process, 2, mean, std);
        foreach (var sigma in new[] { 0.05, 0.3, 0.9 }.Select(f => f * process.MaxSigma))
        {
            using var guided = new ClassifierGuidance(Ops, prior, new Difference(process, prior, posterior, sigma), Shape, ElementType.Float64, ElementType.Float64);
            Assert.That(Denoise(guided, sigma), Is.EqualTo(Denoise(posterior, sigma)).Within(1e-9), $"{sigma}");
        }
    }

    [TestCaseSource(nameof(Processes))]
    public void ScaleZeroChangesNothingAndCallsNothing(ForwardProcess process)
    {
        var inner = MixtureDenoiser.TwoModes(process, 2);
        using var guided = new ClassifierGuidance(Ops, inner, new Refusing(), Shape, ElementType.Float64) { Scale = 0 };
        Assert.That(Denoise(guided, process.MaxSigma), Is.EqualTo(Denoise(inner, process.MaxSigma)));
    }

    [TestCaseSource(nameof(Noisy))]
    public void PureNoiseIsLeft(ForwardProcess process)
    {
        var inner = MixtureDenoiser.TwoModes(process, 2);
        using var guided = new ClassifierGuidance(Ops, inner, new Refusing(), Shape, ElementType.Float64);
        Assert.That(Denoise(guided, process.MaxSigma), Is.EqualTo(Denoise(inner, process.MaxSigma)));
    }

    // A flow, and a discrete diffusion whose last beta is 1.
    private static readonly ForwardProcess[] Noisy = [new RectifiedFlow(), new DiscreteDiffusion([0.1, 0.5, 1])];

    [Test]
    public void NoCallAllocates([Values(ElementType.Float32, ElementType.Float64)] ElementType classifierType)
    {
        using var guided = new ClassifierGuidance(
            Ops, MixtureDenoiser.TwoModes(new DiscreteDiffusion(), 2), new Constant(), Shape, ElementType.Float64, classifierType);
        using var x = new CpuTensor<double>(Shape, X);
        using var denoised = new CpuTensor<double>(Shape);
        var call = DenoiseCall.At(guided.Process, 5);
        guided.Denoise(x, call, denoised);
        Assert.That(Allocated.ByEach(() => guided.Denoise(x, call, denoised)), Is.Zero);
    }

    private static double[] Denoise(IDenoiser denoiser, double sigma)
    {
        using var x = new CpuTensor<double>(Shape, X);
        using var denoised = new CpuTensor<double>(Shape);
        denoiser.Denoise(x, DenoiseCall.At(denoiser.Process, sigma), denoised);
        return denoised.Span.ToArray();
    }

    // grad log p(y | z) = grad log p(z | y) - grad log p(z), with the score (a D - x) / sigma^2 of x = z / c.
    private sealed class Difference(ForwardProcess process, IDenoiser prior, IDenoiser posterior, double sigma) : IClassifierGradient
    {
        public void Gradient(Tensor scaledInput, in DenoiseCall call, Tensor gradient)
        {
            Assert.That(call.Timestep, Is.EqualTo(process.ModelTime(sigma)));
            var c = process.InputScale(sigma);
            using var x = new CpuTensor<double>(Shape);
            using var without = new CpuTensor<double>(Shape);
            Ops.Scale(x, 1 / c, scaledInput);
            prior.Denoise(x, call, without);
            posterior.Denoise(x, call, gradient);
            var weight = process.Signal(sigma) / (sigma * sigma * c);
            Ops.Combine(gradient, weight, gradient, -weight, without);
        }
    }

    private sealed class Constant : IClassifierGradient
    {
        public void Gradient(Tensor scaledInput, in DenoiseCall call, Tensor gradient) => Ops.Noise.FillSigns(gradient, 1, 1);
    }

    private sealed class Refusing : IClassifierGradient
    {
        public void Gradient(Tensor scaledInput, in DenoiseCall call, Tensor gradient) => throw new InvalidOperationException("Not to be called.");
    }
}
