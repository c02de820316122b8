using System.Text.Json;
using Scumble.Families;
using Scumble.Imaging;
using Scumble.Stages;
using Scumble.Text;

namespace Scumble.Lab;

/// <summary>What a reference pipeline was called with, as a request. A setting that is not covered is an error.</summary>
internal static class PipelineSettings
{
    private static readonly HashSet<string> Known =
    [
        "prompt", "prompt_2", "prompt_3", "negative_prompt", "negative_prompt_2", "negative_prompt_3", "height", "width", "num_inference_steps",
        "guidance_scale", "guidance_rescale", "true_cfg_scale", "eta", "strength", "seed_for_noise", "num_images_per_prompt", "batch_size", "class_labels",
        "timesteps", "sigmas", "original_inference_steps", "controlnet_conditioning_scale", "control_guidance_start", "control_guidance_end", "max_sequence_length", "original_size",
        "crops_coords_top_left", "target_size", "denoising_end", "denoising_start", "aesthetic_score", "negative_aesthetic_score", "steps_base", "steps_upscale",
        "clip_skip", "negative_original_size", "negative_crops_coords_top_left", "negative_target_size",
    ];

    /// <summary>Pictures that the call made.</summary>
    public static int BatchSize(JsonElement settings)
    {
        var prompts = GoldenFile.Optional(settings, "prompt") is { ValueKind: JsonValueKind.Array } list ? list.GetArrayLength() : 1;
        var labels = GoldenFile.Optional(settings, "class_labels") is { ValueKind: JsonValueKind.Array } classes ? classes.GetArrayLength() : 1;
        return Math.Max(prompts * Integer(settings, "num_images_per_prompt", 1), Math.Max(labels, Integer(settings, "batch_size", 1)));
    }

