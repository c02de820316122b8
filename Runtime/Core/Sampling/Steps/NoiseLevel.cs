namespace Scumble.Sampling;

/// <summary>A level of a process as papers write it: x = Signal x0 + Sigma noise.</summary>
/// <param name="Signal">a (alpha in many papers).</param>
/// <param name="Sigma">sigma.</param>
internal readonly record struct NoiseLevel(double Signal, double Sigma)
{
    // Half the log-SNR where a flow is as good as pure noise: a = 1e-4.
    private const double PureNoise = -9.21;

    /// <summary>lambda = ln(a / sigma), half the logarithm of the signal-to-noise ratio; infinite for pure noise and for data.</summary>
    public double Lambda => Math.Log(Signal / Sigma);

    /// <summary>rho = sigma / a; infinite for pure noise.</summary>
    public double Rho => Sigma / Signal;

    /// <summary>The factor that turns x into a variable of variance 1 for data of variance 1.</summary>
    public double UnitScale => 1 / Math.Sqrt(Signal * Signal + Sigma * Sigma);

    /// <summary>The level of a process at noise level <paramref name="sigma"/>.</summary>
    public static NoiseLevel Of(ForwardProcess process, double sigma) => new(process.Signal(sigma), sigma);

    /// <summary>The level of a process at rho.</summary>
    public static NoiseLevel OfRho(ForwardProcess process, double rho) =>
        process is RectifiedFlow ? new(1 / (1 + rho), rho / (1 + rho)) : new(1, rho);

    /// <summary>The level at the share <paramref name="r"/> of the way from <paramref name="from"/> to <paramref name="to"/> in lambda.</summary>
    public static NoiseLevel Between(ForwardProcess process, NoiseLevel from, NoiseLevel to, double r) =>
        OfRho(process, Math.Exp(-double.Lerp(Math.Max(from.Lambda, PureNoise), to.Lambda, r)));
}
