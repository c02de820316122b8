using NUnit.Framework;
using Scumble.Families;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Sampling;
using Scumble.Stages;
using Scumble.Tensors;

namespace Scumble.Tests.Onnx;

/// <summary>The embedded model's noise, turned as the prompt says: what it does to numbers, and to pictures of one seed.</summary>
public sealed class EmbeddedNoiseTests
{
    private const int Edge = 128, Channels = 32, Words = 40, Width = 256;

    private static readonly string[] Materials = ["red brick wall", "mossy cobblestone", "oak wood planks", "rusty steel", "white marble", "green moss"],
        Bricks = ["red brick wall", "red brick wall, old", "dark red brick wall"], Mosses = ["green moss", "green moss, wet", "dark green moss"];

    private OnnxBackend _backend = null!;
    private ModelFolder _folder = null!;
    private TexturePipeline _pipeline = null!;
    private TexturePipeline _plain = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        (_backend, _folder) = (OnnxBackend.Create("cpu"), ModelFolder.Open(InstalledModels.Default));
        _pipeline = await TexturePipeline.OpenAsync(_folder, _backend);
        _plain = await TexturePipeline.OpenAsync(_folder.Without(["noise_rotation"]), _backend);
    }

    [OneTimeTearDown]
    public void Close()
    {
        _pipeline.Dispose();
        _plain.Dispose();
        _backend.Dispose();
    }

    // Numbers of Training~/scumble_training/noise_rotation.py: summary (j % 7 - 3) / 4, sample c % 5 - 2 at one place.
    [Test]
    public void TheGraphGivesTheNumbersOfPyTorch()
    {
        float[] expected =
        [
            0.9921f, 2.0039f, 0.9467f, 0.322f, -2.1336f, -1.8568f, -0.9843f, -0.1766f, -1.8679f, 1.2293f, -1.9359f, 1.119f, -0.9234f, -0.3839f, 2.6426f, -1.0084f,
            -0.0389f, -0.9992f, -1.5498f, -1.6119f, 0.5465f, -2.1683f, 0.8484f, -0.5293f, -0.0582f, -2.8278f, 0.6461f, -0.7633f, -2.2359f, -0.0303f, -2.1919f, 0.4424f,
        ];
        var states = new float[Words * Width];
        for (var j = 0; j < Width; j++) (states[j], states[Width + j]) = (((j % 7) - 3) * 0.25f, 5);
        using var told = new CpuTensor<float>(new TensorShape(1, Words, Width), states);
        using var sample = new CpuTensor<float>(new TensorShape(1, Channels, 1, 1), [.. Enumerable.Range(0, Channels).Select(c => (c % 5) - 2f)]);
        using var turned = new CpuTensor<float>(sample.Shape);
        using var session = _backend.Open(_folder.Require("noise_rotation").Source());
        using (var binding = session.CreateBinding())
        {
            binding.BindInput("sample", sample);
            binding.BindInput("encoder_hidden_states", told);
            binding.BindOutput("out_sample", turned);
            binding.Run();
        }
        Assert.That(turned.Span.ToArray(), Is.EqualTo(expected).Within(1e-3));
    }

    // Turned at each place by the same rotation, whose lengths are the seed's; by the prompt alone, not by the negative one.
    [Test]
    public async Task EachPlaceKeepsItsLength()
    {
        using var model = await OpenModel.OpenAsync(_folder, _backend);
        var (plain, moss) = (Noise(model, null, null), Noise(model, "green moss", null));
        Assert.That(moss, Is.EqualTo(Noise(model, "green moss", "red brick wall")), "the negative prompt says nothing here");
        Assert.That(moss, Is.Not.EqualTo(Noise(model, "red brick wall", null)));
        var places = plain.Length / Channels;
        for (var place = 0; place < places; place++)
        {
            var (before, after) = (Length(plain, place), Length(moss, place));
            Assert.That(after, Is.EqualTo(before).Within(1e-5 + (1e-5 * before)));
        }
        Assert.That(plain.Zip(moss, (a, b) => a * b).Sum() / plain.Sum(n => n * n), Is.LessThan(0.6), "and is another direction");

        double Length(float[] noise, int place) => Math.Sqrt(Enumerable.Range(0, Channels).Sum(c => Math.Pow(noise[(c * places) + place], 2)));
    }

    [Test]
    public async Task PromptsDifferInTheirLayoutUnderOneSeed()
    {
        double with = 0, without = 0, variants = 0;
        foreach (var seed in (ulong[])[7, 8, 9])
        {
            with += await CouplingAsync(_pipeline, Materials, seed) / 3;
            without += await CouplingAsync(_plain, Materials, seed) / 3;
            variants += (await CouplingAsync(_pipeline, Bricks, seed) + await CouplingAsync(_pipeline, Mosses, seed)) / 6;
        }
        TestContext.Out.WriteLine($"correlation of layouts: six prompts {with:0.00}, without the component {without:0.00}; variants of one {variants:0.00}");
        Assert.That(with, Is.LessThan(0.15));
        Assert.That(without, Is.GreaterThan(0.3));
        Assert.That(variants, Is.GreaterThan(0.25));
    }

    [Test]
    public async Task TheSameAgainAfterOtherPrompts()
    {
        var first = await MakeAsync(_pipeline, "green moss", 7);
        await MakeAsync(_pipeline, "rusty steel", 7);
        Assert.That((await MakeAsync(_pipeline, "green moss", 7)).Pixels.SequenceEqual(first.Pixels), Is.True);
    }

    // A picture to start from, and one that a mask keeps, lie under the turned noise.
    [TestCase(false)]
    [TestCase(true)]
    public async Task APictureShowsThrough(bool isMasked)
    {
        var picture = await MakeAsync(_plain, "mossy cobblestone", 3);
        var mask = new Image(Edge, Edge, 1);
        mask.Pixels[..(Edge * Edge / 2)].Fill(1);
        var start = new StartRequest
        {
            Image = PictureSource.FromImage(picture, "cobblestone"),
            Mask = isMasked ? PictureSource.FromImage(mask, "half") : null,
            Strength = 0.5,
        };
        var (turned, plain) = (await MakeAsync(_pipeline, "mossy cobblestone", 7, start), await MakeAsync(_plain, "mossy cobblestone", 7, start));
        var correlation = Correlation(Layout(turned), Layout(picture));
        TestContext.Out.WriteLine($"correlation with the picture: {correlation:0.00}, without the component {Correlation(Layout(plain), Layout(picture)):0.00}");
        Assert.That(correlation, Is.GreaterThan(0.6));
        Assert.That(turned.Pixels.SequenceEqual(plain.Pixels), Is.False);
    }

    private float[] Noise(OpenModel model, string? prompt, string? negative)
    {
        var shape = model.LatentShape(Edge, Edge);
        using var noise = new CpuTensor<float>(shape);
        using var stage = new DenoiseStage(model, _backend.Ops, Edge, Edge, isGuided: negative is not null, TileMode.XY);
        if (prompt is null) _backend.Ops.Noise.Fill(noise, 1, 7, NoiseStreams.Initial);
        else
        {
            using var conditions = new EncodeStage(model).Run(new() { Prompts = [prompt], NegativePrompts = negative is null ? null : [negative], Width = Edge, Height = Edge, GuidanceScale = 3 });
            stage.SetConditions(conditions, hasUnguidedSteps: false);
            stage.StartNoise.Fill(noise, 1, 7, NoiseStreams.Initial);
        }
        return noise.Span.ToArray();
    }

    private static async Task<Image> MakeAsync(TexturePipeline pipeline, string prompt, ulong seed, StartRequest? start = null) =>
        (await pipeline.GenerateAsync(new TextureRequest { Prompt = prompt, Seed = seed, Width = Edge, Height = Edge, Start = start ?? new() })).Maps!.BaseColor;

    private static async Task<double> CouplingAsync(TexturePipeline pipeline, string[] prompts, ulong seed)
    {
        var layouts = new List<double[]>();
        foreach (var prompt in prompts) layouts.Add(Layout(await MakeAsync(pipeline, prompt, seed)));
        var pairs = from i in Enumerable.Range(0, prompts.Length) from j in Enumerable.Range(0, i) select Correlation(layouts[i], layouts[j]);
        return pairs.Average();
    }

    // Luminance of 16 x 16 squares.
    private static double[] Layout(Image image)
    {
        const int Cells = 16, Cell = Edge / Cells;
        var layout = new double[Cells * Cells];
        for (var y = 0; y < Edge; y++)
            for (var x = 0; x < Edge; x++)
            {
                var i = ((y * Edge) + x) * 3;
                layout[(y / Cell * Cells) + (x / Cell)] += (0.2126 * image.Pixels[i]) + (0.7152 * image.Pixels[i + 1]) + (0.0722 * image.Pixels[i + 2]);
            }
        return layout;
    }

    private static double Correlation(double[] a, double[] b)
    {
        var (x, y) = (a.Select(n => n - a.Average()).ToArray(), b.Select(n => n - b.Average()).ToArray());
        return x.Zip(y, (m, n) => m * n).Sum() / Math.Sqrt(x.Sum(n => n * n) * y.Sum(n => n * n));
    }
}