    /// <summary>The request for one picture of the call.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="item">Which picture, from 0.</param>
    /// <param name="defaults">The model's.</param>
    public static TextureRequest Request(PipelineCase golden, int item, ModelDefaults defaults)
    {
        var settings = golden.Settings;
        var unknown = settings.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null && !Known.Contains(member.Name)).Select(member => member.Name).ToArray();
        if (unknown.Length > 0) throw new InvalidDataException($"the settings {string.Join(", ", unknown)} are not covered");
        var scale = Optional(settings, "guidance_scale") ?? (defaults.EmbedsGuidance ? defaults.GuidanceScale : 1);
        var perPrompt = Integer(settings, "num_images_per_prompt", 1);
        string Words(string member) => GoldenFile.Optional(settings, member) switch
        {
            { ValueKind: JsonValueKind.Array } list => list[item / perPrompt].GetString()!,
            { } text => text.GetString()!,
            null => "",
        };
        ValueList<string>? Several(string member) =>
            GoldenFile.Optional(settings, $"{member}_2") is null && GoldenFile.Optional(settings, $"{member}_3") is null ? null
            : [.. new[] { member, $"{member}_2", $"{member}_3" }.Select(name => GoldenFile.Optional(settings, name) is null ? Words(member) : Words(name))];
        ValueList<double>? Numbers(string member) => GoldenFile.Optional(settings, member) is { } given ? [.. GoldenFile.Numbers(given)] : null;
        return new TextureRequest
        {
            Prompt = Words("prompt"),
            NegativePrompt = Words("negative_prompt"),
            Text = new()
            {
                EncoderPrompts = Several("prompt"),
                EncoderNegativePrompts = Several("negative_prompt") ?? (GoldenFile.Optional(settings, "negative_prompt") is null ? null : [Words("negative_prompt")]),
                Syntax = PromptSyntax.Plain,
                MaxSequenceLength = GoldenFile.Optional(settings, "max_sequence_length")?.GetInt32(),
                ClipSkip = GoldenFile.Optional(settings, "clip_skip")?.GetInt32(),
            },
            ClassLabel = GoldenFile.Optional(settings, "class_labels") is { } labels ? (int)GoldenFile.Numbers(labels)[item] : null,
            Seed = 1,
            Steps = Numbers("timesteps") is null && Numbers("sigmas") is null ? Integer(settings, "num_inference_steps", Integer(settings, "steps_upscale", 1)) : null,
            Sampling = new()
            {
                BaseSteps = GoldenFile.Optional(settings, "steps_base")?.GetInt32(),
                Timesteps = Numbers("timesteps"),
                Sigmas = Numbers("sigmas"),
                Eta = Optional(settings, "eta"),
                BrownianNoise = false,
            },
            Guidance = new()
            {
                // The reference guides above 1 only.
                Scale = defaults.EmbedsGuidance ? scale : Math.Max(scale, 1),
                TrueScale = defaults.EmbedsGuidance ? Optional(settings, "true_cfg_scale") : null,
                Rescale = Optional(settings, "guidance_rescale"),
            },
            Width = GoldenFile.Optional(settings, "width")?.GetInt32(),
            Height = GoldenFile.Optional(settings, "height")?.GetInt32(),
            Tile = TileMode.None,
            Start = new() { Image = Picture(golden, "init_image"), Mask = Picture(golden, "mask_image"), Strength = Optional(settings, "strength"), MaskRule = MaskRule.Latent },
            Controls = Controls(golden),
            SizeCondition = Size(settings, ""),
            NegativeSizeCondition = NegativeSize(golden),
            Refiner = Optional(settings, "denoising_end") is { } end ? new RefinerRequest
            {
                Start = end,
                AestheticScore = Optional(settings, "aesthetic_score"),
                NegativeAestheticScore = Optional(settings, "negative_aesthetic_score"),
            } : null,
        };
    }

    private static double? Optional(JsonElement settings, string member) => GoldenFile.Optional(settings, member) is { } value ? GoldenFile.Number(value) : null;

    private static int Integer(JsonElement settings, string member, int otherwise) => GoldenFile.Optional(settings, member)?.GetInt32() ?? otherwise;

    // [height, width, channels].
    private static PictureSource? Picture(PipelineCase golden, string name)
    {
        if (golden.Find(name) is not { } tensor) return null;
        var image = new Image(tensor.Shape[1], tensor.Shape[0], tensor.Shape[2]);
        tensor.Values.CopyTo(image.Pixels);
        return PictureSource.FromImage(image, name);
    }

    private static ValueList<ControlRequest>? Controls(PipelineCase golden)
    {
        var models = golden.Names("controlnets");
        double? Each(string member, int i) => GoldenFile.Optional(golden.Settings, member) is not { } value ? null
            : value.ValueKind == JsonValueKind.Array ? GoldenFile.Number(value[i]) : GoldenFile.Number(value);
        return models.Count == 0 ? null : [.. models.Select((model, i) => new ControlRequest
        {
            Model = model,
            Image = Picture(golden, $"control_image_{i}") ?? throw new InvalidDataException($"control_image_{i} is missing"),
            Scale = Each("controlnet_conditioning_scale", i),
            Start = Each("control_guidance_start", i),
            End = Each("control_guidance_end", i),
        })];
    }

    // (height, width) and (top, left).
    private static SizeCondition? Size(JsonElement settings, string prefix)
    {
        int? At(string member, int i) => GoldenFile.Optional(settings, prefix + member) is { } pair ? (int)GoldenFile.Number(pair[i]) : null;
        var size = new SizeCondition
        {
            OriginalHeight = At("original_size", 0),
            OriginalWidth = At("original_size", 1),
            CropTop = At("crops_coords_top_left", 0),
            CropLeft = At("crops_coords_top_left", 1),
            TargetHeight = At("target_size", 0),
            TargetWidth = At("target_size", 1),
        };
        return size == new SizeCondition() ? null : size;
    }

    // From words the reference tells other negative sizes only where both are named, and then no crop unless that is named, too; from a
    // picture it takes each for itself, and never the positive's crop.
    private static SizeCondition? NegativeSize(PipelineCase golden)
    {
        var size = Size(golden.Settings, "negative_");
        var isWhole = size is { OriginalHeight: not null, TargetHeight: not null };
        var startsFromPicture = golden.PipelineClass == "StableDiffusionXLImg2ImgPipeline";
        return isWhole || startsFromPicture ? (size ?? new()).Or(new() { CropTop = 0, CropLeft = 0 }) : null;
    }
}
