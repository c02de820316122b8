// J. Ho, A. Jain, P. Abbeel, "Denoising diffusion probabilistic models", 2020, in the coordinate of
// T. Karras et al., "Elucidating the design space of diffusion-based generative models", 2022:
//   abar_t = prod_{i <= t} (1 - beta_i),  sigma_t = sqrt((1 - abar_t) / abar_t),  x = x0 + sigma noise
//   network input: x / sqrt(1 + sigma^2) = sqrt(abar_t) x0 + sqrt(1 - abar_t) noise
namespace Scumble.Sampling;

/// <summary>A diffusion trained at discrete timesteps 0 to <see cref="TrainTimesteps"/> - 1, seen as variance exploding.</summary>
public sealed class DiscreteDiffusion : ForwardProcess
{
    /// <summary>
    /// The abar that stands for 0 where the last timestep is pure noise: sigma is then 1e8, and what is left of the signal
    /// is below the last bit of a float.
    /// </summary>
    public const double PureNoise = 1e-16;

    private readonly double[] _sigmas;

    /// <param name="betas">The shape of the variances.</param>
    /// <param name="betaStart">The first variance, in (0, 1).</param>
    /// <param name="betaEnd">The last variance, in (0, 1).</param>
    /// <param name="trainTimesteps">Number of training timesteps, at least 2.</param>
    public DiscreteDiffusion(
        BetaSchedule betas = BetaSchedule.ScaledLinear, double betaStart = 0.00085, double betaEnd = 0.012, int trainTimesteps = 1000)
        : this(Betas.Create(betas, betaStart, betaEnd, trainTimesteps))
    {
    }

    /// <param name="betas">The variances of at least 2 timesteps, each in (0, 1); the last may be 1.</param>
    /// <param name="minSignalPower">The smallest abar, above 0: a schedule without signal at the end is cut off there.</param>
    /// <param name="inSinglePrecision">
    /// Whether abar is what the field's programs compute in float32 (<see cref="Betas.SignalPowers"/>): of 1 - abar near data they have few digits, and levels
    /// that are spread between two ends inherit that.
    /// </param>
    public DiscreteDiffusion(ReadOnlySpan<double> betas, double minSignalPower = PureNoise, bool inSinglePrecision = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(betas.Length, 2, nameof(betas));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minSignalPower);
        for (var t = 0; t < betas.Length; t++)
        {
            if (!(betas[t] > 0 && (betas[t] < 1 || (betas[t] == 1 && t == betas.Length - 1))))
                throw new ArgumentException($"Each beta lies above 0 and below 1; beta {t} is {betas[t]}.", nameof(betas));
        }

        _sigmas = Array.ConvertAll(Betas.SignalPowers(betas, inSinglePrecision), abar => Math.Sqrt((1 - Math.Max(abar, minSignalPower)) / Math.Max(abar, minSignalPower)));
    }

    /// <summary>
    /// Whether the network is told ln(sigma) / 4 instead of the timestep, as EDM's are (A. Blattmann et al., "Stable video
    /// diffusion", 2023).
    /// </summary>
    public bool IsToldLogSigma { get; init; }

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
        if (sigma == MaxSigma) return _sigmas.Length - 1; // also where it was cut off, and others with it
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

    /// <inheritdoc/>
    public override double ModelTime(double sigma) => IsToldLogSigma ? Math.Log(sigma) / 4 : Timestep(sigma);
}
