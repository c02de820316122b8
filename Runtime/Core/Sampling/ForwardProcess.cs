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

    /// <summary>The standard deviation of the data that the network's input and output are scaled for.</summary>
    public virtual double SigmaData => 1;

    /// <summary>The factor on x0 at noise level <paramref name="sigma"/>.</summary>
    public abstract double Signal(double sigma);

    /// <summary>The factor that turns x into the network's input.</summary>
    public abstract double InputScale(double sigma);

    /// <summary>What is added to each element of the network's input, for networks that know data from 0 to 1 where ours go from -1 to 1.</summary>
    public virtual double InputOffset => 0;

    /// <summary>The process's own time for <paramref name="sigma"/>; fractional between trained timesteps.</summary>
    public abstract double Timestep(double sigma);

    /// <summary>The noise level at a (perhaps fractional) timestep: the inverse of <see cref="Timestep"/>.</summary>
    public abstract double Sigma(double timestep);

    /// <summary>The signal-to-noise ratio (Signal / sigma)^2 at noise level <paramref name="sigma"/>.</summary>
    public double SignalToNoise(double sigma) => Math.Pow(Signal(sigma) / sigma, 2);

    /// <summary>What the network is told about <paramref name="sigma"/>: its timestep, unless it was trained on another measure of noise.</summary>
    public virtual double ModelTime(double sigma) => Timestep(sigma);
}
