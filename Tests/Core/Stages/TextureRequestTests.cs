using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Stages;

public class TextureRequestTests
{
    [Test]
    public void RoundTripsEveryMember()
    {
        var request = FullRequest.Create();
        var again = TextureRequest.FromJson(request.ToJson());
        Assert.That(again, Is.EqualTo(request));
        Assert.That(again.GetHashCode(), Is.EqualTo(request.GetHashCode()));
        Assert.That(again.ToJson(), Is.EqualTo(request.ToJson()));
    }

    [Test]
    public void TheJsonIsStable() => Assert.That(FullRequest.Create().ToJson().Replace('"', '\''), Is.EqualTo(
        "{'prompt':'mossy \\u0022cobble\\u0022 \\u00FCn\\u00EF','negativePrompt':'snow','classLabel':3,'seed':18446744073709551615,'steps':7,'width':256,'height':512,'tile':'Y'," +
        "'guidance':{'scale':2.25,'end':1.5,'curve':'Cosine','interval':{'min':0.28,'max':2.9},'rescale':0.7,'trueScale':1.25,'imageScale':1.75}," +
        "'sampling':{'sampler':'dpmpp_2m','schedule':'karras','eta':0.5,'baseSteps':9,'timesteps':[999,0.1],'brownianNoise':true}," +
        $"'start':{{'image':{Named("start.png", FullRequest.Start)},'mask':{Named("mask.png", FullRequest.Mask)},'strength':0.6,'fit':'Contain','maskRule':'Latent','feather':3}}," +
        "'text':{'syntax':'Plain','encoderPrompts':['a','b'],'encoderNegativePrompts':['c'],'maxSequenceLength':77,'clipSkip':2}," +
        "'sizeCondition':{'originalWidth':640,'originalHeight':480,'cropLeft':3,'cropTop':5,'targetWidth':1024,'targetHeight':512}," +
        "'negativeSizeCondition':{'cropTop':6}," +
        $"'controls':[{{'model':'controlnet','image':{Named("edges.png", FullRequest.Edges)},'extract':{{'id':'canny','settings':[{{'name':'low','value':50}}]}},'fit':'Stretch','scale':0.5,'start':0.1,'end':0.9}}]," +
        "'refiner':{'start':0.75,'aestheticScore':7,'negativeAestheticScore':3},'approximate':true}"));

    [Test]
    public void EveryMemberCountsForEquality()
    {
        var request = FullRequest.Create();
        Assert.That(FullRequest.Create(), Is.EqualTo(request), "made anew, its lists and pictures too");
        foreach (var (member, changed) in FullRequest.Changed(request)) Assert.That(changed, Is.Not.EqualTo(request), member);
    }

    [Test]
    public void LeavesDefaultsInPlace()
    {
        var request = TextureRequest.FromJson("""{"prompt":"sand"}""");
        Assert.That(request, Is.EqualTo(new TextureRequest { Prompt = "sand" }));
        Assert.That((request.NegativePrompt, request.Tile, request.Guidance), Is.EqualTo(("", (TileMode?)null, new GuidanceRequest())));
        Assert.That(request.ToJson(), Is.EqualTo("""{"prompt":"sand","negativePrompt":""}"""));
    }

    [Test]
    public void AGroupThatIsNullOrEmptyIsTheSame()
    {
        var plain = new TextureRequest { Prompt = "sand" };
        Assert.That(plain with { Guidance = null, Sampling = null, Start = null, Text = null, NegativePrompt = null }, Is.EqualTo(plain));
        Assert.That(TextureRequest.FromJson("""{"prompt":"sand","negativePrompt":null,"guidance":null,"sampling":{},"start":{}}"""), Is.EqualTo(plain));
        Assert.That(plain with { Guidance = 4 }, Is.EqualTo(plain with { Guidance = new() { Scale = 4 } }));
    }

