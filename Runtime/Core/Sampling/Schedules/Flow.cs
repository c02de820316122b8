// P. Esser et al., "Scaling rectified flow transformers for high-resolution image synthesis", 2024, section 5.3.2:
//   sigma_i = s u_i / (1 + (s - 1) u_i),  u_i = 1 - i / n (trailing), or evenly spaced from 1 to the smallest level (linspace)
namespace Scumble.Sampling;

public static partial class Schedules
{
    /// <summary>Evenly spaced in rectified-flow time, then shifted. Reads Shift and Spacing (trailing or linspace).</summary>
    public static Schedule Flow { get; } = Add(new Flow());
}

internal sealed class Flow : Schedule
{
    public override string Id => "flow";

    public override string Name => "Flow";

    public override bool Supports(ForwardProcess process) => process is RectifiedFlow;

    protected override void Fill(ForwardProcess process, Span<double> sigmas, ScheduleOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Shift);
        if (options.Spacing == TimestepSpacing.Leading)
            throw new ArgumentException("A flow starts at full noise: use trailing or linspace spacing.", nameof(options));
        var n = sigmas.Length;
        for (var i = 0; i < n; i++)
        {
            var u = options.Spacing == TimestepSpacing.Trailing || n == 1
                ? 1 - (double)i / n
                : double.Lerp(process.MaxSigma, process.MinSigma, i / (n - 1.0));
            sigmas[i] = options.Shift * u / (1 + (options.Shift - 1) * u);
        }
    }
}
