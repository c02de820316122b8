using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Models;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ClipSkipTests : IDisposable
{
    private const string Told = "unet/encoder_hidden_states";

    private const int Width = 32, Length = 77, Turn = 5;

    private static readonly TextureRequest Request = new() { Prompt = "mossy cobblestone", NegativePrompt = "blurry", Seed = 7, Steps = 1, Guidance = 2 };

    private readonly ModelCopy _copy = new("sd15");
    private readonly CountingBackend _backend = new();

    public void Dispose()
    {
        _backend.Dispose();
        _copy.Dispose();
    }

    // Each layer's features are those of the last one, turned round by some places.
    [Test]
    public async Task ALayerBeforeTheLastGoesThroughTheFinalNormalization([Values(1, 2, 3)] int skip)
    {
        WriteEncoder();
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(_copy.Path), _backend);
        var usual = await RowsAsync(pipeline, 0);
        var skipped = await RowsAsync(pipeline, skip);
        Assert.That(skipped.Negative.SequenceEqual(usual.Negative), "the negative prompt keeps its last layer, as in the reference");
        Assert.That(Distance(skipped.Positive, usual.Positive), Is.GreaterThan(0.1));
        Assert.That(Distance(skipped.Positive, Turned(usual.Positive, skip)), Is.LessThan(1e-4));
        Assert.That((await RowsAsync(pipeline, 0)).Positive.SequenceEqual(usual.Positive), "nothing is mixed up in memory");
        Assert.That(() => RowsAsync(pipeline, 4), Throws.TypeOf<InvalidRequestException>().With.Message.Contains("3 layers"));
    }

    [Test]
    public async Task AnEncoderWithoutHiddenStatesIsNamed()
    {
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(_copy.Path), _backend);
        Assert.That(() => RowsAsync(pipeline, 1),
            Throws.TypeOf<InvalidRequestException>().With.Message.Contains("text_encoder").And.Message.Contains("hidden states"));
    }

    // SDXL reads the layer before the last as it is: skipping one, it reads the one before that.
    [Test]
    public async Task NothingIsNormalizedWhereTheNetworkWasTrainedOnThePenultimateLayer()
    {
        using var sdxl = new ModelCopy("sdxl");
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(sdxl.Path), _backend);
        var usual = await RowsAsync(pipeline, 0);
        var skipped = await RowsAsync(pipeline, 1);
        Assert.That(skipped.Negative.SequenceEqual(usual.Negative));
        Assert.That(Distance(skipped.Positive, usual.Positive), Is.GreaterThan(0.1));
        Assert.That(() => RowsAsync(pipeline, 3), Throws.TypeOf<InvalidRequestException>().With.Message.Contains("2 layers"));
    }

    [Test]
    public async Task ModelsWithoutSuchLayersSaySo()
    {
        using var flux = new ModelCopy("flux-schnell");
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(flux.Path), _backend);
        var result = await pipeline.GenerateAsync(Request with { Text = new() { ClipSkip = 1 } });
        Assert.That(result.Warnings, Has.Some.Contains("clip skip"));
        Assert.That(result.Request.Text.ClipSkip, Is.Null);
    }

    private async Task<(float[] Negative, float[] Positive)> RowsAsync(TexturePipeline pipeline, int skip)
    {
        await pipeline.GenerateAsync(Request with { Text = new() { ClipSkip = skip } });
        var both = _backend.Taken[Told];
        return (both[..(both.Length / 2)], both[(both.Length / 2)..]);
    }

    private static float Distance(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();

    private static float[] Turned(float[] usual, int skip) => [.. usual.Chunk(Width).SelectMany(token => token.Select((_, d) =>
    {
        var from = (d + (Turn * skip)) % Width;
        return ((token[from] - Beta(from)) / Gamma(from) * Gamma(d)) + Beta(d);
    }))];

    private static float Gamma(int d) => 1 + (0.03f * d);

    private static float Beta(int d) => 0.5f - (0.02f * d);

    private void WriteEncoder()
    {
        int[] layers = [0, 1, 2, 3];
        File.WriteAllBytes(_copy["text_encoder/model.onnx"], OnnxFile.Model(17,
        [
            OnnxFile.Node("Cast", ["input_ids"], "tokens", ("to", [1])),
            OnnxFile.Node("Reshape", ["tokens", "column"], "columns"),
            OnnxFile.Node("Mul", ["columns", "rates"], "angles"),
            OnnxFile.Node("Sin", ["angles"], "features"),
            .. layers.Select(k => OnnxFile.Node("Gather", ["features", $"turn.{k}"], $"hidden_states.{k}", ("axis", [2]))),
            OnnxFile.Node("LayerNormalization", ["hidden_states.3", "gamma", "beta"], "last_hidden_state", ("axis", [-1])),
            .. layers.Select(k => OnnxFile.Integers($"turn.{k}", [.. Enumerable.Range(0, Width).Select(d => (long)(d + (Turn * (3 - k))) % Width)])),
            OnnxFile.Integers("column", -1, Length, 1),
            OnnxFile.Floats("rates", [Width], Enumerable.Range(0, Width).Select(d => 0.1f + (0.07f * d))),
            OnnxFile.Floats("gamma", [Width], Enumerable.Range(0, Width).Select(Gamma)), OnnxFile.Floats("beta", [Width], Enumerable.Range(0, Width).Select(Beta)),
            OnnxFile.Port(11, "input_ids", 7, -1, Length), OnnxFile.Output("last_hidden_state", -1, Length, Width),
            .. layers.Select(k => OnnxFile.Output($"hidden_states.{k}", -1, Length, Width)),
        ]));
    }
}
