// J. Ho, A. Jain, P. Abbeel, "Denoising diffusion probabilistic models", 2020, in the coordinate of
// T. Karras et al., "Elucidating the design space of diffusion-based generative models", 2022:
//   abar_t = prod_{i <= t} (1 - beta_i),  sigma_t = sqrt((1 - abar_t) / abar_t),  x = x0 + sigma noise
//   network input: x / sqrt(1 + sigma^2) = sqrt(abar_t) x0 + sqrt(1 - abar_t) noise
namespace Scumble.Sampling;

/// <summary>A diffusion trained at discrete timesteps 0 to <see cref="TrainTimesteps"/> - 1, seen as variance exploding.</summary>
public sealed class DiscreteDiffusion : ForwardProcess
{
    private readonly double[] _sigmas;

    /// <param name="betas">The shape of the variances.</param>
    /// <param name="betaStart">The first variance, in (0, 1).</param>
    /// <param name="betaEnd">The last variance, in (0, 1).</param>
    /// <param name="trainTimesteps">Number of training timesteps, at least 2.</param>
    public DiscreteDiffusion(
        BetaSchedule betas = BetaSchedule.ScaledLinear, double betaStart = 0.00085, double betaEnd = 0.012, int trainTimesteps = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trainTimesteps, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(betaStart);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(betaStart, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(betaEnd, betaStart);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(betaEnd, 1);
        _sigmas = new double[trainTimesteps];
        var signal = 1.0;
        for (var t = 0; t < trainTimesteps; t++)
        {
            var f = t / (trainTimesteps - 1.0);
            var beta = betas switch
            {
                BetaSchedule.Linear => double.Lerp(betaStart, betaEnd, f),
                BetaSchedule.ScaledLinear => Math.Pow(double.Lerp(Math.Sqrt(betaStart), Math.Sqrt(betaEnd), f), 2),
                _ => throw new ArgumentOutOfRangeException(nameof(betas), betas, null),
            };
            signal *= 1 - beta;
            _sigmas[t] = Math.Sqrt((1 - signal) / signal);
        }
    }

    /// <inheritdoc/>
    public override double MinSigma => _sigmas[0];

    /// <inheritdoc/>
    public override double MaxSigma => _sigmas[^1];

    /// <inheritdoc/>
    public override int TrainTimesteps => _sigmas.Length;

    /// <inheritdoc/>
    public override double Signal(double sigma) => 1;

    /// <inheritdoc/>
    public override double InputScale(double sigma) => 1 / Math.Sqrt(1 + sigma * sigma);

    /// <summary>The timestep of <paramref name="sigma"/>, interpolated in log sigma and clamped to the trained range.</summary>
    public override double Timestep(double sigma)
    {
        var found = Array.BinarySearch(_sigmas, sigma);
        if (found >= 0) return found;
        var above = ~found;
        if (above == 0) return 0;
        if (above == _sigmas.Length) return _sigmas.Length - 1;
        var below = Math.Log(_sigmas[above - 1]);
        return above - 1 + (Math.Log(sigma) - below) / (Math.Log(_sigmas[above]) - below);
    }

    /// <summary>The noise level of <paramref name="timestep"/>, interpolated in sigma and clamped to the trained range.</summary>
    public override double Sigma(double timestep)
    {
        var t = Math.Clamp(timestep, 0, _sigmas.Length - 1);
        var below = (int)t;
        return t == below ? _sigmas[below] : double.Lerp(_sigmas[below], _sigmas[below + 1], t - below);
    }
}
