using Scumble.Sampling;

namespace Scumble.Stages;

/// <summary>How strictly to follow the prompt; null means the model's own way. A plain number is a scale: <c>Guidance = 4</c>. Immutable.</summary>
public sealed record GuidanceRequest
{
    /// <summary>Classifier-free guidance scale, 0 to <see cref="TextureRequest.MaxGuidanceScale"/>; 1 is off and costs half.</summary>
    public double? Scale { get; init; }

    /// <summary>The guidance scale of the last step, 0 to <see cref="TextureRequest.MaxGuidanceScale"/>; none for the same scale at every step.</summary>
    public double? End { get; init; }

    /// <summary>How the guidance scale gets to <see cref="End"/>; evenly by default.</summary>
    public GuidanceCurve? Curve { get; init; }

    /// <summary>The noise levels (sigma) at which guidance applies; at all by default. Steps outside cost half.</summary>
    public GuidanceInterval? Interval { get; init; }

    /// <summary>How far the contrast that guidance adds is taken back, 0 (the default) to 1.</summary>
    public double? Rescale { get; init; }

    /// <summary>Classifier-free guidance on top, for models that take <see cref="Scale"/> as an input, 0 to <see cref="TextureRequest.MaxGuidanceScale"/>; 1 is off, and the default but for the negative prompt of a distilled material model.</summary>
    public double? TrueScale { get; init; }

    /// <summary>How closely to keep to the picture, of models that change one as the prompt says, 0 to <see cref="TextureRequest.MaxGuidanceScale"/>; 1 is off.</summary>
    public double? ImageScale { get; init; }

    /// <summary>Guidance of one scale at every step.</summary>
    public static GuidanceRequest FromDouble(double scale) => new() { Scale = scale };

    /// <summary>Guidance of one scale at every step.</summary>
    public static implicit operator GuidanceRequest(double scale) => FromDouble(scale);
}
