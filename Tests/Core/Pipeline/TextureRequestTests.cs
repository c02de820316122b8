using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Pipeline;
using Scumble.Sampling;

namespace Scumble.Tests.Core.Pipeline;

public class TextureRequestTests
{
    [Test]
    public void RoundTripsEveryMember()
    {
        var request = new TextureRequest
        {
            Prompt = "mossy \"cobble\" ünï",
            NegativePrompt = "snow",
            Seed = ulong.MaxValue,
            Steps = 7,
            GuidanceScale = 2.25,
            GuidanceEnd = 1.5,
            GuidanceCurve = GuidanceCurve.Cosine,
            GuidanceInterval = new(0.28, 2.9),
            GuidanceRescale = 0.7,
            Eta = 0.5,
            Sampler = "dpmpp_2m",
            Schedule = "karras",
            Width = 256,
            Height = 512,
            Tile = TileMode.Y,
            ClipSkip = 2,
            SizeCondition = new() { OriginalWidth = 640, OriginalHeight = 480, CropLeft = 3, TargetWidth = 1024 },
            NegativeSizeCondition = new() { CropTop = 5, TargetHeight = 512 },
        };
        Assert.That(TextureRequest.FromJson(request.ToJson()), Is.EqualTo(request));
    }

    [Test]
    public void LeavesDefaultsInPlace()
    {
        var request = TextureRequest.FromJson("""{"prompt":"sand"}""");
        Assert.That(request, Is.EqualTo(new TextureRequest { Prompt = "sand" }));
        Assert.That((request.NegativePrompt, request.Tile), Is.EqualTo(("", (TileMode?)null)));
        Assert.That(request.ToJson(), Does.Not.Contain("seed"));
    }

    [TestCase("""{"prompt":"a","tile":"xy","stepz":4}""", "stepz")]
    [TestCase("""{"steps":4}""", "prompt")]
    [TestCase("""{"prompt":"a","tile":"z"}""", "tile")]
    [TestCase("""{"prompt":"a","tile":9}""", "tile")]
    [TestCase("""{"prompt":"a","steps":0}""", "steps")]
    [TestCase("""{"prompt":"a","steps":100000}""", "steps")]
    [TestCase("""{"prompt":"a","width":-3}""", "width")]
    [TestCase("""{"prompt":"a","guidanceScale":-1}""", "guidanceScale")]
    [TestCase("""{"prompt":"a","guidanceEnd":101}""", "guidanceEnd")]
    [TestCase("""{"prompt":"a","guidanceCurve":"steep"}""", "guidanceCurve")]
    [TestCase("""{"prompt":"a","guidanceCurve":7}""", "guidanceCurve")]
    [TestCase("""{"prompt":"a","guidanceInterval":{"min":2,"max":1}}""", "guidanceInterval")]
    [TestCase("""{"prompt":"a","guidanceInterval":{"min":2}}""", "guidanceInterval")]
    [TestCase("""{"prompt":"a","guidanceInterval":{"min":-1,"max":1}}""", "guidanceInterval")]
    [TestCase("""{"prompt":"a","guidanceInterval":{"from":0,"max":1}}""", "from")]
    [TestCase("""{"prompt":"a","guidanceRescale":1.5}""", "guidanceRescale")]
    [TestCase("""{"prompt":"a","eta":2}""", "eta")]
    [TestCase("""{"prompt":"a","clipSkip":-1}""", "clipSkip")]
    [TestCase("""{"prompt":"a","sizeCondition":{"originalWidth":0}}""", "sizeCondition")]
    [TestCase("""{"prompt":"a","negativeSizeCondition":{"cropTop":-1}}""", "negativeSizeCondition")]
    [TestCase("""{"prompt":"a","negativePrompt":null}""", "negativePrompt")]
    [TestCase("""{"prompt":"a","strength":0}""", "strength")]
    [TestCase("""{"prompt":"a","mask":"m.png"}""", "mask")]
    [TestCase("""{"prompt":"a","image":7}""", "image")]
    [TestCase("""{"prompt":"a","classLabel":-1}""", "classLabel")]
    [TestCase("""{"prompt":"a","controls":[{"image":"x.png"}]}""", "model")]
    [TestCase("""{"prompt":"a","controls":[{"model":"c","image":"x.png","start":0.5,"end":0.2}]}""", "controls.end")]
    [TestCase("""{"prompt":"a","refiner":{"start":1}}""", "refiner.start")]
    [TestCase("""{"prompt":"a","syntax":"loose"}""", "syntax")]
    [TestCase("""["prompt"]""", "texture request")]
    [TestCase("null", "null")]
    [TestCase("{", "texture request")]
    public void RefusesWhatIsNoRequest(string json, string named)
    {
        var e = Assert.Throws<InvalidRequestException>(() => TextureRequest.FromJson(json));
        Assert.That(e!.Message, Does.Contain(named));
        Assert.That(e.Hint, Is.Not.Empty);
    }

    [Test]
    public void RefusesATenThousandWordPrompt() =>
        Assert.That(() => new TextureRequest { Prompt = string.Join(' ', Enumerable.Repeat("moss", 10_000)) }.Validate(),
            Throws.TypeOf<InvalidRequestException>().With.Message.Contains("characters"));

    [Test]
    public void RefusesGuidanceThatIsNoNumber() =>
        Assert.That(() => new TextureRequest { Prompt = "a", GuidanceScale = double.NaN }.Validate(), Throws.TypeOf<InvalidRequestException>());
}
