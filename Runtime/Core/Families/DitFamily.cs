// W. Peebles, S. Xie, "Scalable diffusion models with transformers", 2023.
using Scumble.Inference;
using Scumble.Models;
using Scumble.Networks;

namespace Scumble.Families;

public static partial class ModelFamilies
{
    /// <summary>DiT: a transformer that shows classes.</summary>
    public static ModelFamily Dit { get; } = Add(new DitFamily());
}

internal sealed class DitFamily : LatentFamily
{
    public override string Id => "dit";

    public override string Name => "DiT";

    public override IReadOnlyList<string> Graphs { get; } = ["transformer", "vae_decoder"];

    public override IReadOnlyList<string> ClassNames { get; } = ["DiTPipeline"];

    protected override int UsualSize => 256;

    protected override int UsualMultiple => 16;

    protected override double UsualGuidance => 4;

    public override bool Matches(ModelFolder folder) => folder.HasInput("transformer", "class_labels");

    // The positions of its patches are fixed: it makes one size.
    public override ModelDefaults Defaults(ModelFolder folder)
    {
        var defaults = base.Defaults(folder);
        return defaults with { TakesPrompt = false, SkipsLayers = false, ClassCount = ClassCount(folder), MinSize = defaults.Size, MaxSize = defaults.Size };
    }

    public override OpenModel Join(IInferenceBackend backend, ModelSessions sessions) => new DitModel(this, backend, sessions, ClassCount(sessions.Folder));

    private static int ClassCount(ModelFolder folder) => folder.Require("transformer").Values().Integer("num_embeds_ada_norm", 1000, 1, 1 << 20);
}

file sealed class DitModel(ModelFamily family, IInferenceBackend backend, ModelSessions sessions, int classCount)
    : LatentModel(family, backend, sessions, UsualScaling)
{
    private const double UsualScaling = 0.18215;

    // The noise, and its variance, which samplers without learned variance leave.
    protected override int OutputChannels { get; } = sessions.Folder.Require("transformer").Values().Integer("out_channels", 0, 0, 4096);

    // The class after the last means none.
    protected override Conditioning Condition(ConditionInput input, IReadOnlyList<EncodedText> texts, bool isNegative)
    {
        var conditioning = new Conditioning();
        conditioning.AddNumber(Ops, "class_labels", isNegative ? classCount : input.ClassLabel);
        return conditioning;
    }
}
