using Scumble.Inference;
using Scumble.Models;
using Scumble.Networks;

namespace Scumble.Families;

/// <summary>Families whose network denoises an autoencoder's latents.</summary>
internal abstract class LatentFamily : ModelFamily
{
    private const int SmallestSize = 64, LargestSize = 8192;

    private const double UsualImageGuidance = 1.5;

    private static readonly string[] Residual = ["mid_block_additional_residual", Residuals.Blocks];

    /// <summary>Edge of the training pictures, where the configuration does not tell.</summary>
    protected abstract int UsualSize { get; }

    /// <summary>Pixels of the smallest difference in size, where the configuration does not tell.</summary>
    protected virtual int UsualMultiple => 64;

    protected virtual int UsualSteps => 25;

    protected virtual double UsualGuidance => 7.5;

    /// <summary>The component that denoises.</summary>
    public static string Network(ModelFolder folder)
    {
        var network = folder.Has("transformer") ? "transformer" : "unet";
        // OnnxStack calls the network that takes a ControlNet's residuals "controlnet"; with zeros it is the plain one.
        return folder.Components.TryGetValue("controlnet", out var steered) && TakesResiduals(steered) ? "controlnet" : network;
    }

    /// <summary>Whether a component is a network that ControlNets can steer by their residuals.</summary>
    public static bool TakesResiduals(ModelComponent component) => component.HasGraph && Residual.Any(component.Header.HasInput);

    public override IReadOnlyList<string> GraphsOf(ModelFolder folder) =>
        [.. Graphs.Select(name => name is "unet" or "transformer" ? Network(folder) : name)];

    public override ModelDefaults Defaults(ModelFolder folder)
    {
        var (scheduler, decoder, denoiser) = (Scheduler(folder), folder.Require("vae_decoder"), folder.Require(Network(folder)));
        var downscale = 1 << (Math.Clamp(decoder.Values().Count("block_out_channels") ?? 4, 1, 7) - 1);
        var network = denoiser.Values();
        var trained = network.Integer("sample_size", UsualSize / downscale, 1, LargestSize) * downscale;
        var multiple = network.Count("down_block_types") is { } levels ? downscale << (Math.Clamp(levels, 1, 7) - 1) : UsualMultiple;
        var defaults = new ModelDefaults
        {
            Steps = UsualSteps,
            GuidanceScale = UsualGuidance,
            ImageGuidanceScale = NetworkChannels.Find(folder) == ExtraChannels.Picture ? UsualImageGuidance : null,
            Sampler = scheduler.Sampler,
            Schedule = scheduler.Schedule,
            Size = Math.Clamp((trained + multiple - 1) / multiple * multiple, SmallestSize, LargestSize),
            SizeMultiple = multiple,
            MinSize = Math.Min(SmallestSize, multiple),
            MaxSize = LargestSize,
            // Transformers are told where each patch lies.
            CanRepeat = !Graphs.Contains("transformer"),
            SkipsLayers = true,
            TakesSize = folder.HasInput(Network(folder), "time_ids"),
        };
        return defaults.FixedBy(downscale, (denoiser, PortNames.Sample), (decoder, PortNames.Latent));
    }
}
