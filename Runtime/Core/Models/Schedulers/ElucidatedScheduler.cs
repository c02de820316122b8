using Scumble.Sampling;

namespace Scumble.Models;

internal static partial class SchedulerClasses
{
    internal static SchedulerClass EdmEuler { get; } = Add(new ElucidatedScheduler());
}

/// <summary>EDMEulerScheduler: Euler's method with churn for models with EDM's preconditioning; "epsilon" is its F, and "v_prediction" -F.</summary>
internal sealed class ElucidatedScheduler : SchedulerClass
{
    public override string Name => "EDMEulerScheduler";

    public override SchedulerConfig Read(ConfigValues values)
    {
        var min = values.Number("sigma_min", 0.002, 1e-9, 1e9);
        var max = values.Number("sigma_max", 80, min * 1.001, 1e9);
        var process = new ElucidatedDiffusion(min, max, values.Number("sigma_data", 0.5, 1e-6, 1e6), trainTimesteps: TrainTimesteps(values));
        var prediction = values.Choice("prediction_type", "epsilon", ("epsilon", Prediction.Preconditioned), ("v_prediction", Prediction.V));
        return new(process, prediction, values.Choice("sigma_schedule", "karras", ("karras", "karras"), ("exponential", "exponential")), new()
        {
            Rho = values.Number("rho", 7, 1e-3, 1e3),
            SingleIsCleanest = true,
            StopsAtLastVisited = EndsAtMinSigma(values),
        }, "euler")
        {
            InitialNoise = InitialNoise.Marginal,
        };
    }
}
