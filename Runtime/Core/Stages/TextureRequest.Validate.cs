using Scumble.Diagnostics;

namespace Scumble.Stages;

public sealed partial record TextureRequest
{
    /// <summary>Checks everything that does not depend on a model, and returns this request.</summary>
    /// <exception cref="InvalidRequestException">A value is out of range; the message names it.</exception>
    public TextureRequest Validate()
    {
        RequireLength("prompt", Prompt);
        RequireLength("negativePrompt", NegativePrompt);
        Require("steps", Steps is null or (>= 1 and <= MaxSteps), Steps, $"from 1 to {MaxSteps}");
        Require("sampling.baseSteps", Sampling.BaseSteps is null or (>= 1 and <= MaxSteps), Sampling.BaseSteps, $"from 1 to {MaxSteps}");
        Require("guidance.scale", Guidance.Scale is null or (>= 0 and <= MaxGuidanceScale), Guidance.Scale, $"from 0 to {MaxGuidanceScale}");
        Require("guidance.imageScale", Guidance.ImageScale is null or (>= 0 and <= MaxGuidanceScale), Guidance.ImageScale, $"from 0 to {MaxGuidanceScale}");
        Require("guidance.end", Guidance.End is null or (>= 0 and <= MaxGuidanceScale), Guidance.End, $"from 0 to {MaxGuidanceScale}");
        Require("guidance.curve", Guidance.Curve is null || Enum.IsDefined(Guidance.Curve.Value), Guidance.Curve, "linear or cosine");
        Require("guidance.interval", Guidance.Interval is not { } levels || (levels.Min >= 0 && levels.Max > levels.Min && double.IsFinite(levels.Max)),
            Guidance.Interval, "two noise levels, the smaller first");
        Require("guidance.rescale", Guidance.Rescale is null or (>= 0 and <= 1), Guidance.Rescale, "from 0 to 1");
        Require("sampling.eta", Sampling.Eta is null or (>= 0 and <= 1), Sampling.Eta, "from 0 to 1");
        Require("start.strength", Start.Strength is null or (> 0 and <= 1), Start.Strength, "above 0, at most 1");
        Require("start.fit", Start.Fit is null || Enum.IsDefined(Start.Fit.Value), Start.Fit, "cover, contain or stretch");
        Require("start.maskRule", Start.MaskRule is null || Enum.IsDefined(Start.MaskRule.Value), Start.MaskRule, "pixels or latent");
        Require("start.feather", Start.Feather is null or (>= 0 and <= StartRequest.MaxFeather), Start.Feather, $"from 0 to {StartRequest.MaxFeather}");
        Require("text.syntax", Text.Syntax is null || Enum.IsDefined(Text.Syntax.Value), Text.Syntax, "weighted or plain");
        Require("text.maxSequenceLength", Text.MaxSequenceLength is null or (>= 8 and <= 4096), Text.MaxSequenceLength, "from 8 to 4096");
        Require("text.clipSkip", Text.ClipSkip is null or (>= 0 and <= 100), Text.ClipSkip, "from 0 to 100");
        RequireSize("sizeCondition", SizeCondition);
        RequireSize("negativeSizeCondition", NegativeSizeCondition);
        Require("guidance.trueScale", Guidance.TrueScale is null or (>= 0 and <= MaxGuidanceScale), Guidance.TrueScale, $"from 0 to {MaxGuidanceScale}");
        Require("classLabel", ClassLabel is null or >= 0, ClassLabel, "not negative");
        Require("refiner.start", Refiner?.Start is null or (> 0 and < 1), Refiner?.Start, "above 0 and below 1");
        Require("refiner.aestheticScore", Refiner?.AestheticScore is null or (>= 1 and <= 10), Refiner?.AestheticScore, "from 1 to 10");
        Require("refiner.negativeAestheticScore", Refiner?.NegativeAestheticScore is null or (>= 1 and <= 10), Refiner?.NegativeAestheticScore, "from 1 to 10");
        Require("sampling.timesteps", Sampling.Timesteps is null or { Count: > 0 and <= MaxSteps }, Sampling.Timesteps?.Count, $"a list of 1 to {MaxSteps}");
        Require("sampling.sigmas", Sampling.Sigmas is null || (Sampling.Timesteps is null && Sampling.Sigmas is { Count: > 0 and <= MaxSteps }), Sampling.Sigmas?.Count, $"a list of 1 to {MaxSteps}, without timesteps");
        foreach (var control in Controls ?? []) RequireControl(control);
        foreach (var prompt in Text.EncoderPrompts ?? []) RequireLength("text.encoderPrompts", prompt);
        foreach (var prompt in Text.EncoderNegativePrompts ?? []) RequireLength("text.encoderNegativePrompts", prompt);
        if (Start.Mask is not null && Start.Image is null)
            throw new InvalidRequestException("start.mask", "There is a mask ('start.mask') and no picture that it belongs to.", "Name the picture too.");
        Require("width", Width is null or (>= 1 and <= MaxEdge), Width, $"from 1 to {MaxEdge}");
        Require("height", Height is null or (>= 1 and <= MaxEdge), Height, $"from 1 to {MaxEdge}");
        Require("tile", Tile is null || Enum.IsDefined(Tile.Value), Tile, "none, x, y or xy");
        return this;
    }

    private static void RequireControl(ControlRequest control)
    {
        if (control?.Model is null || control.Image is null)
            throw new InvalidRequestException("controls", "A control names no ControlNet or no picture.", "Write NAME=FILE, with the folder's component or a path as NAME.");
        Require("controls.fit", control.Fit is null || Enum.IsDefined(control.Fit.Value), control.Fit, "cover, contain or stretch");
        _ = control.Extract?.Extractor;
        Require("controls.scale", control.Scale is null or (>= 0 and <= 10), control.Scale, "from 0 to 10");
        Require("controls.start", control.Start is null or (>= 0 and <= 1), control.Start, "from 0 to 1");
        Require("controls.end", control.End is null || (control.End <= 1 && control.End > (control.Start ?? 0)), control.End, "above the start, at most 1");
    }

    private static void RequireSize(string member, Families.SizeCondition? size)
    {
        int?[] edges = [size?.OriginalWidth, size?.OriginalHeight, size?.TargetWidth, size?.TargetHeight];
        foreach (var edge in edges) Require(member, edge is null or (>= 1 and <= MaxEdge), edge, $"sizes from 1 to {MaxEdge}");
        foreach (var crop in new[] { size?.CropLeft, size?.CropTop }) Require(member, crop is null or (>= 0 and <= MaxEdge), crop, $"crops from 0 to {MaxEdge}");
    }

    private static void RequireLength(string member, string? text)
    {
        if (text is null)
            throw new InvalidRequestException(member, $"'{member}' is null.", "Use an empty text for none.");
        if (text.Length > MaxPromptLength)
            throw new InvalidRequestException(member, $"'{member}' must have at most {MaxPromptLength} characters; found {text.Length}.",
                "Shorten it to the words that matter.");
    }

    private static void Require(string member, bool valid, object? found, string expected)
    {
        if (!valid)
            throw new InvalidRequestException(member, FormattableString.Invariant($"'{member}' must be {expected}; found {found}."),
                "Leave it out to use the model's default.");
    }
}