    [TestCase("""{"prompt":"a","tile":"xy","stepz":4}""", "stepz")]
    [TestCase("""{"prompt":"a","prompt":"b"}""", "prompt")]
    [TestCase("""{"steps":4}""", "prompt")]
    [TestCase("""{"prompt":"a","tile":"z"}""", "tile")]
    [TestCase("""{"prompt":"a","tile":9}""", "tile")]
    [TestCase("""{"prompt":"a","steps":0}""", "steps")]
    [TestCase("""{"prompt":"a","steps":100000}""", "steps")]
    [TestCase("""{"prompt":"a","width":-3}""", "width")]
    [TestCase("""{"prompt":"a","guidance":{"scale":-1}}""", "guidance.scale")]
    [TestCase("""{"prompt":"a","guidance":{"end":101}}""", "guidance.end")]
    [TestCase("""{"prompt":"a","guidance":{"curve":"steep"}}""", "guidance.curve")]
    [TestCase("""{"prompt":"a","guidance":{"curve":7}}""", "guidance.curve")]
    [TestCase("""{"prompt":"a","guidance":{"interval":{"min":2,"max":1}}}""", "guidance.interval")]
    [TestCase("""{"prompt":"a","guidance":{"interval":{"min":2}}}""", "guidance.interval")]
    [TestCase("""{"prompt":"a","guidance":{"interval":{"min":-1,"max":1}}}""", "guidance.interval")]
    [TestCase("""{"prompt":"a","guidance":{"interval":{"from":0,"max":1}}}""", "from")]
    [TestCase("""{"prompt":"a","guidance":{"rescale":1.5}}""", "guidance.rescale")]
    [TestCase("""{"prompt":"a","guidance":{"trueScale":-1}}""", "guidance.trueScale")]
    [TestCase("""{"prompt":"a","guidance":{"strenght":1}}""", "strenght")]
    [TestCase("""{"prompt":"a","sampling":{"eta":2}}""", "sampling.eta")]
    [TestCase("""{"prompt":"a","sampling":{"timesteps":[]}}""", "sampling.timesteps")]
    [TestCase("""{"prompt":"a","sampling":{"timesteps":[1],"sigmas":[1]}}""", "sampling.sigmas")]
    [TestCase("""{"prompt":"a","text":{"clipSkip":-1}}""", "text.clipSkip")]
    [TestCase("""{"prompt":"a","text":{"syntax":"loose"}}""", "text.syntax")]
    [TestCase("""{"prompt":"a","sizeCondition":{"originalWidth":0}}""", "sizeCondition")]
    [TestCase("""{"prompt":"a","negativeSizeCondition":{"cropTop":-1}}""", "negativeSizeCondition")]
    [TestCase("""{"prompt":"a","start":{"strength":0}}""", "start.strength")]
    [TestCase("""{"prompt":"a","start":{"mask":{"name":"m.png"}}}""", "start.mask")]
    [TestCase("""{"prompt":"a","start":{"image":7}}""", "texture request")]
    [TestCase("""{"prompt":"a","start":{"image":{"name":"/etc/passwd"}}}""", "/etc/passwd")]
    [TestCase("""{"prompt":"a","start":{"image":{"name":"..\\a.png"}}}""", "a.png")]
    [TestCase("""{"prompt":"a","start":{"image":{"name":".."}}}""", "..")]
    [TestCase("""{"prompt":"a","start":{"image":{"name":"a.png","sha256":"12"}}}""", "sha256")]
    [TestCase("""{"prompt":"a","start":{"image":{"name":"a.png","path":"b"}}}""", "path")]
    [TestCase("""{"prompt":"a","classLabel":-1}""", "classLabel")]
    [TestCase("""{"prompt":"a","controls":[{"image":{"name":"x.png"}}]}""", "model")]
    [TestCase("""{"prompt":"a","controls":[{"model":"../c","image":{"name":"x.png"}}]}""", "../c")]
    [TestCase("""{"prompt":"a","controls":[{"model":"c","image":{"name":"x.png"},"start":0.5,"end":0.2}]}""", "controls.end")]
    [TestCase("""{"prompt":"a","controls":[null]}""", "control")]
    [TestCase("""{"prompt":"a","refiner":{"start":1}}""", "refiner.start")]
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
        Assert.That(() => new TextureRequest { Prompt = "a", Guidance = double.NaN }.Validate(), Throws.TypeOf<InvalidRequestException>());

    [Test]
    public void FindsInputsByNameAndContent()
    {
        using var folder = new TemporaryFolder();
        var wrong = Directory.CreateDirectory(folder["wrong"]).FullName;
        var right = Directory.CreateDirectory(folder["right"]).FullName;
        Pictures.Save(Path.Combine(wrong, "start.png"), Pictures.Noise(8, 8, 3, 5));
        Pictures.Save(Path.Combine(right, "start.png"), Pictures.Noise(8, 8, 3, 6));
        var request = new TextureRequest { Prompt = "a", Start = new() { Image = PictureSource.FromFile(Path.Combine(right, "start.png")) } };
        var named = TextureRequest.FromJson(request.ToJson());
        Assert.That(request.ToJson(), Does.Not.Contain(folder.Path));
        Assert.That(() => named.Start.Image!.Read(), Throws.TypeOf<ScumbleException>().With.Message.Contains("start.png"));
        Assert.That(named.FindInputs(wrong, right).Start.Image!.Read().Pixels.SequenceEqual(request.Start.Image.Read().Pixels));
        Assert.That(() => named.FindInputs(wrong), Throws.TypeOf<ScumbleException>()
            .With.Message.Contains(Path.Combine(wrong, "start.png")).And.Message.Contains(request.Start.Image.ContentHash![..12]).And.Property("Hint").Contains("--inputs"));
        Assert.That(() => named.FindInputs(folder.Path), Throws.TypeOf<ScumbleException>().With.Message.Contains("no picture 'start.png'"));
        Assert.That(request.FindInputs([]), Is.EqualTo(request), "what is there already stays");
    }

    private static string Named(string name, Image image) => $"{{'name':'{name}','sha256':'{PictureSource.FromImage(image, name).ContentHash}'}}";
}
