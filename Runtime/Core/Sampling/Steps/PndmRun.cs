// L. Liu et al., "Pseudo numerical methods for diffusion models on manifolds", 2022, equations 11 and 13.
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>The working memory and the parts of a run of PNDM.</summary>
internal sealed class PndmRun : IDisposable
{
    private static readonly double[] RungeKuttaWeights = [1 / 6.0, 2 / 6.0, 2 / 6.0, 1 / 6.0];

    private readonly SamplerInput _input;
    private readonly bool _isVelocity;
    private readonly History _stages;

    public PndmRun(SamplerInput input, int order)
    {
        _input = input;
        _isVelocity = input.Options.Extrapolated == Prediction.V;
        var (ops, x) = (input.Ops, input.Latent);
        Past = new(ops, x, order);
        _stages = new(ops, x, RungeKuttaWeights.Length);
        Start = ops.Create(x.Shape, x.ElementType);
        Denoised = ops.Create(x.Shape, x.ElementType);
    }

    /// <summary>The estimates of the steps before.</summary>
    public History Past { get; }

    /// <summary>x at the start of the step.</summary>
    public Tensor Start { get; }

    /// <summary>The latest estimate of x0.</summary>
    public Tensor Denoised { get; }

    /// <summary>Calls the model at the start of a step; writes its estimate of the noise, or of v = (A c x - D) / S.</summary>
    public void Estimate(Tensor target, Tensor x, int step)
    {
        _input.Denoise(x, step, Denoised);
        Convert(target, x, _input.Sigmas[step]);
    }

    /// <summary>target = phi(x, sum of weighted estimates; from -> to).</summary>
    public void Transfer(Tensor target, Tensor x, ReadOnlySpan<double> weights, double from, double to) =>
        Transfer(target, x, weights, Past, from, to);

    /// <summary>
    /// The first step again: with the mean of the estimates at both ends, the second of which is not remembered. Where the stride
    /// misses the next level, the step is taken from one stride above that level; where the next level is a stride further on, as
    /// in runs that start from a picture, the step ends where it ended.
    /// </summary>
    public void RepeatFirst()
    {
        var (sigmas, process, x) = (_input.Sigmas, _input.Denoiser.Process, _input.Latent);
        var isSkipping = process.Timestep(sigmas.Target(0)) - process.Timestep(sigmas[1]) > Stride(0) / 2;
        var end = isSkipping ? sigmas.Target(0) : sigmas[1];
        if (isSkipping) _input.Ops.Scale(x, process.InputScale(sigmas[1]) / process.InputScale(end), x);
        var start = sigmas.Target(0) == end ? sigmas[0] : process.Sigma(process.Timestep(end) + Stride(0));
        _stages.Clear();
        Estimate(_stages.Push(), x, 0, end, call: 1);
        _input.Ops.Copy(_stages.Push(), Past[0]);
        _input.Ops.Scale(x, process.InputScale(sigmas[0]) / process.InputScale(start), Start);
        Transfer(x, x, [0.5, 0.5], _stages, start, end);
        if (isSkipping) _input.Rejoin(0);
    }

    /// <summary>A Runge-Kutta step; its first estimate is remembered.</summary>
    public void RungeKutta(int i)
    {
        var (ops, sigmas, process, x) = (_input.Ops, _input.Sigmas, _input.Denoiser.Process, _input.Latent);
        var (sigma, next, half) = (sigmas[i], sigmas[i + 1], Math.Floor(Stride(i) / 2));
        var (middle, firstMiddle) = (process.Sigma(process.Timestep(next) + half), process.Sigma(process.Timestep(sigma) - half));
        ops.Copy(Start, x);
        _stages.Clear();
        Estimate(Past.Push(), x, i);
        ops.Copy(_stages.Push(), Past[0]);

        Transfer(x, Start, [1], _stages, sigma, firstMiddle);
        if (firstMiddle != middle) ops.Scale(x, process.InputScale(firstMiddle) / process.InputScale(middle), x);
        Estimate(_stages.Push(), x, i, middle, call: 1);
        Transfer(x, Start, [1], _stages, sigma, middle);
        Estimate(_stages.Push(), x, i, middle, call: 2);
        Transfer(x, Start, [1], _stages, sigma, next);
        Estimate(_stages.Push(), x, i, next, call: 3);
        Transfer(x, Start, RungeKuttaWeights, _stages, sigma, next);
    }

    public void Dispose()
    {
        Past.Dispose();
        _stages.Dispose();
        Start.Dispose();
        Denoised.Dispose();
    }

    // Calls the model at the end of a step, or between.
    private void Estimate(Tensor target, Tensor x, int step, double sigma, int call)
    {
        if (sigma == _input.Sigmas[step + 1]) _input.DenoiseEnd(x, step, Denoised, call);
        else _input.DenoiseBetween(x, step, sigma, Denoised, call);
        Convert(target, x, sigma);
    }

    private void Convert(Tensor target, Tensor x, double sigma)
    {
        var level = NoiseLevel.Of(_input.Denoiser.Process, sigma);
        if (!_isVelocity) _input.Ops.NoiseOf(target, x, Denoised, level);
        else
        {
            var (c, s) = (level.UnitScale, level.Sigma * level.UnitScale);
            _input.Ops.Combine(target, level.Signal * c * c / s, x, -1 / s, Denoised);
        }
    }

    private double Stride(int i)
    {
        var process = _input.Denoiser.Process;
        return process.Timestep(_input.Sigmas[i]) - process.Timestep(_input.Sigmas.Target(i));
    }

    private void Transfer(Tensor target, Tensor x, ReadOnlySpan<double> weights, History estimates, double from, double to)
    {
        var process = _input.Denoiser.Process;
        Span<double> k = stackalloc double[weights.Length];
        var (level, next) = (NoiseLevel.Of(process, from), NoiseLevel.Of(process, to));
        var ofNoise = next.Sigma - next.Signal * level.Sigma / level.Signal;
        var (ofX, ofEstimate) = (next.Signal / level.Signal, ofNoise);
        if (_isVelocity)
        {
            var c = level.UnitScale;
            (ofX, ofEstimate) = (ofX + ofNoise * level.Sigma * c * c, ofNoise * level.Signal * c);
        }

        for (var j = 0; j < weights.Length; j++) k[j] = ofEstimate * weights[j];
        _input.Ops.Combine(target, ofX, x, k, estimates);
    }
}
