namespace Scumble.Benchmarks;

/// <summary>Every measure by its name.</summary>
internal static class Measures
{
    public static IReadOnlyDictionary<string, Func<Setting, IEnumerable<Sample>>> All { get; } = new Dictionary<string, Func<Setting, IEnumerable<Sample>>>
    {
        ["agreement"] = AgreementMeasure.Run,
        ["material"] = MaterialMeasure.Run,
        ["handover"] = HandoverMeasure.Run,
        ["decoders"] = DecoderMeasure.Run,
        ["text"] = TextMeasure.Run,
        ["unet"] = UnetMeasure.Run,
        ["blocking"] = BlockingMeasure.Run,
        ["memory-free"] = MemoryMeasure.Free,
        ["memory-within-budget"] = MemoryMeasure.WithinBudget,
        ["profile"] = ProfileMeasure.Run,
        ["material-profile"] = MaterialProfileMeasure.Run,
        ["pipeline"] = PipelineMeasure.Run,
        ["service-frames"] = ServiceMeasure.Frames,
        ["service-times"] = ServiceMeasure.Times,
        ["service-calls"] = ServiceMeasure.Calls,
        ["service-endurance"] = EnduranceMeasure.Run,
        ["service-late"] = LateFrameMeasure.Run,
        ["batch"] = BatchMeasure.Run,
        ["service-batch"] = ServiceBatchMeasure.Run,
        ["scene-extraction"] = ExtractionMeasure.Run,
        ["live"] = LiveMeasure.Run,
        ["concept"] = ConceptMeasure.Run,
    };
}
