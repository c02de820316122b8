using NUnit.Framework;
using Scumble.Families;
using Scumble.Stages;

namespace Scumble.Tests.Core.Stages;

public class DraftTests
{
    private static readonly Draft Quick = new(Edge: 256, Steps: 2);

    private static readonly ModelDefaults Defaults = new() { Steps = 20, GuidanceScale = 7, Sampler = "euler", Schedule = "karras", Size = 512, SizeMultiple = 32, MinSize = 64, MaxSize = 2048 };

    [Test]
    public void ARequestBecomesSmallerAndShorter()
    {
        var draft = Quick.Of(new() { Prompt = "moss", Width = 1024, Height = 640 }, Defaults);
        Assert.That((draft.Width, draft.Height, draft.Steps, draft.Guidance.Scale), Is.EqualTo(((int?)256, (int?)160, (int?)2, (double?)1)));
        Assert.That(Quick.Of(new() { Prompt = "moss" }, Defaults) is { Width: 256, Height: 256 }, Is.True, "the model's own size counts");
        Assert.That(Quick.Of(new() { Prompt = "moss", Width = 2048, Height = 64 }, Defaults).Height, Is.EqualTo(64), "no smaller than the model can");
    }

    [Test]
    public void WhatIsAsQuickStaysAsItIs()
    {
        var request = new TextureRequest { Prompt = "moss", Width = 96, Height = 256, Steps = 1, Guidance = 1 };
        Assert.That(Quick.Of(request, Defaults), Is.EqualTo(request));
        var embedded = new TextureRequest { Prompt = "moss", Width = 64, Height = 64, Steps = 2, Guidance = 4 };
        Assert.That(Quick.Of(embedded, Defaults with { EmbedsGuidance = true }), Is.EqualTo(embedded));
        var own = new TextureRequest { Prompt = "moss", Steps = 2, Guidance = 1 };
        Assert.That(Quick.Of(own, Defaults with { FixedWidth = 512, FixedHeight = 512 }), Is.EqualTo(own), "a model of one size stays at it");
    }
}
