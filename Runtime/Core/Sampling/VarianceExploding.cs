// Y. Song et al., "Score-based generative modeling through stochastic differential equations", 2021, appendix C:
//   x = x0 + sigma(t) noise,  sigma(t) = sigma_min (sigma_max / sigma_min)^t,  t from epsilon to 1
namespace Scumble.Sampling;

/// <summary>The variance-exploding process in continuous time. The network sees x itself and is told sigma.</summary>
/// <param name="sigmaMin">The noise at time 0, above 0.</param>
/// <param name="sigmaMax">The noise at time 1.</param>
/// <param name="minTime">epsilon, the time of the last level that the network is told in sampling, in (0, 1).</param>
/// <param name="trainTimesteps">The number of levels that training distinguished, at least 2.</param>
public sealed class VarianceExploding(double sigmaMin = 0.01, double sigmaMax = 1348, double minTime = 1e-5, int trainTimesteps = 2000) : ForwardProcess
{
    private readonly double _logRatio = sigmaMin > 0 && sigmaMax > sigmaMin && double.IsFinite(sigmaMax)
        ? Math.Log(sigmaMax / sigmaMin)
        : throw new ArgumentOutOfRangeException(nameof(sigmaMax), sigmaMax, $"Above sigmaMin, {sigmaMin}, which is above 0.");

    /// <inheritdoc/>
    public override double MinSigma => sigmaMin;

    /// <inheritdoc/>
    public override double MaxSigma => sigmaMax;

    /// <summary>Whether the network knows data from 0 to 1 where ours go from -1 to 1: it sees (x + 1) / 2, and is told sigma / 2.</summary>
    public bool SeesUnitRange { get; init; }

    /// <summary>The time of the last level that the network is told in sampling.</summary>
    public double MinTime { get; } = minTime is > 0 and < 1
        ? minTime
        : throw new ArgumentOutOfRangeException(nameof(minTime), minTime, "Between 0 and 1.");

    /// <inheritdoc/>
    public override int TrainTimesteps { get; } = trainTimesteps > 1
        ? trainTimesteps
        : throw new ArgumentOutOfRangeException(nameof(trainTimesteps), trainTimesteps, "At least 2.");

    /// <inheritdoc/>
    public override double Signal(double sigma) => 1;

    /// <inheritdoc/>
    public override double InputScale(double sigma) => SeesUnitRange ? 0.5 : 1;

    /// <inheritdoc/>
    public override double InputOffset => SeesUnitRange ? 0.5 : 0;

    /// <inheritdoc/>
    public override double Timestep(double sigma) => Math.Log(sigma / sigmaMin) / _logRatio;

    /// <inheritdoc/>
    public override double Sigma(double timestep) => sigmaMin * Math.Exp(timestep * _logRatio);

    /// <inheritdoc/>
    public override double ModelTime(double sigma) => SeesUnitRange ? sigma / 2 : sigma;
}
