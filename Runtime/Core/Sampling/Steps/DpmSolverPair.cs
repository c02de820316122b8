// C. Lu et al., "DPM-Solver", 2022, algorithms 1 and 2 with r1 = 1/3, r2 = 2/3 (see DpmFast for the letters).
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>One step of second and one of third order that share their model calls, and the distance between them.</summary>
internal sealed class DpmSolverPair : IDisposable
{
    private const double R1 = 1 / 3.0, R2 = 2 / 3.0;

    private readonly SamplerInput _input;
    private readonly Tensor _noise;
    private readonly Tensor _noise1;
    private Tensor _low;
    private readonly Tensor _high;
    private NoiseLevel _estimated;

    public DpmSolverPair(SamplerInput input)
    {
        _input = input;
        Denoised = Create();
        Previous = Create();
        (_noise, _noise1, _low, _high) = (Create(), Create(), Create(), Create());

        Tensor Create() => input.Ops.Create(input.Latent.Shape, input.Latent.ElementType);
    }

    /// <summary>The latest estimate of x0.</summary>
    public Tensor Denoised { get; }

    /// <summary>Model calls until now.</summary>
    public int Calls { get; private set; }

    /// <summary>The solution of second order where the last kept step began to count; x itself at first.</summary>
    public Tensor Previous { get; private set; }

    /// <summary>Steps from the latent without changing it; returns the error in units of the tolerances. A rejected step's first call is reused.</summary>
    /// <param name="step">The step between levels of the schedule that this one is a part of.</param>
    /// <param name="from">The level of the latent.</param>
    /// <param name="to">The level to step to.</param>
    public double Try(int step, NoiseLevel from, NoiseLevel to)
    {
        var (ops, x, options) = (_input.Ops, _input.Latent, _input.Options);
        var h = to.Lambda - from.Lambda;
        if (_estimated != from) Estimate(_noise, x, step, from);
        _estimated = from;

        // u1 and the noise there.
        var s1 = NoiseLevel.Between(_input.Denoiser.Process, from, to, R1);
        ops.Combine(_high, s1.Signal / from.Signal, x, K(from, s1), _noise);
        Estimate(_noise1, _high, step, s1);

        // Second order, then u2 and the noise there, then third order.
        var k = K(from, to);
        Put(_low, to, k, k / (2 * R1));
        var s2 = NoiseLevel.Between(_input.Denoiser.Process, from, to, R2);
        Put(_high, s2, K(from, s2), R2 / R1 * (K(from, s2) / (R2 * h) + s2.Sigma));
        Estimate(_noise1, _high, step, s2);
        Put(_high, to, k, (k / h + to.Sigma) / R2);
        return ops.ErrorNorm(_low, _high, Previous, options.AbsoluteTolerance, options.RelativeTolerance);

        void Put(Tensor target, NoiseLevel level, double ofNoise, double slope) =>
            ops.Combine(target, level.Signal / from.Signal, x, ofNoise - slope, _noise, slope, _noise1);
    }

    /// <summary>Keeps the step: the latent becomes the solution of third order.</summary>
    public void Accept()
    {
        (Previous, _low) = (_low, Previous);
        _input.Ops.Copy(_input.Latent, _high);
        _estimated = default;
    }

    public void Dispose()
    {
        foreach (var tensor in new[] { Denoised, Previous, _noise, _noise1, _low, _high }) tensor.Dispose();
    }

    private void Estimate(Tensor target, Tensor x, int step, NoiseLevel level)
    {
        if (level.Sigma == _input.Sigmas[step]) _input.Denoise(x, step, Denoised, Calls++);
        else _input.DenoiseBetween(x, step, level.Sigma, Denoised, Calls++);
        _input.Ops.NoiseOf(target, x, Denoised, level);
    }

    private static double K(NoiseLevel from, NoiseLevel to) => to.Sigma - to.Signal * from.Sigma / from.Signal;
}
