using System.Text.Json;
using Scumble.Inference;
using Scumble.Materials;
using Scumble.Models;
using Scumble.Networks;

namespace Scumble.Families;

public static partial class ModelFamilies
{
    /// <summary>Text to a tileable PBR material; the embedded model is one.</summary>
    public static ModelFamily Material { get; } = Add(new MaterialFamily());
}

internal sealed class MaterialFamily : ModelFamily
{
    public override string Id => "scumble";

    public override string Name => "Scumble material";

    public override IReadOnlyList<string> Graphs { get; } = ["text_encoder", "unet", "vae_decoder"];

    public override IReadOnlyList<string> GraphsOf(ModelFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return folder.Has(RotatedNoise.Component) ? [.. Graphs, RotatedNoise.Component] : Graphs;
    }

    public override bool RotatesNoise(ModelFolder folder) => RotatedNoise.IsIn(folder);

    public override bool Matches(ModelFolder folder) => folder.ClassName == "ScumbleMaterialPipeline";

    public override ModelDefaults Defaults(ModelFolder folder)
    {
        var json = folder.Index.TryGetProperty("scumble", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        var values = new ConfigValues(json.ValueKind == JsonValueKind.Object ? json : folder.Index, Path.Combine(folder.Path, "model_index.json"));
        var scheduler = SchedulerConfig.Read(folder);
        var min = values.Integer("min_size", 64, 8, 16384);
        var max = values.Integer("max_size", Math.Max(1024, min), min, 16384);
        return new ModelDefaults
        {
            Steps = values.Integer("default_steps", 8, 1, 1000),
            GuidanceScale = values.Number("default_guidance", 1, 0, 100),
            Sampler = values.Text("default_sampler", scheduler.Sampler),
            Schedule = scheduler.Schedule,
            Size = values.Integer("default_size", Math.Clamp(256, min, max), min, max),
            SizeMultiple = values.Integer("size_multiple", 32, 1, 1024),
            MinSize = min,
            MaxSize = max,
            Repeats = true,
            EmbedsGuidance = folder.HasInput("unet", MaterialModel.Guidance),
            TaughtGuidance = values.OptionalNumber("max_guidance", 1, 100),
            TakesWholeSteps = folder.HasInput("unet", DenoiserNetwork.NextTimestep),
        };
    }

    public override SchedulerConfig Scheduler(ModelFolder folder) => base.Scheduler(folder).WithTrailingFlow();

    public override MaterialLayout Layout(ModelFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var values = folder.Require("vae_decoder").Values();
        if (values.Texts("channels") is not { } channels) return MaterialLayout.Usual;
        try
        {
            return MaterialLayout.Parse(channels);
        }
        catch (FormatException e)
        {
            throw values.Wrong("channels", e.Message);
        }
    }

    public override OpenModel Join(IInferenceBackend backend, ModelSessions sessions)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        // Another component's graph has no such input.
        sessions["unet"].RequireInput(PortNames.HiddenStates);
        return new MaterialModel(this, backend, sessions);
    }
}
