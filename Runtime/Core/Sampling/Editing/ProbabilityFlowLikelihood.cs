// Y. Song et al., "Score-based generative modeling through stochastic differential equations", 2021, section 4.3 and appendix
// D.2. Along the probability flow dx/dsigma = (x - D) / sigma of n elements, up from the data's level lo to noise at hi:
//   ln p_lo(x_lo) = ln p_hi(x_hi) + int_lo^hi (n - tr dD/dx) d ln sigma,  p_hi = N(0, sigma_hi^2)
// M. Hutchinson, "A stochastic estimator of the trace of the influence matrix", 1989:
//   tr J = E[z J z],  z of random signs, drawn anew at each level,  J z = (D(x + h z) - D(x - h z)) / 2 h
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>How likely a latent is under a model.</summary>
public static class ProbabilityFlowLikelihood
{
    // h / sigma: where the error of the difference and that of rounding are about equal.
    private const double StepFloat32 = 1e-2, StepFloat64 = 1e-4;

    /// <summary>
    /// The log-density of the latent, all of it as one sample: for independent rows the sum of theirs. It takes what is left at
    /// the first level for pure noise; a diffusion's first level is better high. Model calls: (2 + 2 <paramref name="probes"/>) a
    /// step. No step allocates.
    /// </summary>
    /// <param name="input">
    /// The latent is x at the last level of the schedule, and stays as it is. From 0 the density is that of the data blurred by
    /// the last level above, scaled back. Seed chooses the probes; eta has no meaning.
    /// </param>
    /// <param name="probes">Number of random probes; the error falls with its root.</param>
    /// <param name="cancellation">Stops between levels.</param>
    /// <exception cref="ArgumentException">The schedule has fewer than two levels above 0.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static LogLikelihood Measure(SamplerInput input, int probes = 8, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(probes);
        var (ops, sigmas, denoiser, shape, type) = (input.Ops, input.Sigmas, input.Denoiser, input.Latent.Shape, input.Latent.ElementType);
        var last = sigmas.StepCount;
        while (last > 0 && sigmas[last] == 0) last--;
        if (last < 1) throw new ArgumentException("The schedule needs two noise levels above 0.", nameof(input));
        using var flow = new ProbabilityFlow(ops, denoiser, shape, type);
        using var x = ops.Create(shape, type);
        using var z = ops.Create(shape, type);
        using var moved = ops.Create(shape, type);
        using var denoised = ops.Create(shape, type);
        var integrals = new double[probes];
        var n = (double)shape.ElementCount;

        // From x0 to the first positive level: p(x0) = a^n p(a x0).
        var a = last == sigmas.StepCount ? 1 : denoiser.Process.Signal(sigmas[last]);
        ops.Scale(x, a, input.Latent);

        // Up the flow, with the trapezoidal rule for the integral.
        for (var i = last; i >= 0; i--)
        {
            cancellation.ThrowIfCancellationRequested();
            var (call, sigma) = (DenoiseCall.At(denoiser.Process, sigmas, i), sigmas[i]);
            var width = (Math.Log(i > 0 ? sigmas[i - 1] / sigma : 1) + Math.Log(i < last ? sigma / sigmas[i + 1] : 1)) / 2;
            for (var k = 0; k < probes; k++) integrals[k] += width * (n - Trace(i * probes + k, call));
            if (i > 0) flow.Step(x, call, DenoiseCall.At(denoiser.Process, sigmas, i - 1));
        }

        var top = sigmas[0];
        var prior = -0.5 * (ops.Dot(x, x) / (top * top) + n * Math.Log(2 * Math.PI * top * top));
        var mean = integrals.Average();
        var variance = integrals.Sum(v => (v - mean) * (v - mean)) / (probes - 1);
        return new(prior + mean + n * Math.Log(a), Math.Sqrt(variance / probes), shape.ElementCount);

        double Trace(int probe, DenoiseCall call)
        {
            var h = call.Sigma * (type == ElementType.Float64 ? StepFloat64 : StepFloat32);
            ops.Noise.FillSigns(z, NoiseStreams.ProbeSeed(input.Seed), (uint)probe);
            return (Along(h) - Along(-h)) / (2 * h);

            double Along(double step)
            {
                ops.Combine(moved, 1, x, step, z);
                denoiser.Denoise(moved, call, denoised);
                return ops.Dot(z, denoised);
            }
        }
    }
}
