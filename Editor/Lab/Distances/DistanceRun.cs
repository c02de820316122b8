using System.Text.Json;
using Scumble.Models;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Lab;

/// <summary>Samples a mixture by a method, with the closed-form model of that mixture.</summary>
internal static class DistanceRun
{
    private static readonly CpuTensorOps Ops = new();

    /// <summary>The samples, item after item, and how often the model was asked.</summary>
    public static (double[] Samples, int ModelCalls) Sample(DistanceMethod method, Mixture mixture, int count, ulong seed)
    {
        using var json = JsonDocument.Parse($"{{{method.Config}}}");
        var config = SchedulerConfig.Read(json.RootElement, method.Name);
        var sigmas = config.CreateSigmas(method.Steps);
        using var latent = new CpuTensor<double>(new(count, mixture.Dimension));
        Ops.Noise.Fill(latent, config.InitialScale(sigmas[0]), seed, NoiseStreams.Initial);
        var ideal = new IdealDenoiser(config.Process, mixture);
        IDenoiser denoiser = method.IsConsistency ? new ConsistencyFunction(ideal)
            : config.Sampler == "lcm" ? new ConsistencyDenoiser(Ops, ideal)
            : ideal;
        var run = Samplers.Get(method.Sampler ?? config.Sampler).Run(new()
        {
            Ops = Ops,
            Denoiser = denoiser,
            Sigmas = sigmas,
            Latent = latent,
            Seed = seed,
            Options = config.Solver.ToOptions() with { Eta = method.Eta, Churn = method.Churn },
        });
        foreach (var _ in run)
        {
        }

        // What is read at the end is the variable that the scheduler keeps.
        var scale = config.InitialNoise == InitialNoise.UnitInput ? config.Process.InputScale(sigmas[^1]) : 1;
        return (Array.ConvertAll(latent.Span.ToArray(), x => x * scale), denoiser is ConsistencyFunction function ? function.Calls : ideal.Calls);
    }
}
