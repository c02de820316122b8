namespace Scumble.Benchmarks;

/// <summary>The text encoder on 77 tokens.</summary>
internal static class TextMeasure
{
    public static IEnumerable<Sample> Run(Setting setting)
    {
        using var cuda = new CudaSetting(setting);
        var shapes = new Dictionary<string, int[]> { ["input_ids"] = [1, 77], ["last_hidden_state"] = [1, 77, 768], ["pooler_output"] = [1, 768] };
        foreach (var sample in cuda.Time("text-encoder-77", setting.Graph("sd15-tiny", "text_encoder"), shapes)) yield return sample;
    }
}
