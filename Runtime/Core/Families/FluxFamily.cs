// Black Forest Labs, "FLUX.1", 2024; rotary positions: J. Su et al., "RoFormer", 2021.
using Scumble.Inference;
using Scumble.Models;
using Scumble.Networks;
using Scumble.Tensors;

namespace Scumble.Families;

public static partial class ModelFamilies
{
    /// <summary>FLUX.1 schnell and dev: patches of the latent as tokens, T5, and CLIP's summary of the prompt.</summary>
    public static ModelFamily Flux { get; } = Add(new FluxFamily());
}

internal sealed class FluxFamily : LatentFamily
{
    public override string Id => "flux";

    public override string Name => "FLUX.1 schnell, dev";

    public override IReadOnlyList<string> Graphs { get; } = ["text_encoder", "text_encoder_2", "transformer", "vae_decoder"];

    public override IReadOnlyList<string> ClassNames { get; } = ["FluxPipeline", "FluxImg2ImgPipeline"];

    protected override int UsualSize => 1024;

    protected override int UsualMultiple => 16;

    protected override string UsualScheduler =>
        """{"_class_name":"FlowMatchEulerDiscreteScheduler","shift":3.0,"use_dynamic_shifting":true,"base_shift":0.5,"max_shift":1.15,"base_image_seq_len":256,"max_image_seq_len":4096}""";

    public override bool Matches(ModelFolder folder) => folder.HasInput(Network(folder), "img_ids");

    public override ModelDefaults Defaults(ModelFolder folder)
    {
        var isDev = IsDev(folder);
        return base.Defaults(folder) with { EmbedsGuidance = true, SkipsLayers = false, Steps = isDev ? 28 : 4, GuidanceScale = isDev ? 3.5 : 1 };
    }

    // Its pipelines visit 1, 1 - 1/n ... 1/n, to be shifted once.
    public override SchedulerConfig Scheduler(ModelFolder folder) => base.Scheduler(folder).WithTrailingFlow();

    public override OpenModel Join(IInferenceBackend backend, ModelSessions sessions) => new FluxModel(this, backend, sessions, IsDev(sessions.Folder));

    // Schnell was distilled without guidance.
    private static bool IsDev(ModelFolder folder) => folder.HasInput(Network(folder), "guidance");
}

file sealed class FluxModel : LatentModel
{
    private const double UsualScaling = 0.3611, UsualShift = 0.1159;

    private readonly bool _isDev;

    public FluxModel(ModelFamily family, IInferenceBackend backend, ModelSessions sessions, bool isDev) : base(family, backend, sessions, UsualScaling, UsualShift)
    {
        _isDev = isDev;
        Encoders.AddClip(sessions, backend, "", TextLayer.Last);
        var clipWidth = Encoders.Width;
        Encoders.AddT5(sessions, backend, "_2", isDev ? 512 : 256);
        RequireWidth(Encoders.Width - clipWidth);
    }

    // The network's time is sigma itself.
    protected override DenoiserNetwork CreateNetwork(IInferenceSession session, int width, int height, int rows) =>
        new(Ops, session, LatentShape(width, height).WithLeading(rows), isPacked: true, 1.0 / Scheduler.Process.TrainTimesteps);

    protected override Conditioning Condition(ConditionInput input, IReadOnlyList<EncodedText> texts, bool isNegative)
    {
        var conditioning = new Conditioning();
        conditioning.Add(PortNames.HiddenStates, texts[1].Hidden);
        conditioning.Add("pooled_projections", RequirePooled(texts[0]));
        if (_isDev) conditioning.AddNumber(Ops, "guidance", input.GuidanceScale);
        var latent = LatentShape(input.Width, input.Height);
        conditioning.AddForAll("img_ids", Positions(Denoiser.RequireInput("img_ids"), latent[2] / 2, latent[3] / 2));
        conditioning.AddForAll("txt_ids", Positions(Denoiser.RequireInput("txt_ids"), texts[1].Hidden.Shape[1], 0));
        return conditioning;
    }

    // (0, row, column) of each patch; all zeros for words. Older exports want a batch dimension before.
    private Tensor Positions(TensorPort port, int rows, int columns)
    {
        var count = rows * Math.Max(columns, 1);
        var ids = new float[count * 3];
        for (var i = 0; i < count && columns > 0; i++) (ids[(3 * i) + 1], ids[(3 * i) + 2]) = (i / columns, i % columns);
        var tensor = Ops.Create(port.Dimensions.Count == 3 ? new TensorShape(1, count, 3) : new TensorShape(count, 3), ElementType.Float32);
        Ops.Upload(tensor, ids);
        return tensor;
    }
}
