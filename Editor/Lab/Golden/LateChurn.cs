using Scumble.Models;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Lab;

/// <summary>
/// A network as diffusers asks it when a step adds noise: for the sample before the noise was added. What v then means is told
/// for the level before, too.
/// </summary>
/// <param name="inner">The network.</param>
/// <param name="config">The scheduler's configuration.</param>
/// <param name="sigmas">The levels of the run.</param>
/// <param name="options">The churn.</param>
internal sealed class LateChurn(GoldenNetwork inner, SchedulerConfig config, SigmaSchedule sigmas, SamplerOptions options) : IPredictor
{
    public void Predict(Tensor scaledInput, in DenoiseCall call, Tensor output)
    {
        var (step, process) = (inner.Calls, config.Process);
        var sigma = sigmas[step];
        var gamma = sigma >= options.ChurnMin && sigma <= options.ChurnMax ? Math.Min(options.Churn / sigmas.WholeStepCount, Math.Sqrt(2) - 1) : 0;
        if (gamma == 0)
        {
            inner.Predict(scaledInput, call, output);
            return;
        }

        // Take the noise away again.
        var raised = sigma * (1 + gamma);
        var (c, cRaised) = (process.InputScale(sigma), process.InputScale(raised));
        var noise = inner.NoiseAround(step, isBefore: true)[0];
        var std = options.NoiseScale * Math.Sqrt(raised * raised - sigma * sigma);
        var z = ((CpuTensor<double>)scaledInput).Span;
        using var before = new CpuTensor<double>(scaledInput.Shape);
        for (var i = 0; i < z.Length; i++) before.Span[i] = c * (z[i] / cRaised - std * noise[i]);
        inner.Predict(before, call, output);

        // D = x^ c^2 - sigma c v in the reference, of which the denoiser will make z^ c^ - sigma^ c^ v^.
        if (config.Prediction != Prediction.V || process is not DiscreteDiffusion) return;
        var v = ((CpuTensor<double>)output).Span;
        for (var i = 0; i < z.Length; i++)
        {
            var denoised = z[i] / cRaised * c * c - sigma * c * v[i];
            v[i] = (z[i] * cRaised - denoised) / (raised * cRaised);
        }
    }
}
