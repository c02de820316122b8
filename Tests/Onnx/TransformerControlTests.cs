using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Sampling;
using Scumble.Stages;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;
using static Scumble.Tests.Fixtures.SteeredTransformer;

namespace Scumble.Tests.Onnx;

/// <summary>ControlNets of SD3: what each step adds to the latent is computed from the residuals and compared.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TransformerControlTests : IDisposable
{
    private const int Steps = 4;

    private const float Grey = 0.75f;

    private static readonly TextureRequest Request = new()
    {
        Prompt = "mossy cobblestone",
        NegativePrompt = "blurry",
        Seed = 7,
        Steps = Steps,
        Guidance = 3,
        Width = 64,
        Height = 48,
        Tile = TileMode.None,
    };

    private readonly SteeredTransformer _steered = new();
    private readonly CountingBackend _backend = new();

    public void Dispose()
    {
        _backend.Dispose();
        _steered.Dispose();
    }

    [TestCase(1, 0, 1)]
    [TestCase(0.7, 0, 0.5)]
    [TestCase(2.5, 0.5, 1)]
    public async Task AResidualForEachBlockMovesTheStepsInItsSpan(double scale, double start, double end)
    {
        using var pipeline = await OpenAsync(_steered);
        var weights = Weights(1);
        var control = new ControlRequest { Model = _steered.ControlNet(weights), Image = Picture(Grey), Scale = scale, Start = start, End = end };

        var plain = Velocities(pipeline, Request);
        var steered = Velocities(pipeline, Request with { Controls = [control] });
        var after = Velocities(pipeline, Request);

        var active = new[] { 0, 1, 2, 3 }.Select(step => step / 4.0 >= start && (step + 1) / 4.0 <= end);
        var expected = active.Select(acts => plain[0] + (acts ? scale * Residual(weights, Unshifted(Grey)) : 0));
        Assert.That(steered, Is.EqualTo(expected).Within(1e-4));
        Assert.That(plain, Is.All.EqualTo(plain[0]).Within(1e-4), "the prompt alone moves every step alike");
        Assert.That(after, Is.EqualTo(plain), "no residual is left behind");
    }

    [Test]
    public async Task SeveralAddUp()
    {
        using var pipeline = await OpenAsync(_steered);
        var (one, other) = (Weights(1), Weights(2));
        ValueList<ControlRequest> controls =
        [
            new() { Model = _steered.ControlNet(one), Image = Picture(Grey), Scale = 0.5 },
            new() { Model = _steered.ControlNet(other), Image = Picture(0.1f), Scale = 2 },
        ];
        var expected = Velocities(pipeline, Request)[0] + (0.5 * Residual(one, Unshifted(Grey))) + (2 * Residual(other, Unshifted(0.1f)));
        Assert.That(Velocities(pipeline, Request with { Controls = controls }), Is.All.EqualTo(expected).Within(1e-4));
    }

    // Trained with the summary, a ControlNet sees another one in each row: guidance then acts on the residuals, too. The latent is shifted.
    [Test]
    public async Task TheSummaryIsToldWhereTheConfigurationSaysSo()
    {
        using var pipeline = await OpenAsync(_steered);
        var weights = Weights(1);
        var control = new ControlRequest { Model = _steered.ControlNet(weights, """{"force_zeros_for_pooled_projection":false}"""), Image = Picture(Grey) };
        var plain = Velocities(pipeline, Request)[0];
        var guidedMean = plain / BySummary;
        var latent = Unshifted(Grey) - (Shift * Scaling);
        Assert.That(Math.Abs(guidedMean), Is.GreaterThan(0.01), "the prompts must tell something for this test to tell something");
        Assert.That(Velocities(pipeline, Request with { Controls = [control] }), Is.All.EqualTo(plain + Residual(weights, latent + guidedMean)).Within(1e-4));
    }

    [TestCase(-1)]
    [TestCase(2)]
    public async Task OtherNumbersOfBlocksAreRefused(int stated)
    {
        using var steered = new SteeredTransformer(stated);
        using var pipeline = await OpenAsync(steered);
        ValueList<ControlRequest> controls =
        [
            new() { Model = steered.ControlNet([1, 2, 3]), Image = Picture(Grey) },
            new() { Model = steered.ControlNet([1, 2]), Image = Picture(Grey) },
        ];
        Assert.That(() => pipeline.GenerateAsync(Request with { Controls = controls }),
            Throws.TypeOf<ScumbleException>().With.Message.Contains("controlnet_block_sample").And.Message.Contains("[3, 12, 16]"));
        Assert.That(() => pipeline.GenerateAsync(Request), Throws.Nothing, "the pipeline stays usable");
    }

    [Test]
    public async Task WithoutAnEncoderThePictureCannotBeRead()
    {
        _steered.Model.Without("vae_encoder");
        using var pipeline = await OpenAsync(_steered);
        var control = new ControlRequest { Model = _steered.ControlNet(Weights(1)), Image = Picture(Grey) };
        Assert.That(() => pipeline.GenerateAsync(Request with { Controls = [control] }), Throws.TypeOf<InvalidRequestException>().With.Message.Contains("encoder"));
    }

    private async Task<TexturePipeline> OpenAsync(SteeredTransformer model) => await TexturePipeline.OpenAsync(ModelFolder.Open(model.Model.Path), _backend);

    private static PictureSource Picture(float grey)
    {
        var image = new Image(64, 48, 3);
        image.Pixels.Fill(grey);
        return PictureSource.FromImage(image, "grey");
    }

    private static double Unshifted(float grey) => ((2 * grey) - 1) * Scaling;

    private static double Residual(IReadOnlyList<float> weights, double told) => BlockWeights.Zip(weights, (taken, given) => (double)taken * given).Sum() * told;

    // Euler from pure noise: x' = x + (sigma' - sigma) v with v = BySample x + what is looked for, which is the same at every place.
    private static double[] Velocities(TexturePipeline pipeline, TextureRequest request)
    {
        var ops = new CpuTensorOps();
        using var noise = new CpuTensor<float>(new(1, 16, 6, 8));
        ops.Noise.Fill(noise, 1, request.Seed!.Value, NoiseStreams.Initial);
        var (found, previous, before) = (new List<double>(), noise.Span.ToArray(), 1.0);
        foreach (var step in pipeline.Run(request))
        {
            if (step.Sample is not { } sample) continue;
            var x = new float[previous.Length];
            ops.Download(sample.Latent, x);
            double[] all = [.. x.Zip(previous, (now, then) => ((now - then) / (sample.Sigma - before)) - (BySample * then))];
            Assert.That(all, Is.All.EqualTo(all[0]).Within(1e-4));
            found.Add(all[0]);
            (previous, before) = (x, sample.Sigma);
        }
        return [.. found];
    }
}
