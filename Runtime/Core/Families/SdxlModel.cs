using System.Text.Json;
using Scumble.Inference;
using Scumble.Networks;

namespace Scumble.Families;

/// <summary>An open model of the SDXL kind, base or refiner: the refiner has the second text encoder alone and is told an aesthetic score.</summary>
internal sealed class SdxlModel : LatentModel
{
    private const double UsualScaling = 0.13025;

    // Height and width before scaling, top and left of the crop, and a score instead of height and width after scaling.
    private const int RefinerTimeIds = 5;

    private readonly bool _zeroesEmptyNegative;
    private readonly bool _takesScore;

    public SdxlModel(ModelFamily family, IInferenceBackend backend, ModelSessions sessions) : base(family, backend, sessions, UsualScaling)
    {
        if (sessions.Folder.Has("text_encoder")) Encoders.AddClip(sessions, backend, "", TextLayer.Penultimate);
        Encoders.AddClip(sessions, backend, "_2", TextLayer.Penultimate);
        _zeroesEmptyNegative = sessions.Folder.Index.TryGetProperty("force_zeros_for_empty_prompt", out var flag)
            ? flag.ValueKind == JsonValueKind.True : Encoders.Count == 2;
        _takesScore = Denoiser.RequireInput("time_ids").Dimensions is [_, RefinerTimeIds] || Encoders.Count == 1;
        RequireWidth(Encoders.Width);
    }

    protected override Conditioning Condition(ConditionInput input, IReadOnlyList<EncodedText> texts, bool isNegative)
    {
        var conditioning = new Conditioning();
        conditioning.AddOwned(PortNames.HiddenStates, TensorJoin.Features(Ops, Encoders.Width, [.. texts.Select(text => text.Hidden)]));
        conditioning.AddOwned("text_embeds", TensorJoin.Vectors(Ops, RequirePooled(texts[^1])));
        if (isNegative && _zeroesEmptyNegative && !input.HasNegativePrompts && input.NegativePrompts!.All(string.IsNullOrEmpty))
            foreach (var row in conditioning.Rows.Values) Ops.Scale(row, 0, row);

        var size = isNegative ? input.NegativeSize.Or(input.Size) : input.Size;
        float[] ids = [size.OriginalHeight ?? input.Height, size.OriginalWidth ?? input.Width, size.CropTop ?? 0, size.CropLeft ?? 0];
        conditioning.AddNumbers(Ops, "time_ids", _takesScore
            ? [.. ids, (float)(isNegative ? input.NegativeAestheticScore : input.AestheticScore)]
            : [.. ids, size.TargetHeight ?? input.Height, size.TargetWidth ?? input.Width]);
        return conditioning;
    }
}
