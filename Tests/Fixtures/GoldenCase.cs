using System.Text.Json;
using Scumble.Sampling;

namespace Scumble.Tests.Fixtures;

/// <summary>One recorded run of a reference implementation (format diffusion-golden/1), in the product's terms.</summary>
public sealed class GoldenCase
{
    private readonly JsonElement _root;
    private readonly JsonElement _config;

    public GoldenCase(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        _root = document.RootElement.Clone();
        IsKDiffusion = _root.GetProperty("kind").GetString() == "kdiffusion";
        if (!IsKDiffusion) _config = _root.GetProperty("config");
        Id = _root.GetProperty("id").GetString()!;
        Class = IsKDiffusion ? _root.GetProperty("sampler").GetString()! : _config.GetProperty("_class_name").GetString()!;
    }

    public string Id { get; }

    public string Class { get; }

    public bool IsKDiffusion { get; }

    public bool IsFlow => Class.StartsWith("FlowMatch", StringComparison.Ordinal) || Flag("use_flow_sigmas");

    /// <summary>Whether samples are recorded as sqrt(abar) x0 + sqrt(1 - abar) noise, and not in the coordinate of the samplers.</summary>
    public bool IsVariancePreserving =>
        !IsFlow && Class is ("DDIMScheduler" or "LCMScheduler" or "DPMSolverMultistepScheduler");

    public string SamplerId => Class switch
    {
        "DDIMScheduler" => "ddim",
        "LCMScheduler" => "lcm",
        "EulerDiscreteScheduler" or "FlowMatchEulerDiscreteScheduler" or "sample_euler" => "euler",
        "HeunDiscreteScheduler" or "FlowMatchHeunDiscreteScheduler" or "sample_heun" => "heun",
        "DPMSolverMultistepScheduler" or "sample_dpmpp_2m" => "dpmpp_2m",
        _ => throw new NotSupportedException($"{Id}: {Class}"),
    };

    public ForwardProcess Process => IsFlow ? new RectifiedFlow() : IsKDiffusion ? new DiscreteDiffusion() : new DiscreteDiffusion(
        _config.GetProperty("beta_schedule").GetString() == "linear" ? BetaSchedule.Linear : BetaSchedule.ScaledLinear,
        _config.GetProperty("beta_start").GetDouble(), _config.GetProperty("beta_end").GetDouble());

    public Prediction Prediction => _root.GetProperty("prediction").GetString() switch
    {
        "epsilon" => Prediction.Epsilon,
        "v_prediction" => Prediction.V,
        "sample" => Prediction.Sample,
        "flow_prediction" => Prediction.Flow,
        var other => throw new NotSupportedException($"{Id}: {other}"),
    };

    public double Eta => !IsKDiffusion && _root.GetProperty("step_args").TryGetProperty("eta", out var eta) ? eta.GetDouble() : 0;

    public double[] Timesteps => Numbers(_root, "timesteps");

    public int[] Shape => Array.ConvertAll(Numbers(_root, "shape"), v => (int)v);

    public double[] Start => Numbers(_root, "initial_sample");

    /// <summary>The levels visited: as recorded, or from the timesteps where the reference works on alphas.</summary>
    public SigmaSchedule Sigmas
    {
        get
        {
            if (_root.GetProperty("sigmas").ValueKind == JsonValueKind.Array) return new([.. Numbers(_root, "sigmas").Distinct()]);
            var final = Class == "DDIMScheduler" && !Flag("set_alpha_to_one") ? Process.MinSigma : 0;
            return new([.. Timesteps.Select(Process.Sigma), final]);
        }
    }

    /// <summary>Model outputs in the order of the calls.</summary>
    public double[][] Outputs => [.. Calls.Select(call => Numbers(call, IsKDiffusion ? "denoised" : "model_output"))];

    /// <summary>The noise that each call drew, null where it drew none.</summary>
    public double[]?[] Noise => [.. Calls.Select(call => call.TryGetProperty("noise", out var noise) ? Numbers(noise[0]) : null)];

    /// <summary>The sample after the last call, and after each call where it is recorded.</summary>
    public double[][] Samples => IsKDiffusion ? [Numbers(_root, "final")] : [.. Calls.Select(call => Numbers(call, "sample"))];

    /// <summary>The bound on absolute differences that the format states.</summary>
    public double Tolerance
    {
        get
        {
            var precision = _root.GetProperty("precision");
            var rounding = Math.Max(precision.GetProperty("open_loop_f64_diff").GetDouble(), precision.GetProperty("closed_loop_f64_diff").GetDouble());
            return (1e-5 + 5 * rounding) * Math.Max(1, Samples.Max(sample => sample.Max(Math.Abs)));
        }
    }

    public MixtureDenoiser Mixture()
    {
        var mixture = _root.GetProperty("mixture");
        return new(Process, Numbers(mixture, "weights"), Rows("means"), Rows("stds"));

        double[][] Rows(string name) => [.. mixture.GetProperty(name).EnumerateArray().Select(Numbers)];
    }

    public override string ToString() => Id;

    private JsonElement.ArrayEnumerator Calls => _root.GetProperty(IsKDiffusion ? "calls" : "steps").EnumerateArray();

    private bool Flag(string name) => !IsKDiffusion && _config.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static double[] Numbers(JsonElement parent, string name) => Numbers(parent.GetProperty(name));

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];
}
