using NUnit.Framework;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Stages;

public class TextureIdentityTests
{
    private static readonly TextureRequest Plain = new() { Prompt = "moss", Seed = 7 };

    [Test]
    public void EqualRequestsAreOneTexture()
    {
        var (one, another) = (Of(FullRequest.Create()), Of(FullRequest.Create()));
        Assert.That(another, Is.EqualTo(one).And.Length.EqualTo(64), "made anew");
        Assert.That(Of(TextureRequest.FromJson(FullRequest.Create().ToJson())), Is.EqualTo(one), "by JSON");
    }

    // A new hash for what did not change would make every cache miss: change this number only with the form of requests.
    [Test]
    public void ItIsTheSameOnEveryMachine() =>
        Assert.That(Of(Plain), Is.EqualTo("f59d746e7e41d637f1ef17a35ba86fe1fad9037066c6f3836c5dc86eb1bcd257"));

    [Test]
    public void EveryMemberCounts()
    {
        var (request, seen) = (FullRequest.Create(), new Dictionary<string, string>());
        seen.Add(Of(request), "unchanged");
        foreach (var (member, changed) in FullRequest.Changed(request))
            Assert.That(seen.TryAdd(Of(changed), member), $"{member} and {seen.GetValueOrDefault(Of(changed))} are one texture");
        Assert.That(seen, Has.Count.GreaterThan(40));
    }

    [Test]
    public void ModelRewritesAndVersionCount()
    {
        string[] all = [Of(Plain), Of(Plain, model: "n"), Of(Plain, version: "0.1.1"), Of(Plain, rewrites: "wrap x"), Of(Plain, rewrites: ["wrap x", "wrap y"]), Of(Plain, rewrites: ["wrap y", "wrap x"])];
        Assert.That(all, Is.Unique);
    }

    [Test]
    public void NamesOfPicturesDoNotCount()
    {
        TextureRequest With(string name) => Plain with { Start = new() { Image = PictureSource.FromImage(FullRequest.Start, name) } };
        Assert.That(With("a.png").ToJson(), Is.Not.EqualTo(With("b.png").ToJson()));
        Assert.That(Of(With("a.png")), Is.EqualTo(Of(With("b.png"))));
    }

    [Test]
    public void WhatIsLeftOpenHasNone()
    {
        Assert.That(() => Of(Plain with { Seed = null }), Throws.ArgumentException.With.Message.Contains("seed"));
        Assert.That(() => Of(TextureRequest.FromJson("""{"prompt":"a","seed":1,"start":{"image":{"name":"x.png"}}}""")), Throws.ArgumentException.With.Message.Contains("x.png"));
    }

    private static string Of(TextureRequest request, string model = "m", string version = "0.1.0", params string[] rewrites) => TextureIdentity.Of(request, model, rewrites, version);
}
