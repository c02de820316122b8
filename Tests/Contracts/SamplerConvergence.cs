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
        AssertOrder(denoiser, exact, 40, 80, 160);
    }

    [Test]
    public void MixtureDataShowTheDeclaredOrder()
    {
        var denoiser = MixtureDenoiser.TwoModes(process, 1);
        AssertOrder(denoiser, Run(Samplers.Heun, denoiser, 20_000), 80, 160, 320);
    }

    private double MaxSigma => Math.Min(process.MaxSigma, 5);

    private void AssertOrder(MixtureDenoiser denoiser, double[] exact, params int[] stepCounts)
    {
        var errors = Array.ConvertAll(stepCounts, steps => Run(sampler, denoiser, steps).Zip(exact, (x, e) => Math.Abs(x - e)).Max());
        var orders = errors.Zip(errors.Skip(1), (coarse, fine) => Math.Log2(coarse / fine)).ToArray();
        TestContext.Out.WriteLine($"{sampler.Id} on {process.GetType().Name}: errors {string.Join(", ", errors)}; orders {string.Join(", ", orders)}");
        Assert.That(orders, Has.All.InRange(sampler.Order - 0.2, sampler.Order + 0.45));
    }

    private double[] Run(Sampler method, MixtureDenoiser denoiser, int steps)
    {
        // Evenly spaced in log sigma, except on a flow, whose coordinate is finite at pure noise.
        var grid = new double[steps + 1];
        for (var i = 0; i <= steps; i++)
        {
            var f = (double)i / steps;
            grid[i] = process is RectifiedFlow ? double.Lerp(MaxSigma, FinalSigma, f) : MaxSigma * Math.Pow(FinalSigma / MaxSigma, f);
        }

        grid[steps] = FinalSigma;
        using var latent = new CpuTensor<double>(new(Starts.Length), Array.ConvertAll(Starts, start => start * MaxSigma));
        var input = new SamplerInput { Ops = Ops, Denoiser = denoiser, Sigmas = new(grid), Latent = latent, Options = new() { Eta = method.UsesEta ? 0 : null, LowerOrderFinal = false } };
        foreach (var _ in method.Run(input)) { }
        return latent.Span.ToArray();
    }
}
