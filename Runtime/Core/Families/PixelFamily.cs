// J. Ho, A. Jain, P. Abbeel, "Denoising diffusion probabilistic models", 2020.
using Scumble.Inference;
using Scumble.Models;

namespace Scumble.Families;

public static partial class ModelFamilies
{
    /// <summary>A U-Net on pixels without any prompt, as DDPM and DDIM pipelines hold it.</summary>
    public static ModelFamily Pixel { get; } = Add(new PixelFamily());
}

internal class PixelFamily : ModelFamily
{
    public override string Id => "pixel";

    public override string Name => "Pixel U-Net (DDPM, DDIM)";

    public override IReadOnlyList<string> Graphs { get; } = ["unet"];

    public override IReadOnlyList<string> ClassNames { get; } = ["DDPMPipeline", "DDIMPipeline", "PNDMPipeline"];

    protected virtual int UsualSteps => 50;

    public override bool Matches(ModelFolder folder) => IsPixelUNet(folder) && !folder.Has("unet_base") && !ConsistencyFamily.IsConsistency(folder);

    public override ModelDefaults Defaults(ModelFolder folder)
    {
        var (network, scheduler) = (folder.Require("unet").Values(), Scheduler(folder));
        var multiple = 1 << (Math.Clamp(network.Count("down_block_types") ?? 4, 1, 8) - 1);
        var defaults = new ModelDefaults
        {
            Steps = UsualSteps,
            GuidanceScale = 1,
            Sampler = scheduler.Sampler,
            Schedule = scheduler.Schedule,
            Size = network.Integer("sample_size", 64, 1, 8192),
            SizeMultiple = multiple,
            MinSize = multiple,
            MaxSize = 8192,
            CanRepeat = true,
            TakesPrompt = false,
            ClassCount = network.Integer("num_class_embeds", 0, 0, 1 << 20),
        };
        return defaults.FixedBy(1, (folder.Require("unet"), PortNames.Sample));
    }

    // They are what it denoises.
    public override bool ReadsPictures(ModelFolder folder) => true;

    public override OpenModel Join(IInferenceBackend backend, ModelSessions sessions) => new PixelModel(this, backend, sessions);

    /// <summary>Whether the network is a U-Net that reads no embeddings.</summary>
    protected static bool IsPixelUNet(ModelFolder folder) =>
        folder.HasInput("unet", "sample") && !folder.HasInput("unet", PortNames.HiddenStates) && !folder.Has("vae_decoder");
}
