namespace Scumble.Benchmarks;

/// <summary>One number that was measured many times.</summary>
/// <param name="Name">What.</param>
/// <param name="Unit">"ms", "us", "MB" or "bytes".</param>
/// <param name="Values">Each time.</param>
/// <param name="Note">What the reader must know, or null.</param>
internal sealed record Sample(string Name, string Unit, IReadOnlyList<double> Values, string? Note = null)
{
    public double Quantile(double q)
    {
        var sorted = Values.Order().ToArray();
        var place = q * (sorted.Length - 1);
        return double.Lerp(sorted[(int)place], sorted[Math.Min((int)place + 1, sorted.Length - 1)], place - (int)place);
    }
}
