using System.Text.Json;
using Scumble.Models;
using Scumble.Sampling;

namespace Scumble.Lab;

internal static partial class GoldenKinds
{
    /// <summary>Runs of k-diffusion's samplers.</summary>
    public static GoldenKind KDiffusion { get; } = Add(new KDiffusionKind());
}

/// <summary>A run of a sampler of k-diffusion, on denoised samples.</summary>
internal sealed class KDiffusionKind : GoldenKind
{
    public override string Id => "kdiffusion";

    public override GoldenOutcome Check(GoldenFile file)
    {
        var comparison = new GoldenComparison();
        var sampler = file["sampler"].GetString()!;
        var sigmas = new SigmaSchedule(GoldenFile.Numbers(file.Root, "sigmas"));
        var config = new SchedulerConfig(
            new VarianceExploding(sigmas[^2] / 2, sigmas[0]), Prediction.Sample, "karras", new(), sampler.Replace("sample_", "", StringComparison.Ordinal));
        var options = Options(GoldenFile.Optional(file.Root, "args") ?? default);

        // The second step of the third-order method, which knows but one step before, is not by midpoint.
        if (sampler == "sample_dpmpp_3m_sde") options = options with { SolverType = SolverType.Heun };
        new GoldenReplay(file, config, sigmas, options).Compare(comparison);
        return comparison.Outcome;
    }

    private static SamplerOptions Options(JsonElement arguments)
    {
        var options = new SamplerOptions { LowerOrderFinal = false }; // what its multistep methods do not know
        if (arguments.ValueKind != JsonValueKind.Object) return options;
        foreach (var argument in arguments.EnumerateObject())
        {
            if (argument.Value.ValueKind == JsonValueKind.Null) continue;
            options = argument.Name switch
            {
                "eta" => options with { Eta = argument.Value.GetDouble() },
                "s_noise" => options with { NoiseScale = argument.Value.GetDouble() },
                "s_churn" => options with { Churn = argument.Value.GetDouble() },
                "s_tmin" => options with { ChurnMin = argument.Value.GetDouble() },
                "s_tmax" => options with { ChurnMax = GoldenFile.Number(argument.Value) },
                "order" => options with { Order = argument.Value.GetInt32() },
                "rtol" => options with { RelativeTolerance = argument.Value.GetDouble() },
                "atol" => options with { AbsoluteTolerance = argument.Value.GetDouble() },
                "solver_type" => options with { SolverType = argument.Value.GetString() == "heun" ? SolverType.Heun : SolverType.Midpoint },
                var other => throw new NotSupportedException($"the argument '{other}' is not covered"),
            };
        }

        return options;
    }
}
