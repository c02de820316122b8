using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Sampling;

/// <summary>Trajectories recorded from other projects' samplers, replayed in float64 within the bound that their format states.</summary>
public class GoldenTests
{
    public static IEnumerable<GoldenCase> Cases() =>
        Directory.EnumerateFiles(RepositoryRoot.Combine("Tests/Data/Golden"), "*.json").Order(StringComparer.Ordinal).Select(path => new GoldenCase(path));

    [TestCaseSource(nameof(Cases))]
    public void OpenLoop(GoldenCase golden)
    {
        var ops = new RecordedNoiseOps(golden.Noise);
        var network = new RecordedPredictor(golden.Outputs);
        var prediction = golden.IsKDiffusion ? Prediction.Sample : golden.Prediction;
        using var denoiser = new PredictionDenoiser(
            ops, network, golden.Process, prediction, new(golden.Shape), ElementType.Float64, ElementType.Float64);
        Replay(golden, ops, denoiser);
        Assert.That(network.Timesteps, Has.Count.EqualTo(golden.Outputs.Length));
    }

    [TestCaseSource(nameof(Cases))]
    public void ClosedLoop(GoldenCase golden) => Replay(golden, new RecordedNoiseOps(golden.Noise), golden.Mixture());

    private static void Replay(GoldenCase golden, ITensorOps ops, IDenoiser denoiser)
    {
        // The mixture knows nothing of the boundary condition that a latent consistency model is trained with.
        if (golden.SamplerId == "lcm") denoiser = new ConsistencyDenoiser(ops, denoiser);
        var (process, sigmas, sampler) = (golden.Process, golden.Sigmas, Samplers.Get(golden.SamplerId));
        var start = Array.ConvertAll(golden.Start, v => v / Coordinate(sigmas[0]));
        using var latent = new CpuTensor<double>(new(golden.Shape), start);
        var input = new SamplerInput { Ops = ops, Denoiser = denoiser, Sigmas = sigmas, Latent = latent, Eta = golden.Eta };
        var worst = 0.0;
        foreach (var step in sampler.Run(input))
        {
            var call = Math.Min((step.StepIndex + 1) * sampler.ModelCallsPerStep, golden.Outputs.Length) - 1;
            if (golden.IsKDiffusion && step.StepIndex + 1 < step.StepCount) continue;
            var expected = golden.IsKDiffusion ? golden.Samples[0] : golden.Samples[call];
            worst = Math.Max(worst, latent.Span.ToArray().Zip(expected, (x, e) => Math.Abs(x * Coordinate(step.Sigma) - e)).Max());
            Assert.That(worst, Is.LessThanOrEqualTo(golden.Tolerance), $"{golden.Id}, step {step.StepIndex}");
        }

        TestContext.Out.WriteLine($"{golden.Id}: {worst:g3} of {golden.Tolerance:g3}");

        // What x is multiplied by where the reference keeps the variance.
        double Coordinate(double sigma) => golden.IsVariancePreserving ? process.InputScale(sigma) : 1;
    }
}
