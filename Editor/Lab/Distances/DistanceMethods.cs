namespace Scumble.Lab;

/// <summary>What is measured, under the names that the recorded distances have. Distilled methods have their classes' own betas.</summary>
internal static class DistanceMethods
{
    private const string Linear = """ "beta_schedule": "linear", "beta_start": 0.0001, "beta_end": 0.02, "clip_sample": false """;

    /// <summary>All methods, by series.</summary>
    public static IReadOnlyList<DistanceMethod> All { get; } =
    [
        .. Betas("DDPM", "DDPM {0} fixed_small", [1000], "DDPMScheduler"),
        .. Betas("DDPM, large variance", "DDPM {0} fixed_large", [1000], "DDPMScheduler", """ "variance_type": "fixed_large" """),
        .. Betas("DDPM", "DDPM {0} fixed_small (leading)", [100, 50], "DDPMScheduler"),
        .. Betas("DDPM, trailing", "DDPM {0} fixed_small (trailing)", [50], "DDPMScheduler", """ "timestep_spacing": "trailing" """),
        .. Betas("DDIM", "DDIM {0} eta 0 (leading)", [10, 20, 50, 100], "DDIMScheduler"),
        .. Betas("DDIM, trailing", "DDIM {0} eta 0 (trailing)", [10, 20, 50], "DDIMScheduler", """ "timestep_spacing": "trailing" """),
        .. Betas("DDIM, eta 1", "DDIM {0} eta 1 (leading)", [50], "DDIMScheduler").Select(method => method with { Eta = 1 }),
        .. Betas("PLMS", "PNDM/PLMS {0} (leading)", [20, 50], "PNDMScheduler", """ "skip_prk_steps": true """),
        .. Betas("DPM-Solver++(2M)", "DPM-Solver++ 2M {0} (linspace)", [5, 10, 15, 20, 50], "DPMSolverMultistepScheduler"),
        .. Betas("DPM-Solver++(2M), karras", "DPM-Solver++ 2M {0} karras", [10, 20], "DPMSolverMultistepScheduler", """ "use_karras_sigmas": true """),
        .. Betas("DPM-Solver++(3M)", "DPM-Solver++ 3M {0} (linspace)", [10, 20], "DPMSolverMultistepScheduler", """ "solver_order": 3 """),
        .. Betas("SDE-DPM-Solver++(2M), karras", "SDE-DPM-Solver++ 2M {0} karras", [20, 50], "DPMSolverMultistepScheduler",
            """ "algorithm_type": "sde-dpmsolver++", "use_karras_sigmas": true """),
        .. Betas("UniPC", "UniPC bh2 order 2 {0}", [5, 10, 20], "UniPCMultistepScheduler"),
        .. Betas("Euler", "Euler {0} (linspace)", [20, 50], "EulerDiscreteScheduler"),
        .. Betas("Euler, karras", "Euler {0} karras", [20], "EulerDiscreteScheduler", """ "use_karras_sigmas": true """),
        .. Betas("Euler ancestral", "Euler ancestral {0} (linspace)", [20, 50, 100], "EulerAncestralDiscreteScheduler"),
        .. Betas("Heun", "Heun {0} (linspace)", [10, 20], "HeunDiscreteScheduler"),
        .. Betas("Heun, karras", "Heun {0} karras", [10, 20], "HeunDiscreteScheduler", """ "use_karras_sigmas": true """),
        .. Betas("LMS", "LMS {0} (linspace)", [20], "LMSDiscreteScheduler"),
        .. Betas("LMS, karras", "LMS {0} karras", [20], "LMSDiscreteScheduler", """ "use_karras_sigmas": true """),
        .. Other("Flow Euler", "Flow matching Euler {0} shift 1", [10, 20, 28, 50], "FlowMatchEulerDiscreteScheduler", ""),
        .. Other("Flow Euler, shift 3", "Flow matching Euler {0} shift 3 (default grid)", [28, 50], "FlowMatchEulerDiscreteScheduler", """, "shift": 3 """),
        .. Other("Flow Heun", "Flow matching Heun {0}", [10, 20], "FlowMatchHeunDiscreteScheduler", ""),
        .. Other("Flow DPM-Solver++(2M)", "DPM-Solver++ 2M flow {0} shift 3", [20], "DPMSolverMultistepScheduler",
            """, "use_flow_sigmas": true, "prediction_type": "flow_prediction", "flow_shift": 3 """),
        .. Other("Flow UniPC", "UniPC flow {0} shift 3", [20], "UniPCMultistepScheduler",
            """, "use_flow_sigmas": true, "prediction_type": "flow_prediction", "flow_shift": 3 """),
        .. Other("EDM Euler", "EDM Euler {0}", [18, 50], "EDMEulerScheduler", ""),
        .. Other("EDM Heun", "k-diffusion heun {0} (EDM)", [18], "EDMEulerScheduler", "").Select(method => method with { Sampler = "heun" }),
        .. Other("Score SDE, VE", "Score SDE VE PC {0} (sigma_max 50)", [200, 1000], "ScoreSdeVeScheduler", """, "sigma_max": 50 """),
        .. Other("Score SDE, VP", "Score SDE VP {0}", [1000], "ScoreSdeVpScheduler", ""),
        .. Other("LCM, posterior mean", "LCM {0}, posterior-mean network", [1, 4, 8], "LCMScheduler", ""),
        .. Other("LCM, exact", "LCM {0}, exact consistency network", [1, 2, 4, 8], "LCMScheduler", "").Select(method => method with { IsConsistency = true }),
        .. Other("TCD, posterior mean", "TCD {0} eta 0.3, posterior-mean network", [4], "TCDScheduler", ""),
        .. Other("Consistency, exact", "Consistency model {0}, exact consistency network", [1, 2], "CMStochasticIterativeScheduler", """, "clip_denoised": false """)
            .Select(method => method with { IsConsistency = true }),
    ];

    private static IEnumerable<DistanceMethod> Betas(string series, string name, int[] steps, string scheduler, string more = "") =>
        Other(series, name, steps, scheduler, $", {Linear}{(more.Length > 0 ? ", " + more : "")}");

    private static IEnumerable<DistanceMethod> Other(string series, string name, int[] steps, string scheduler, string more) =>
        steps.Select(count => new DistanceMethod(series, name.Replace("{0}", $"{count}", StringComparison.Ordinal), count, $"\"_class_name\": \"{scheduler}\"{more}"));
}
