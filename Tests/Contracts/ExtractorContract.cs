using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Contracts;

/// <summary>What every extractor of the catalogue must do on every device, and that a device's picture is the host's. A device's tests derive from this.</summary>
public abstract class ExtractorContract
{
    /// <summary>Of kernels whose twins agree within a few units in the last place, of values 0..1 that were stretched.</summary>
    private const float Tolerance = 2e-5f;

    private static readonly DepthConvention Convention = new() { NearMetres = 0.1f, IsReversed = true };

    private static readonly Staircase Scene = new(96, 72, isBumpy: true);

    private IImageOps _ops = null!;

    public static IEnumerable<Extractor> All => Extractors.All;

    protected abstract IImageOps CreateOps();

    [SetUp]
    public void SetUp() => _ops = CreateOps();

    [TearDown]
    public void TearDown() => (_ops as IDisposable)?.Dispose();

    [TestCaseSource(nameof(All))]
    public void ItSaysWhatItIs(Extractor extractor) => Assert.Multiple(() =>
    {
        Assert.That(Extractors.Get(extractor.Id), Is.SameAs(extractor));
        Assert.That(extractor.Id, Does.Match("^[a-z][a-z_]*$"));
        Assert.That(extractor.Aliases[0], Is.EqualTo(extractor.Id));
        Assert.That(extractor.Aliases, Is.Unique);
        Assert.That(extractor.Name, Is.Not.Empty);
        Assert.That(extractor.Method, Is.Not.Empty);
        Assert.That(extractor.Reads, Is.Not.Empty.And.All.Not.EqualTo(ExtractorReads.None));
        Assert.That(extractor.Channels, Is.AnyOf(1, 3));
        foreach (var parameter in extractor.Parameters)
        {
            Assert.That(parameter.Default, Is.InRange(parameter.Min, parameter.Max), parameter.Name);
            Assert.That(parameter.Description, Does.EndWith("."), parameter.Name);
        }
    });

    [TestCase("near", 1000, 1)]
    [TestCase("far", 0.2, 0)]
    public void WhereAllLiesOnOneSideOfAFixedEndTheDepthIsPlain(string end, double metres, float expected)
    {
        using var input = Scene.Seen(Convention).ToInput(_ops);
        var (depth, picture) = (Image.Download(_ops.Tensors, input.Depth!), Extraction.Of(_ops, Extractors.Depth, input, new Dictionary<string, double> { [end] = metres }));
        var drawn = picture.Pixels.ToArray().Where((_, i) => depth.Pixels[i] > 0).ToArray();
        Assert.That(drawn, Is.Not.Empty.And.All.EqualTo(expected));
    }

    [TestCaseSource(nameof(All))]
    public void ThePictureIsTheHosts(Extractor extractor)
    {
        foreach (var reads in extractor.Reads)
        {
            var (found, expected) = (Picture(_ops, extractor, reads), Picture(new CpuImageOps(), extractor, reads));
            Assert.That(found.Pixels.ToArray(), Is.EqualTo(expected.Pixels.ToArray()).Within(Tolerance), $"{extractor.Id} of {reads}");
            Assert.That(found.Pixels.ToArray(), Is.All.InRange(0, 1));
            Assert.That(ValueRange.Of(found).Max - ValueRange.Of(found).Min, Is.GreaterThan(0.3), "shows something");
        }
    }

    [TestCaseSource(nameof(All))]
    public void EverySettingCounts(Extractor extractor)
    {
        var reads = extractor.Reads[0] == ExtractorReads.Depth && extractor.Id == "geometry_edge" ? ExtractorReads.Depth | ExtractorReads.Normal : extractor.Reads[0];
        var plain = Picture(_ops, extractor, reads).Pixels.ToArray();
        foreach (var parameter in extractor.Parameters)
        {
            var value = parameter.Default == parameter.Min ? Math.Min(parameter.Max, parameter.Min + 4) : parameter.Min + ((parameter.Default - parameter.Min) / 4);
            var settings = new Dictionary<string, double> { [parameter.Name] = parameter.IsWhole ? Math.Floor(value) : value };
            if (parameter.Name == "low") settings["high"] = 101;
            Assert.That(Picture(_ops, extractor, reads, settings).Pixels.ToArray(), Is.Not.EqualTo(plain).Using<float[]>((a, b) => a.AsSpan().SequenceEqual(b)), parameter.Name);
            foreach (var outside in new[] { parameter.Min - 1, parameter.Max + 1, double.NaN })
                Assert.That(() => new Extraction(_ops, extractor, new Dictionary<string, double> { [parameter.Name] = outside }), Throws.TypeOf<InvalidRequestException>().With.Message.Contains(parameter.Name));
            if (parameter.IsWhole)
                Assert.That(() => new Extraction(_ops, extractor, new Dictionary<string, double> { [parameter.Name] = parameter.Min + 0.5 }), Throws.TypeOf<InvalidRequestException>().With.Message.Contains("whole"));
        }
        Assert.That(() => new Extraction(_ops, extractor, new Dictionary<string, double> { ["lwo"] = 1 }), Throws.TypeOf<InvalidRequestException>().With.Message.Contains("'lwo'"));
    }

