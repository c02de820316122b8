using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Contracts;

/// <summary>Every sampler's declared order, measured on data with a known or finely computed solution.</summary>
[TestFixtureSource(nameof(Subjects))]
public class SamplerConvergence(Sampler sampler, ForwardProcess process)
{
    // Down to a clean-enough level: the step to sigma 0 has a singularity of its own.
    private const double FinalSigma = 0.05;
    private static readonly CpuTensorOps Ops = new();
    private static readonly double[] Starts = [-1.7, -0.9, -0.3, 0.2, 0.6, 1.1, 1.9, 2.4];

    public static IEnumerable<TestFixtureData> Subjects() =>
        from sampler in Samplers.All
        where sampler.Order > 0 && (!sampler.IsStochastic || sampler.UsesEta) && !sampler.GoesToNoise
        from process in new ForwardProcess[] { new DiscreteDiffusion(), new RectifiedFlow() }
        where sampler.Supports(process)
        select new TestFixtureData(sampler, process).SetArgDisplayNames(sampler.Id, process.GetType().Name);

    [Test]
    public void GaussianDataShowTheDeclaredOrder()
    {
        const double mean = 0.4, std = 0.5;
        var denoiser = MixtureDenoiser.Gaussian(process, 1, mean, std);

        // The probability flow keeps (x - a mean) / sqrt(a^2 std^2 + sigma^2).
        double Spread(double sigma) => Math.Sqrt(Math.Pow(process.Signal(sigma) * std, 2) + sigma * sigma);
        var exact = Array.ConvertAll(Starts, start =>
            process.Signal(FinalSigma) * mean + Spread(FinalSigma) * (start * MaxSigma - process.Signal(MaxSigma) * mean) / Spread(MaxSigma));
        AssertOrder(denoiser, exact);
    }

    [Test]
    public void MixtureDataShowTheDeclaredOrder()
    {
        var denoiser = MixtureDenoiser.TwoModes(process, 1);
        AssertOrder(denoiser, Run(Samplers.Heun, denoiser, 20_000));
    }

    // Not from the pure noise of a flow, where lambda is infinite and no step in it is short.
    private double MaxSigma => process is RectifiedFlow ? 0.9 : 5;

    // Two terms of second order nearly cancel each other in SA-Solver's runs of few steps.
    private int[] StepCounts => sampler.Id == "sa_solver" ? [335, 671, 1343] : [83, 167, 335];

    private void AssertOrder(MixtureDenoiser denoiser, double[] exact)
    {
        var stepCounts = StepCounts;
        var errors = Array.ConvertAll(stepCounts, steps => Run(sampler, denoiser, steps).Zip(exact, (x, e) => Math.Abs(x - e)).Max());
        var orders = Enumerable.Range(1, errors.Length - 1)
            .Select(i => Math.Log(errors[i - 1] / errors[i]) / Math.Log((double)stepCounts[i] / stepCounts[i - 1])).ToArray();
        TestContext.Out.WriteLine($"{sampler.Id} on {process.GetType().Name}: errors {string.Join(", ", errors)}; orders {string.Join(", ", orders)}");
        Assert.That(orders[^1], Is.InRange(sampler.Order - 0.4, sampler.Order + 0.6));
    }

    private double[] Run(Sampler method, MixtureDenoiser denoiser, int steps)
    {
        // Evenly spaced in log sigma, on a flow in sigma. Multistep methods start with low orders: the first steps are short, from the
        // square of a step on twice as long each time. DPM-Solver-fast is no such method and wants even spaces.
        var step = 1.0 / steps;
        var places = new List<double> { 0 };
        for (var length = method.Id == "dpm_fast" ? step : step * step; length < step; length *= 2) places.Add(places[^1] + length);
        places.AddRange(Enumerable.Range(1, steps).Select(i => places[^1] + i * (1 - places[^1]) / steps).ToArray());
        var grid = places.Select(f =>
            process is RectifiedFlow ? double.Lerp(MaxSigma, FinalSigma, f) : MaxSigma * Math.Pow(FinalSigma / MaxSigma, f)).ToArray();
        grid[^1] = FinalSigma;
        using var latent = new CpuTensor<double>(new(Starts.Length), Array.ConvertAll(Starts, start => start * MaxSigma));
        var input = new SamplerInput { Ops = Ops, Denoiser = denoiser, Sigmas = new(grid), Latent = latent, Options = new() { Eta = method.UsesEta ? 0 : null, LowerOrderFinal = false } };
        foreach (var _ in method.Run(input)) { }
        return latent.Span.ToArray();
    }
}
