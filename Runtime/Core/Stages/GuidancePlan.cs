using System.Globalization;
using Scumble.Families;
using Scumble.Sampling;

namespace Scumble.Stages;

/// <summary>Classifier-free guidance of one run.</summary>
/// <param name="Scales">The scale at each noise level.</param>
/// <param name="Interval">Where it applies; null for everywhere.</param>
/// <param name="Rescale">The rescaling phi.</param>
/// <param name="ImageScale">How closely to keep to the picture, of networks that read one beside the latent; else null.</param>
public sealed record GuidancePlan(GuidanceSchedule Scales, GuidanceInterval? Interval, double Rescale, double? ImageScale = null)
{
    // Looked at, with scales from 1 to 3 inside of the network and on top: less changes little, more makes colours false.
    private const double AwayFromNegative = 1.5;

    /// <summary>Whether some steps of a run have scale 1.</summary>
    public bool HasUnguidedSteps(SigmaSchedule sigmas) => sigmas.SkipLast(1).Any(sigma => Interval?.Contains(sigma) == false || (Scales[sigma] == 1 && ImageScale is null or 1));

    /// <summary>The guidance of a request whose scale is filled in; null where every step has scale 1, or lies outside the interval.</summary>
    internal static GuidancePlan? From(TextureRequest request, SigmaSchedule sigmas)
    {
        var first = request.Guidance.Scale!.Value;
        var scales = GuidanceSchedule.Between(sigmas, first, request.Guidance.End ?? first, request.Guidance.Curve ?? GuidanceCurve.Linear);
        var (interval, imageScale) = (request.Guidance.Interval, request.Guidance.ImageScale);
        var applies = sigmas.SkipLast(1).Any(sigma => (scales[sigma] != 1 || imageScale is not (null or 1)) && interval?.Contains(sigma) != false);
        return applies ? new(scales, interval, request.Guidance.Rescale ?? 0, imageScale) : null;
    }

    /// <summary>
    /// Whether a network that takes the scale as an input is called twice all the same, at scale 1, since a scale that changes is asked
    /// for: at 1 it answers without guidance, so that both answers are combined in the plain way (Ho &amp; Salimans 2022).
    /// </summary>
    internal static bool IsPlain(TextureRequest request, ModelDefaults defaults) => defaults is { EmbedsGuidance: true, TaughtGuidance: not null }
        && request.Guidance is { TrueScale: null, Scale: not 1 } and ({ End: not null } or { Interval: not null } or { Rescale: > 0 });

    /// <summary>The scale of what is guided on top of a network that takes the scale as an input: away from a negative prompt, if there is one.</summary>
    internal static double TrueScale(TextureRequest request, ModelDefaults defaults) => request.Guidance.TrueScale
        ?? (defaults.TaughtGuidance is not null && (request.NegativePrompt.Length > 0 || request.Text.EncoderNegativePrompts is not null) ? AwayFromNegative : 1);

    /// <summary>One sentence for each member of a request that changes nothing.</summary>
    internal static IEnumerable<string> Warnings(TextureRequest request, SigmaSchedule sigmas, GuidancePlan? guidance, bool isEmbedded)
    {
        if (request.Guidance.Curve is not null && request.Guidance.End is null)
            yield return "The guidance curve has no effect: there is no other guidance scale at the end.";
        if (guidance is not null) yield break;
        var missed = request.Guidance.Interval is not null && (request.Guidance.Scale != 1 || request.Guidance.End is not (null or 1) || request.Guidance.ImageScale is not (null or 1));
        if (missed)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"The guidance interval, {request.Guidance.Interval}, holds no noise level of this run ({sigmas[^2]:g3} to {sigmas[0]:g3}): guidance is off.");
        var reason = missed ? "guidance is off" : isEmbedded ? "the network takes the scale itself, and the true scale is 1" : "the guidance scale is 1";
        if (request.NegativePrompt.Length > 0) yield return $"The negative prompt has no effect: {reason}.";
        if (request.Guidance.Interval is not null && !missed) yield return $"The guidance interval has no effect: {reason}.";
        if (request.Guidance.Rescale > 0) yield return $"The guidance rescale has no effect: {reason}.";
    }
}
