using Scumble.Sampling;

namespace Scumble.Models;

internal static partial class SchedulerClasses
{
    internal static SchedulerClass EdmEuler { get; } = Add(new ElucidatedScheduler("EDMEulerScheduler"));

    internal static SchedulerClass EdmDpmSolver { get; } = Add(new ElucidatedScheduler("EDMDPMSolverMultistepScheduler"));
}

/// <summary>
/// Euler's method with churn, and DPM-Solver++, for models with EDM's preconditioning; "epsilon" is its F, and "v_prediction" -F.
/// </summary>
internal sealed class ElucidatedScheduler(string name) : SchedulerClass
{
    public override string Name => name;

    public override SchedulerConfig Read(ConfigValues values)
    {
        var min = values.Number("sigma_min", 0.002, 1e-9, 1e9);
        var max = values.Number("sigma_max", 80, min * 1.001, 1e9);
        var process = new ElucidatedDiffusion(min, max, values.Number("sigma_data", 0.5, 1e-6, 1e6), trainTimesteps: TrainTimesteps(values));
        var prediction = values.Choice("prediction_type", "epsilon", ("epsilon", Prediction.Preconditioned), ("v_prediction", Prediction.V));
        var euler = new SchedulerConfig(process, prediction, values.Choice("sigma_schedule", "karras", ("karras", "karras"), ("exponential", "exponential")), new()
        {
            Rho = values.Number("rho", 7, 1e-3, 1e3),
            SingleIsCleanest = true,
            StopsAtLastVisited = EndsAtMinSigma(values),
        }, "euler")
        {
            InitialNoise = InitialNoise.Marginal,
        };
        return name == "EDMEulerScheduler" ? euler : ReadSolver(values, euler);
    }

    private static SchedulerConfig ReadSolver(ConfigValues values, SchedulerConfig euler)
    {
        var isStochastic = values.Choice("algorithm_type", "dpmsolver++", ("dpmsolver++", false), ("deis", false), ("sde-dpmsolver++", true));
        var order = values.Integer("solver_order", 2, 1, 3);
        return euler with
        {
            Sampler = (isStochastic, order) switch
            {
                (false, 3) => "dpmpp_3m",
                (false, _) => "dpmpp_2m",
                (true, 3) => "dpmpp_3m_sde",
                (true, _) => "dpmpp_2m_sde",
            },
            Solver = Clipping(values, clips: false) with
            {
                Order = order,
                LowersFinalOrder = values.Flag("lower_order_final", true),
                EndsWithEuler = values.Flag("euler_at_final", false),
                Variant = SolverVariant(values),
            },
        };
    }
}
