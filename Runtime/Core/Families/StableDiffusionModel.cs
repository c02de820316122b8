// C. Meng et al., "On distillation of guided diffusion models", 2023: networks that were distilled with guidance take an embedding of w - 1.
using Scumble.Inference;
using Scumble.Networks;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Families;

/// <summary>An open model of the Stable Diffusion 1.x and 2.x kind; a guidance embedding is told where the network takes one.</summary>
internal sealed class StableDiffusionModel : LatentModel
{
    private const double UsualScaling = 0.18215;

    public StableDiffusionModel(ModelFamily family, IInferenceBackend backend, ModelSessions sessions) : base(family, backend, sessions, UsualScaling)
    {
        Encoders.AddClip(sessions, backend, "", TextLayer.Last);
        RequireWidth(Encoders.Width);
    }

    protected override Conditioning Condition(ConditionInput input, IReadOnlyList<EncodedText> texts, bool isNegative)
    {
        var conditioning = new Conditioning();
        conditioning.Add(PortNames.HiddenStates, texts[0].Hidden);
        if (Denoiser.Inputs.Find("timestep_cond") is { } port) conditioning.AddOwned(port.Name, Guidance(port, input.GuidanceScale));
        return conditioning;
    }

    private Tensor Guidance(TensorPort port, double scale)
    {
        var embedding = new float[port.Dimensions[^1] > 0 ? port.Dimensions[^1] : 256];
        SinusoidalEmbedding.GuidanceScale.Write(scale - 1, embedding);
        var row = Ops.Create(new TensorShape(1, embedding.Length), ElementType.Float32);
        Ops.Upload(row, embedding);
        return row;
    }
}
