// A. Sabour, S. Fidler, K. Kreis, "Align your steps: optimizing sampling schedules in diffusion models", 2024: the published
// schedules of 10 steps, interpolated in log sigma for other step counts.
namespace Scumble.Sampling;

public static partial class Schedules
{
    /// <summary>Optimised for Stable Diffusion 1.5.</summary>
    public static Schedule AlignYourSteps { get; } = Add(new AlignYourSteps(
        "ays", "Align your steps", [14.615, 6.475, 3.861, 2.697, 1.886, 1.396, 0.963, 0.652, 0.399, 0.152, 0.029]));

    /// <summary>Optimised for Stable Diffusion XL.</summary>
    public static Schedule AlignYourStepsXL { get; } = Add(new AlignYourSteps(
        "ays_sdxl", "Align your steps (SDXL)", [14.615, 6.315, 3.771, 2.181, 1.342, 0.862, 0.555, 0.380, 0.234, 0.113, 0.029]));

    /// <summary>Optimised for Stable Video Diffusion.</summary>
    public static Schedule AlignYourStepsVideo { get; } = Add(new AlignYourSteps(
        "ays_svd", "Align your steps (SVD)", [700.00, 54.5, 15.886, 7.977, 4.248, 1.789, 0.981, 0.403, 0.173, 0.034, 0.002]));
}

internal sealed class AlignYourSteps(string id, string name, double[] published) : Schedule
{
    public override string Id => id;

    public override string Name => name;

    // Published with five digits.
    public override bool Supports(ForwardProcess process) => process is not RectifiedFlow && published[0] <= process.MaxSigma * 1.0001;

    // The published last level is replaced by the final one.
    protected override double[] Levels(ForwardProcess process, int steps, ScheduleOptions options)
    {
        var levels = new double[steps];
        for (var i = 0; i < steps; i++)
        {
            var position = (double)i / steps * (published.Length - 1);
            var below = (int)position;
            levels[i] = Math.Exp(double.Lerp(Math.Log(published[below]), Math.Log(published[below + 1]), position - below));
        }

        return levels;
    }
}
