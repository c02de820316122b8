// Y. Song et al., "Score-based generative modeling through stochastic differential equations", 2021, equations 11 and 29,
// in the coordinate of T. Karras et al. 2022, table 1:
//   beta(t) = beta_min + t (beta_max - beta_min),  abar(t) = exp(-B),  B = t^2 (beta_max - beta_min) / 2 + t beta_min
//   sigma(t) = sqrt(e^B - 1),  t from epsilon to 1;  network input: x / sqrt(1 + sigma^2)
namespace Scumble.Sampling;

/// <summary>The variance-preserving process in continuous time, seen as variance exploding. The network is told t.</summary>
/// <param name="betaMin">The rate of noise at time 0, above 0.</param>
/// <param name="betaMax">The rate at time 1.</param>
/// <param name="minTime">epsilon, the time where sampling ends, in (0, 1).</param>
/// <param name="trainTimesteps">The number of levels that training distinguished, at least 2.</param>
public sealed class VariancePreserving(double betaMin = 0.1, double betaMax = 20, double minTime = 1e-3, int trainTimesteps = 2000) : ForwardProcess
{
    private readonly double _slope = betaMin > 0 && betaMax > betaMin && double.IsFinite(betaMax)
        ? betaMax - betaMin
        : throw new ArgumentOutOfRangeException(nameof(betaMax), betaMax, $"Above betaMin, {betaMin}, which is above 0.");

    /// <inheritdoc/>
    public override double MinSigma => Sigma(MinTime);

    /// <inheritdoc/>
    public override double MaxSigma => Sigma(1);

    /// <summary>The time where sampling ends.</summary>
    public double MinTime { get; } = minTime is > 0 and < 1
        ? minTime
        : throw new ArgumentOutOfRangeException(nameof(minTime), minTime, "Between 0 and 1.");

    /// <inheritdoc/>
    public override int TrainTimesteps { get; } = trainTimesteps > 1
        ? trainTimesteps
        : throw new ArgumentOutOfRangeException(nameof(trainTimesteps), trainTimesteps, "At least 2.");

    /// <summary>The rate of noise beta at time <paramref name="t"/>.</summary>
    public double Beta(double t) => betaMin + t * _slope;

    /// <inheritdoc/>
    public override double Signal(double sigma) => 1;

    /// <inheritdoc/>
    public override double InputScale(double sigma) => 1 / Math.Sqrt(1 + sigma * sigma);

    /// <inheritdoc/>
    public override double Timestep(double sigma)
    {
        var b = double.LogP1(sigma * sigma);
        return 2 * b / (betaMin + Math.Sqrt(betaMin * betaMin + 2 * _slope * b));
    }

    /// <inheritdoc/>
    public override double Sigma(double timestep) => Math.Sqrt(double.ExpM1(timestep * (timestep * _slope / 2 + betaMin)));
}
