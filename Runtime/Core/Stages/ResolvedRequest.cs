using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Imaging;

namespace Scumble.Stages;

/// <summary>A request that a model can carry out, with nothing left open.</summary>
/// <param name="Request">The request, its nulls filled in.</param>
/// <param name="Plan">How it is sampled.</param>
/// <param name="Canvas">Where it is made.</param>
/// <param name="Conditions">What the network is told, apart from pictures.</param>
/// <param name="Warnings">What the user should know.</param>
internal sealed record ResolvedRequest(
    TextureRequest Request, SamplingPlan Plan, Canvas Canvas, ConditionInput Conditions, IReadOnlyList<string> Warnings)
{
    private const double UsualStrength = 0.8;

    private const int UsualFeather = 4;

    /// <summary>Fills in the model's defaults and checks the request against the model.</summary>
    /// <exception cref="InvalidRequestException">The model cannot do it; the message names the member.</exception>
    public static ResolvedRequest From(TextureRequest request, OpenModel model)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (defaults, warnings) = (model.Defaults, new List<string>());
        request.Validate();
        RequireClass(request, defaults);
        if (defaults.TakesPrompt && (request.Text.EncoderPrompts ?? [request.Prompt]).All(string.IsNullOrWhiteSpace))
            warnings.Add("The prompt is empty: nothing says what to show.");
        var depths = (request.Controls ?? []).Where(control => IsDepth(control, model)).ToArray();
        model.Abilities.Require(request.Start.Image is not null, request.Start.Mask is not null, (request.Controls?.Count ?? 0) > depths.Length, depths.Length > 0);
        if (depths.Length > 0) RequireDepth(depths);
        if (request.Guidance.ImageScale is not null && defaults.ImageGuidanceScale is null)
        {
            warnings.Add("The image guidance has no effect: this model reads no picture beside the latent.");
            request = request with { Guidance = request.Guidance with { ImageScale = null } };
        }
        if (model.Scheduler.AssumedClass is not null && request.Sampling.Sampler is null)
            throw new InvalidRequestException("sampling.sampler", $"The model's scheduler_config.json names the class '{model.Scheduler.ClassName}', which is not known: which sampler it means is not known either.",
                $"Name one, and perhaps a schedule: --sampler {defaults.Sampler} --schedule {defaults.Schedule}.");
        var image = request.Start.Image;
        request = request with
        {
            Seed = request.Seed ?? (ulong)Random.Shared.NextInt64(1L << 32),
            Steps = (request.Sampling.Timesteps ?? request.Sampling.Sigmas)?.Count ?? request.Steps ?? defaults.Steps,
            Guidance = request.Guidance with { Scale = request.Guidance.Scale ?? defaults.GuidanceScale, ImageScale = request.Guidance.ImageScale ?? defaults.ImageGuidanceScale },
            Sampling = request.Sampling with { Sampler = request.Sampling.Sampler ?? defaults.Sampler, Schedule = request.Sampling.Schedule ?? defaults.Schedule },
            Width = request.Width ?? (image is null ? defaults.Width : Nearest(image.Width, defaults.FixedWidth, defaults)),
            Height = request.Height ?? (image is null ? defaults.Height : Nearest(image.Height, defaults.FixedHeight, defaults)),
            Tile = request.Tile ?? (defaults.Repeats ? TileMode.XY : TileMode.None),
            Start = Resolve(request.Start, model.Abilities.Extra),
            Controls = request.Controls is null ? null : [.. request.Controls.Select(control => control with { Model = NetOf(control, model, warnings), Fit = control.Fit ?? PictureFit.Cover })],
        };
        RequireSize("width", request.Width.Value, defaults.FixedWidth, defaults);
        RequireSize("height", request.Height.Value, defaults.FixedHeight, defaults);
        if (request.Tile != TileMode.None && !defaults.Repeats && !defaults.CanRepeat) warnings.Add("This model was not made for pictures that repeat: the edges may not meet.");
        if (request.Start.Strength is not null && request.Start.Image is null) warnings.Add("The strength has no effect: there is no picture to start from.");

        if (request.Text.ClipSkip > 0 && !defaults.SkipsLayers)
        {
            warnings.Add("The clip skip has no effect: this model reads no layers of a CLIP text encoder.");
            request = request with { Text = request.Text with { ClipSkip = null } };
        }
        if ((request.SizeCondition ?? request.NegativeSizeCondition) is not null && !defaults.TakesSize)
            warnings.Add("The size condition has no effect: this model is told none.");

        var canvas = Canvas.For(request.Width.Value, request.Height.Value, request.Tile.Value, defaults);
        var fit = request.Start.Fit ?? PictureFit.Cover;
        warnings.AddRange(PictureFitting.Warnings(request.Start.Image, canvas.Window, fit, isMask: false));
        warnings.AddRange(PictureFitting.Warnings(request.Start.Mask, canvas.Window, fit, isMask: true));
        foreach (var control in request.Controls ?? []) warnings.AddRange(PictureFitting.Warnings(control.Image, canvas.Window, control.Fit!.Value, isMask: false));
        var plan = SamplingPlan.From(request, model, canvas, warnings);
        request = request with { Sampling = request.Sampling with { Eta = request.Sampling.Eta ?? plan.Sampler.DefaultEta } };
        return new ResolvedRequest(request, plan, canvas, ConditionsOf(request, canvas, plan, defaults), warnings);
    }

    /// <summary>The pictures that steer through ControlNets.</summary>
    public IEnumerable<ControlRequest> ControlNets(OpenModel model) => (Request.Controls ?? []).Where(control => !IsDepth(control, model));

    /// <summary>The picture of depth that the network reads beside the latent, or null.</summary>
    public ControlRequest? Depth(OpenModel model) => Request.Controls?.FirstOrDefault(control => IsDepth(control, model));

    /// <summary>The same request for the smaller pictures that a cascade begins with.</summary>
    public ResolvedRequest Below(OpenModel smaller, int factor)
    {
        var canvas = new Canvas(Canvas.Width / factor, Canvas.Height / factor, new CropWindow(0, 0, Canvas.Width / factor, Canvas.Height / factor));
        var request = Request with { Width = canvas.Width, Height = canvas.Height, Steps = Request.Sampling.BaseSteps ?? Request.Steps, Controls = null };
        var plan = SamplingPlan.From(request, smaller, canvas, []);
        return new ResolvedRequest(request, plan, canvas, ConditionsOf(request, canvas, plan, smaller.Defaults), []);
    }

    private static bool IsDepth(ControlRequest control, OpenModel model) => model.Abilities.Extra == ExtraChannels.Depth && control.Model.IsCalled(DepthPlane.Name);

    // An extractor's id in the place of a ControlNet means the model's own for what it makes.
    private static ControlNetSource NetOf(ControlRequest control, OpenModel model, List<string> warnings)
    {
        if (IsDepth(control, model)) return ControlNetSource.Named(DepthPlane.Name);
        var folder = model.Sessions.Folder;
        if (control.Extract?.Extractor is not { } extractor || control.Model.Name != extractor.Id) return control.Model.On(folder);
        var choice = ControlNetChoice.For(folder, extractor);
        if (choice.Note is not null) warnings.Add(choice.Note);
        return choice.Net ?? control.Model.On(folder);
    }

    private static void RequireDepth(ControlRequest[] depths)
    {
        if (depths.Length > 1) throw new InvalidRequestException("controls", $"The model reads one picture of depth; found {depths.Length}.", "Name one.");
        if (depths[0] is { Scale: null or 1, Start: null or 0, End: null or 1 }) return;
        throw new InvalidRequestException("controls", "The picture of depth is read by the network itself, in every step: it has no scale, and no part of the run.", "Write --control depth=FILE.");
    }

    private static StartRequest Resolve(StartRequest start, ExtraChannels extra) => start.Image is null ? start : start with
    {
        Strength = start.Strength ?? (start.Mask is null && extra != ExtraChannels.Picture ? UsualStrength : 1),
        Fit = start.Fit ?? PictureFit.Cover,
        MaskRule = start.Mask is null ? start.MaskRule : start.MaskRule ?? MaskRule.Pixels,
        Feather = start.Mask is null ? start.Feather : start.Feather ?? UsualFeather,
    };

    /// <summary>What the network is told for a request on a canvas.</summary>
    private static ConditionInput ConditionsOf(TextureRequest request, Canvas canvas, SamplingPlan plan, ModelDefaults defaults) => new()
    {
        Prompts = request.Text.EncoderPrompts ?? [request.Prompt],
        NegativePrompts = plan.Guidance is null ? null : request.Text.EncoderNegativePrompts ?? [request.NegativePrompt],
        HasNegativePrompts = request.Text.EncoderNegativePrompts is not null,
        Syntax = request.Text.Syntax ?? Text.PromptSyntax.Weighted,
        MaxSequenceLength = request.Text.MaxSequenceLength,
        Width = canvas.Width,
        Height = canvas.Height,
        GuidanceScale = GuidancePlan.IsPlain(request, defaults) ? 1 : request.Guidance.Scale!.Value,
        ClassLabel = request.ClassLabel ?? 0,
        ClipSkip = request.Text.ClipSkip ?? 0,
        Size = request.SizeCondition ?? new(),
        NegativeSize = request.NegativeSizeCondition ?? new(),
        AestheticScore = request.Refiner?.AestheticScore ?? ConditionInput.UsualAestheticScore,
        NegativeAestheticScore = request.Refiner?.NegativeAestheticScore ?? ConditionInput.UsualNegativeAestheticScore,
    };

    private static void RequireClass(TextureRequest request, ModelDefaults defaults)
    {
        if (request.ClassLabel > 0 && defaults.ClassCount == 0)
            throw new InvalidRequestException("classLabel", $"This model knows no classes; 'classLabel' is {request.ClassLabel}.", "Leave it out.");
        if (request.ClassLabel > 0 && request.ClassLabel >= defaults.ClassCount)
            throw new InvalidRequestException("classLabel", $"'classLabel' must be from 0 to {defaults.ClassCount - 1}; found {request.ClassLabel}.", "Choose a class that the model knows.");
    }

    private static void RequireSize(string member, int size, int? only, ModelDefaults defaults)
    {
        if (only is { } one)
        {
            if (size == one) return;
            throw new InvalidRequestException(member, $"'{member}' must be {one}: this model's graphs were exported for pictures of {defaults.Width}x{defaults.Height} alone; found {size}.",
                $"Leave the size out, write {defaults.Width}x{defaults.Height}, or export the model with open dimensions.");
        }
        if (size < defaults.MinSize || size > defaults.MaxSize || size % defaults.SizeMultiple != 0)
            throw new InvalidRequestException(member,
                $"'{member}' must be a multiple of {defaults.SizeMultiple} from {defaults.MinSize} to {defaults.MaxSize}; found {size}.",
                $"The nearest is {Nearest(size, only, defaults)}.");
    }

    private static int Nearest(int size, int? only, ModelDefaults defaults) => only ?? Math.Clamp(
        (int)Math.Round((double)size / defaults.SizeMultiple) * defaults.SizeMultiple, defaults.MinSize, defaults.MaxSize);
}