    [TestCaseSource(nameof(All))]
    public void RunAfterRunDependsOnlyOnItsInput(Extractor extractor)
    {
        using var extraction = new Extraction(_ops, extractor);
        var expected = Picture(_ops, extractor, extractor.Reads[0]).Pixels.ToArray();
        using var input = Scene.Seen(Convention).ToInput(_ops);
        using var other = new Staircase(40, 30).Seen(Convention).ToInput(_ops);
        using var only = Only(input, extractor.Reads[0]);
        using var another = Only(other, extractor.Reads[0]);
        foreach (var one in new[] { only, another, only })
        {
            var shape = one.Any!.Shape;
            using var target = _ops.Tensors.Create(new(shape[0], shape[1], extractor.Channels), ElementType.Float32);
            extraction.Run(target, one);
            if (one != only) continue;
            var values = new float[target.Shape.ElementCount];
            _ops.Tensors.Download(target, values);
            Assert.That(values, Is.EqualTo(expected));
        }
    }

    [TestCaseSource(nameof(All))]
    public void WhatIsMissingOrDoesNotFitIsSaid(Extractor extractor)
    {
        using var input = Scene.Seen(Convention).ToInput(_ops);
        using var nothing = new ExtractorInput();
        using var target = _ops.Tensors.Create(new(72, 96, extractor.Channels), ElementType.Float32);
        using var small = _ops.Tensors.Create(new(71, 96, extractor.Channels), ElementType.Float32);
        using var four = _ops.Tensors.Create(new(72, 96, 4), ElementType.Float32);
        using var extraction = new Extraction(_ops, extractor);
        var unread = Enum.GetValues<ExtractorReads>().Where(reads => reads != 0 && !extractor.Reads.Contains(reads)).Aggregate((a, b) => a | b);
        using var wrong = Only(input, unread);
        Assert.Multiple(() =>
        {
            Assert.That(() => extraction.Run(target, nothing), Throws.TypeOf<InvalidRequestException>().With.Message.Contains(extractor.Id));
            Assert.That(() => extraction.Run(target, wrong), Throws.TypeOf<InvalidRequestException>().With.Message.Contains($"{extractor.Reads[0]}".ToLowerInvariant()));
            Assert.That(() => extraction.Run(small, input), Throws.ArgumentException);
            Assert.That(() => extraction.Run(four, input), Throws.ArgumentException);
        });
    }

    [TestCaseSource(nameof(All))]
    public void OfATileItIsATile(Extractor extractor)
    {
        if (!extractor.ReadsPhotograph) Assert.Ignore("It knows no tiles: a camera's view does not repeat.");
        var photograph = GaussianBlur.Create(Pictures.Noise(64, 48, 3, 5), 2, TileMode.XY);
        var (expected, found) = (Picture(photograph), Picture(Pictures.Roll(photograph, 13, 29)));
        Assert.That(found.Pixels.ToArray(), Is.EqualTo(Pictures.Roll(expected, 13, 29).Pixels.ToArray()).Within(Tolerance));

        Image Picture(Image image)
        {
            using var tensor = _ops.Tensors.Create(new(48, 64, 3), ElementType.Float32);
            _ops.Tensors.Upload(tensor, image.Pixels);
            using var input = new ExtractorInput { Photograph = tensor };
            return Extraction.Of(_ops, extractor, input, extractor.Id == "canny" ? new Dictionary<string, double> { ["low"] = 10, ["high"] = 20 } : null, TileMode.XY);
        }
    }

    private static Image Picture(IImageOps ops, Extractor extractor, ExtractorReads reads, IReadOnlyDictionary<string, double>? settings = null)
    {
        using var input = Scene.Seen(Convention).ToInput(ops);
        using var only = Only(input, reads);
        return Extraction.Of(ops, extractor, only, settings);
    }

    private static ExtractorInput Only(ExtractorInput input, ExtractorReads reads) => new()
    {
        Photograph = reads.HasFlag(ExtractorReads.Photograph) ? input.Photograph : null,
        Depth = reads.HasFlag(ExtractorReads.Depth) ? input.Depth : null,
        Normal = reads.HasFlag(ExtractorReads.Normal) ? input.Normal : null,
        Ids = reads.HasFlag(ExtractorReads.Ids) ? input.Ids : null,
        Convention = input.Convention,
        Rays = input.Rays,
    };
}
