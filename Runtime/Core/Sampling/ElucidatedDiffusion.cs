// T. Karras et al., "Elucidating the design space of diffusion-based generative models", 2022, table 1 and section 5:
//   x = x0 + sigma noise,  c_in = 1 / sqrt(sigma^2 + sigma_data^2),  c_noise = ln(sigma) / 4
// Consistency models (Y. Song et al. 2023) say 1000 ln(sigma) / 4.
namespace Scumble.Sampling;

/// <summary>A diffusion trained at continuous noise levels, with the input scaled to unit variance (EDM).</summary>
/// <param name="minSigma">The smallest trained noise level.</param>
/// <param name="maxSigma">The largest.</param>
/// <param name="sigmaData">The standard deviation of the data.</param>
/// <param name="timePerLogSigma">The factor from ln sigma to the network's time.</param>
/// <param name="trainTimesteps">The number of levels that training distinguished, at least 2; a run has at most as many steps.</param>
public sealed class ElucidatedDiffusion(
    double minSigma = 0.002, double maxSigma = 80, double sigmaData = 0.5, double timePerLogSigma = 0.25, int trainTimesteps = 1000) : ForwardProcess
{
    /// <inheritdoc/>
    public override double MinSigma { get; } = minSigma > 0
        ? minSigma
        : throw new ArgumentOutOfRangeException(nameof(minSigma), minSigma, "Above 0.");

    /// <inheritdoc/>
    public override double MaxSigma { get; } = maxSigma > minSigma && double.IsFinite(maxSigma)
        ? maxSigma
        : throw new ArgumentOutOfRangeException(nameof(maxSigma), maxSigma, $"Above {minSigma}.");

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
    public override double Timestep(double sigma) => timePerLogSigma * Math.Log(sigma);

    /// <inheritdoc/>
    public override double Sigma(double timestep) => Math.Exp(timestep / timePerLogSigma);
}
