using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Sampling;
using Scumble.Stages;
using Scumble.Text;

namespace Scumble.Tests.Core.Stages;

/// <summary>Requests as recipes of version 0.1.0 hold them.</summary>
public class FlatRequestTests
{
    [Test]
    public void EveryMemberStandsWhereItDoesNow()
    {
        var found = TextureRequest.FromJson("""
            {"prompt":"moss","negativePrompt":"","seed":7,"steps":2,"guidanceScale":2,"guidanceEnd":1.5,"guidanceCurve":"Cosine","guidanceInterval":{"min":0.3,"max":5},
            "guidanceRescale":0.5,"sampler":"ddim","eta":0.25,"schedule":"karras","width":64,"height":96,"tile":"X","image":"/home/me/start.png","strength":0.7,
            "mask":"C:\\pictures\\mask.png","controls":[{"model":"/models/canny/","image":"sub/edges.png","scale":0.5}],"refiner":{"start":0.7},"syntax":"Plain",
            "encoderPrompts":["a","b"],"encoderNegativePrompts":["c"],"maxSequenceLength":64,"clipSkip":1,"trueGuidanceScale":3,"classLabel":4,
            "sizeCondition":{"cropTop":1},"negativeSizeCondition":{"cropLeft":2},"baseSteps":5,"timesteps":[9,1]}
            """);
        Assert.That(found with { Start = new(), Controls = null }, Is.EqualTo(new TextureRequest
        {
            Prompt = "moss",
            Seed = 7,
            Steps = 2,
            ClassLabel = 4,
            Width = 64,
            Height = 96,
            Tile = TileMode.X,
            Guidance = new() { Scale = 2, End = 1.5, Curve = GuidanceCurve.Cosine, Interval = new(0.3, 5), Rescale = 0.5, TrueScale = 3 },
            Sampling = new() { Sampler = "ddim", Eta = 0.25, Schedule = "karras", BaseSteps = 5, Timesteps = [9, 1] },
            Text = new() { Syntax = PromptSyntax.Plain, EncoderPrompts = ["a", "b"], EncoderNegativePrompts = ["c"], MaxSequenceLength = 64, ClipSkip = 1 },
            SizeCondition = new() { CropTop = 1 },
            NegativeSizeCondition = new() { CropLeft = 2 },
            Refiner = new() { Start = 0.7 },
        }));
        Assert.That((found.Start.Image!.Name, found.Start.Mask!.Name, found.Start.Strength), Is.EqualTo(("start.png", "mask.png", 0.7)));
        Assert.That((found.Controls![0].Model.Name, found.Controls[0].Image.Name, found.Controls[0].Scale), Is.EqualTo(("canny", "edges.png", 0.5)), "no path is opened");
        Assert.That(TextureRequest.FromJson("""{"prompt":"a","sigmas":[2,1]}""").Sampling.Sigmas, Is.EqualTo(new[] { 2.0, 1 }));
    }

    [TestCase("""{"prompt":"a","guidanceScale":2,"sampling":{"eta":1}}""", "guidance.scale")]
    [TestCase("""{"prompt":"a","image":7}""", "texture request")]
    [TestCase("""{"prompt":"a","image":""}""", "file name")]
    [TestCase("""{"prompt":"a","sampler":"euler","stepz":2}""", "stepz")]
    public void RefusesWhatIsNeither(string json, string named) =>
        Assert.That(() => TextureRequest.FromJson(json), Throws.TypeOf<InvalidRequestException>().With.Message.Contains(named));
}
