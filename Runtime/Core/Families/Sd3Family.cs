// P. Esser et al., "Scaling rectified flow transformers for high-resolution image synthesis", 2024.
using Scumble.Inference;
using Scumble.Models;
using Scumble.Networks;
using Scumble.Tensors;

namespace Scumble.Families;

public static partial class ModelFamilies
{
    /// <summary>Stable Diffusion 3 and 3.5: a transformer that reads two CLIP encoders and, where it is there, T5.</summary>
    public static ModelFamily Sd3 { get; } = Add(new Sd3Family());
}

internal sealed class Sd3Family : LatentFamily
{
    public override string Id => "sd3";

    public override string Name => "Stable Diffusion 3, 3.5";

    public override IReadOnlyList<string> Graphs { get; } = ["text_encoder", "text_encoder_2", "transformer", "vae_decoder"];

    public override IReadOnlyList<string> ClassNames { get; } = ["StableDiffusion3Pipeline", "StableDiffusion3Img2ImgPipeline"];

    protected override int UsualSize => 1024;

    // Patches of two latent places of eight pixels.
    protected override int UsualMultiple => 16;

    protected override double UsualGuidance => 7;

    protected override string UsualScheduler => """{"_class_name":"FlowMatchEulerDiscreteScheduler","shift":3.0}""";

    public override bool Matches(ModelFolder folder) => folder.HasInput(Network(folder), "pooled_projections") && !folder.HasInput(Network(folder), "img_ids");

    public override OpenModel Join(IInferenceBackend backend, ModelSessions sessions) => new Sd3Model(this, backend, sessions);
}

file sealed class Sd3Model : LatentModel
{
    private const double UsualScaling = 1.5305, UsualShift = 0.0609;

    private const int LongPrompt = 256;

    // Of all sizes of SD3: depth d, d heads, 64 d wide.
    private const int HeadWidth = 64;

    private readonly bool _hasT5;
    private readonly int _width;

    public Sd3Model(ModelFamily family, IInferenceBackend backend, ModelSessions sessions) : base(family, backend, sessions, UsualScaling, UsualShift)
    {
        Encoders.AddClip(sessions, backend, "", TextLayer.Penultimate).AddClip(sessions, backend, "_2", TextLayer.Penultimate);
        var clipWidth = Encoders.Width;
        _hasT5 = sessions.Folder.Has("text_encoder_3") && sessions.Folder.Require("text_encoder_3").HasGraph;
        if (_hasT5) Encoders.AddT5(sessions, backend, "_3", LongPrompt);
        var t5Width = Encoders.Width - clipWidth;
        _width = Denoiser.RequireInput(PortNames.HiddenStates).Dimensions is [_, _, > 0 and var d] ? d
            : sessions.Folder.Require("transformer").Values().Integer("joint_attention_dim", _hasT5 ? t5Width : 4096, 1, 1 << 20);
        RequireWidth(_hasT5 ? t5Width : _width);
    }

    protected override int BlockCount
    {
        get
        {
            if (Denoiser.Inputs.Find(Residuals.Blocks) is not { Dimensions: [_, _, var width] }) return 0;
            var (folder, usual) = (Sessions.Folder, Math.Max(1, width / HeadWidth));
            var network = folder.Has("transformer") ? "transformer" : LatentFamily.Network(folder);
            return folder.Require(network).Values().Integer("num_layers", usual, 1, 1024);
        }
    }

    protected override Conditioning Condition(ConditionInput input, IReadOnlyList<EncodedText> texts, bool isNegative)
    {
        var conditioning = new Conditioning();
        using var clip = TensorJoin.Features(Ops, _width, texts[0].Hidden, texts[1].Hidden);
        using var absent = _hasT5 ? null : Ops.Create(new TensorShape(1, input.MaxSequenceLength ?? LongPrompt, _width), ElementType.Float32);
        conditioning.AddOwned(PortNames.HiddenStates, TensorJoin.Sequence(Ops, clip, _hasT5 ? texts[2].Hidden : absent!));
        conditioning.AddOwned("pooled_projections", TensorJoin.Vectors(Ops, RequirePooled(texts[0]), RequirePooled(texts[1])));
        return conditioning;
    }
}
