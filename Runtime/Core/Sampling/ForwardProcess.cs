namespace Scumble.Sampling;

/// <summary>
/// How data turns into noise: x = Signal(sigma) x0 + sigma noise. The diffusion family uses the k-diffusion coordinate
/// (signal 1, sigma from nearly 0 to some tens); rectified flow has signal 1 - sigma. Immutable and thread-safe.
/// </summary>
public abstract class ForwardProcess
{
    /// <summary>The smallest noise level that the model was trained on, above 0.</summary>
    public abstract double MinSigma { get; }

    /// <summary>The largest noise level that the model was trained on.</summary>
    public abstract double MaxSigma { get; }

    /// <summary>Number of discrete training timesteps.</summary>
    public abstract int TrainTimesteps { get; }

    /// <summary>The factor on x0 at noise level <paramref name="sigma"/>.</summary>
    public abstract double Signal(double sigma);

    /// <summary>The factor that turns x into the network's input.</summary>
    public abstract double InputScale(double sigma);

    /// <summary>The model's own time for <paramref name="sigma"/>; fractional between trained timesteps.</summary>
    public abstract double Timestep(double sigma);

    /// <summary>The noise level at a (perhaps fractional) timestep of the model.</summary>
    public abstract double Sigma(double timestep);
}
