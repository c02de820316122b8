// C. Lu, Y. Song, "Simplifying, stabilizing and scaling continuous-time consistency models", 2024, section 3 (TrigFlow), with d the
// standard deviation of the data and z noise as large:
//   x_t = cos(t) x0 + sin(t) d z,  t from 0 to pi/2;  the network's input is x_t / d
// For d = 1 that is the angle of T. Salimans, J. Ho, "Progressive distillation for fast sampling of diffusion models", 2022, appendix D. In the
// coordinate of T. Karras et al. 2022, x = x_t / cos(t):
//   sigma = d tan(t),  network input: x / sqrt(sigma^2 + d^2)
namespace Scumble.Sampling;

/// <summary>A diffusion along a quarter of a circle, seen as variance exploding. The network is told the angle.</summary>
/// <param name="sigmaData">d, the standard deviation of the data, above 0.</param>
/// <param name="timePerRadian">The factor from the angle to the network's time, above 0.</param>
/// <param name="trainTimesteps">The number of levels that training distinguished, at least 2; a run has at most as many steps.</param>
public sealed class TrigFlow(double sigmaData = 0.5, double timePerRadian = 1, int trainTimesteps = 1000) : ForwardProcess
{
    // The cosine that stands for 0: what is left of the signal is below the last bit of a float.
    private const double PureNoise = 1e-8;

    // Less a last bit, so that the time of the largest level is found again.
    private static readonly double MaxAngle = Math.Atan(1 / PureNoise) * (1 - 1e-15);

    /// <summary>The last of as many levels as training distinguished (<see cref="Schedules.Crash"/>).</summary>
    public override double MinSigma => sigmaData * Math.Pow(Math.Sin(Math.PI / 2 / TrainTimesteps), 2);

    /// <inheritdoc/>
    public override double MaxSigma => sigmaData / PureNoise;

    /// <inheritdoc/>
    public override double SigmaData { get; } = sigmaData > 0
        ? sigmaData
        : throw new ArgumentOutOfRangeException(nameof(sigmaData), sigmaData, "Above 0.");

    /// <inheritdoc/>
    public override int TrainTimesteps { get; } = trainTimesteps > 1
        ? trainTimesteps
        : throw new ArgumentOutOfRangeException(nameof(trainTimesteps), trainTimesteps, "At least 2.");

    /// <inheritdoc/>
    public override double Signal(double sigma) => 1;

    /// <inheritdoc/>
    public override double InputScale(double sigma) => 1 / Math.Sqrt(sigma * sigma + SigmaData * SigmaData);

    /// <inheritdoc/>
    public override double Timestep(double sigma) => timePerRadian * Math.Atan(sigma / SigmaData);

    /// <inheritdoc/>
    public override double Sigma(double timestep) => SigmaOfAngle(timestep / timePerRadian);

    /// <summary>The noise level at an angle in radians; from where the largest lies, a hair below pi/2, on it is that.</summary>
    public double SigmaOfAngle(double angle) => angle >= MaxAngle ? MaxSigma : SigmaData * Math.Tan(angle);
}
