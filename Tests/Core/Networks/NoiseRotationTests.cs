using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Networks;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Networks;

public class NoiseRotationTests
{
    private const string Told = "encoder_hidden_states";

    private static readonly CpuTensorOps Ops = new();

    private static readonly TensorShape Latent = new(1, 2, 1, 3);

    private static readonly TensorPort[] Ports =
        [new("sample", ElementType.Float32, [-1, 2, -1, -1]), new(Told, ElementType.Float32, [-1, -1, 2]), new(">out_sample", ElementType.Float32, [-1, 2, -1, -1])];

    // By 90 degrees where the prompt's first number is 1, by none where it is 0.
    [Test]
    public void NoiseIsTheSeedsTurnedAsThePromptSays()
    {
        using var seeded = Filled(7, 3, 1);
        float[] turned = [.. seeded.Span[3..].ToArray().Select(n => -n), .. seeded.Span[..3]];
        using var target = new CpuTensor<float>(Latent);
        var session = Turning();
        using (var rotation = new NoiseRotation(Ops, session, Latent))
        {
            Set(rotation, 1);
            rotation.Fill(target, 2, 7, 3);
            Assert.That(target.Span.ToArray(), Is.EqualTo(turned.Select(n => 2 * n)).Within(1e-6));
            rotation.Add(target, 0.5, 7, 3);
            Assert.That(target.Span.ToArray(), Is.EqualTo(turned.Select(n => 2.5f * n)).Within(1e-6));
            Set(rotation, 0);
            rotation.Fill(target, 1, 7, 3);
            Assert.That(target.Span.ToArray(), Is.EqualTo(seeded.Span.ToArray()));
            rotation.Fill(target, 1, 8, 3);
            Assert.That(target.Span.ToArray(), Is.Not.EqualTo(seeded.Span.ToArray()), "another seed");
        }
        Assert.That(session.OpenBindings, Is.Zero);
    }

    [Test]
    public void SignsAreTheSeedsOwn()
    {
        using var expected = new CpuTensor<float>(Latent);
        using var found = new CpuTensor<float>(Latent);
        Ops.Noise.FillSigns(expected, 5, 1);
        using var rotation = new NoiseRotation(Ops, Turning(), Latent);
        Set(rotation, 1);
        rotation.FillSigns(found, 5, 1);
        Assert.That(found.Span.ToArray(), Is.EqualTo(expected.Span.ToArray()));
    }

    [Test]
    public void AGraphOfAnotherKindIsRefused()
    {
        var session = new FakeSession(_ => { }, Ports[0], new(">features", ElementType.Float32, [-1]));
        Assert.That(() => new NoiseRotation(Ops, session, Latent), Throws.TypeOf<ScumbleException>().With.Message.Contains("out_sample").And.Message.Contains("features"));
    }

    private static FakeSession Turning() => new(bound =>
    {
        var from = ((CpuTensor<float>)bound["sample"]).Span;
        var to = ((CpuTensor<float>)bound[">out_sample"]).Span;
        from.CopyTo(to);
        if (((CpuTensor<float>)bound[Told]).Span[0] == 0) return;
        for (var i = 0; i < 3; i++) (to[i], to[3 + i]) = (-from[3 + i], from[i]);
    }, Ports);

    private static void Set(NoiseRotation rotation, float first)
    {
        using var told = new Conditioning();
        told.AddOwned(Told, new CpuTensor<float>(new TensorShape(1, 1, 2), [first, 5]));
        told.AddNumber(Ops, "guidance", 3);
        rotation.Set(told);
    }

    private static CpuTensor<float> Filled(ulong seed, uint stream, double scale)
    {
        var noise = new CpuTensor<float>(Latent);
        Ops.Noise.Fill(noise, scale, seed, stream);
        return noise;
    }
}
