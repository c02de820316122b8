namespace Scumble.Sampling;

/// <summary>An estimated log-density.</summary>
/// <param name="Nats">ln p(x).</param>
/// <param name="StandardError">Of <paramref name="Nats"/>, from the spread of the probes; the error of the steps is not in it. NaN with one probe.</param>
/// <param name="Dimensions">Number of elements of x.</param>
public readonly record struct LogLikelihood(double Nats, double StandardError, long Dimensions)
{
    /// <summary>-log2 p(x) for each element.</summary>
    public double BitsPerDimension => -Nats / (Math.Log(2) * Dimensions);
}
