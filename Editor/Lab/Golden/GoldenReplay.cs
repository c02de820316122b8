using Scumble.Models;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Lab;

/// <summary>
/// Repeats a recorded run in float64: in an open loop, where the network answers as recorded, and in a closed one, where it is
/// computed. Noise is as recorded in both.
/// </summary>
/// <param name="file">The case.</param>
/// <param name="config">The scheduler's configuration, which also says how samples are scaled.</param>
/// <param name="sigmas">The levels of the run.</param>
/// <param name="options">The sampler's options.</param>
internal sealed class GoldenReplay(GoldenFile file, SchedulerConfig config, SigmaSchedule sigmas, SamplerOptions options)
{
    private static readonly CpuTensorOps Ops = new();

    private readonly GoldenCall[] _calls = GoldenCall.ReadAll(file);
    private readonly TensorShape _shape = new([.. GoldenFile.Numbers(file.Root, "shape").Select(v => (int)v)]);

    /// <summary>Whether samples are recorded with the data's own variance, as x SigmaData InputScale(sigma).</summary>
    public bool KeepsVariance { get; init; }

    /// <summary>Whether DDIM takes the noise from the clipped estimate.</summary>
    public bool NoiseFollowsClipping { get; init; }

    /// <summary>Whether the reference calls the model before it adds a step's noise, and not after.</summary>
    public bool ChurnsLate { get; init; }

    /// <summary>The sample at the end, where it is not that after the last call.</summary>
    public double[]? Final { get; init; }

    /// <summary>Runs both loops and compares within the bound that the format states.</summary>
    public void Compare(GoldenComparison comparison)
    {
        Run(comparison, mixture: null);
        Run(comparison, Mixture.Read(file["mixture"]));
    }

    private void Run(GoldenComparison comparison, Mixture? mixture)
    {
        var loop = mixture is null ? "open loop" : "closed loop";
        var sampler = Samplers.Get(config.Sampler);
        var network = new GoldenNetwork(_calls, mixture, config.Prediction, config.Process);
        IPredictor asked = ChurnsLate && options.Churn > 0 ? new LateChurn(network, config, sigmas, options) : network;
        using var buffers = new DenoiserBuffers(Ops, _shape, ElementType.Float64, ElementType.Float64);
        var configured = config.CreateDenoiser(buffers, asked, NoiseFollowsClipping);
        using var varying = new VarianceDenoiser(configured, _calls, _shape);
        using var latent = new CpuTensor<double>(_shape, Start(sampler));
        using var noise = new RecordedNoise(Ops, network);
        var run = sampler.Run(new()
        {
            Ops = Ops,
            Denoiser = HasVariance ? varying : configured,
            Sigmas = sigmas,
            Latent = latent,
            Noise = noise,
            Options = options,
        });
        foreach (var step in run)
        {
            var isLast = step.StepIndex + 1 == step.StepCount;
            if (mixture is not null && !isLast) continue;
            var expected = isLast && Final is not null ? Final : _calls[network.Calls - 1].Sample;
            if (expected is null) continue;
            var scale = Scale(step.Sigma);
            double[] found = [.. latent.Span.ToArray().Select(x => x * scale)];
            comparison.Compare(found, expected, Bound, $"{loop}, step {step.StepIndex}");
        }

        if (network.Calls != _calls.Length && !IsSurplus(network.Calls))
            comparison.Fail($"{loop}: the reference called the model {_calls.Length} times, we call it {network.Calls} times");
        if (mixture is null) CompareCalls(comparison, network);
    }

    private void CompareCalls(GoldenComparison comparison, GoldenNetwork network)
    {
        // The reference tells inversion the level that a step leads to, churn what it adds to; a score-SDE scheduler counts in its own time.
        if (config.Sampler == "ddim_inverse" || options.Churn > 0 || config.Process is VarianceExploding) return;
        var sensitive = GoldenGrid.RoundingSensitive(file.Root);
        for (var i = 0; i < network.Calls; i++)
            if (_calls[i].Timestep is var t && double.IsFinite(t))
                comparison.Compare(network.Timesteps[i], t, sensitive.Contains(t) ? 1 : 5e-3, $"timestep of call {i}");
    }

    // A step at timestep -1, born from the last bit of a quotient, is the reference's defect.
    private bool IsSurplus(int made) => made == _calls.Length - 1 && _calls[^1].Timestep == -1;

    private double[] Start(Sampler sampler)
    {
        var scale = Scale(sampler.GoesToNoise ? sigmas[^1] : sigmas[0]);
        return Array.ConvertAll(GoldenFile.Numbers(file.Root, "initial_sample"), z => z / scale);
    }

    private bool HasVariance => config.HasLearnedVariance && _calls[0].Output.Length == 2 * _shape.ElementCount;

    private double Scale(double sigma) => KeepsVariance ? config.Process.SigmaData * config.Process.InputScale(sigma) : 1;

    private double Bound
    {
        get
        {
            var precision = file["precision"];
            var rounding = Math.Max(GoldenFile.Number(precision, "open_loop_f64_diff"), GoldenFile.Number(precision, "closed_loop_f64_diff"));
            var largest = _calls.Select(call => call.Sample).OfType<double[]>().Max(sample => sample.Max(Math.Abs));
            return (1e-5 + 5 * rounding) * Math.Max(1, largest);
        }
    }
}
