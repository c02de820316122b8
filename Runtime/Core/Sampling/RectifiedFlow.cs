// X. Liu, C. Gong, Q. Liu, "Flow straight and fast: learning to generate and transfer data with rectified flow", 2022:
//   x = (1 - sigma) x0 + sigma noise,  dx/dsigma = noise - x0
namespace Scumble.Sampling;

/// <summary>Straight lines between data (sigma 0) and noise (sigma 1); the network's time is sigma times the number of training timesteps.</summary>
/// <param name="trainTimesteps">The factor from sigma to the network's time.</param>
public sealed class RectifiedFlow(int trainTimesteps = 1000) : ForwardProcess
{
    /// <summary>Whether the network's time runs the other way, from noise at 0 to data at <see cref="TrainTimesteps"/>.</summary>
    public bool IsTimeInverted { get; init; }

    /// <inheritdoc/>
    public override double MinSigma => 1.0 / TrainTimesteps;

    /// <inheritdoc/>
    public override double MaxSigma => 1;

    /// <inheritdoc/>
    public override int TrainTimesteps { get; } = trainTimesteps > 1
        ? trainTimesteps
        : throw new ArgumentOutOfRangeException(nameof(trainTimesteps), trainTimesteps, "At least 2.");

    /// <inheritdoc/>
    public override double Signal(double sigma) => 1 - sigma;

    /// <inheritdoc/>
    public override double InputScale(double sigma) => 1;

    /// <inheritdoc/>
    public override double Timestep(double sigma) => sigma * TrainTimesteps;

    /// <inheritdoc/>
    public override double Sigma(double timestep) => timestep / TrainTimesteps;

    /// <inheritdoc/>
    public override double ModelTime(double sigma) => (IsTimeInverted ? 1 - sigma : sigma) * TrainTimesteps;
}
