using System.Numerics;
using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Imaging.Scenes;

public class ViewHistoryTests
{
    private const int Width = 48, Height = 36;

    private static readonly DepthConvention Convention = new() { NearMetres = 0.1f, IsReversed = true };

    private readonly CpuImageOps _ops = new();

    [Test]
    public void TheFirstFrameIsFreshAndWhatWasKeptGoesOn()
    {
        using var history = new ViewHistory(_ops, Width, Height);
        var (first, second) = (At(Vector3.Zero), At(new(0.2f, 0, -0.3f)));
        Assert.That(Carry(history, first, 0.25f), Has.All.EqualTo(0.25f));
        Assert.That(Down(history.Known), Has.All.EqualTo(0));
        Keep(history, 0.75f);
        var carried = Carry(history, second, 0.25f);
        Assert.That(carried.Count(value => Math.Abs(value - 0.75f) < 1e-6), Is.GreaterThan(carried.Length * 0.8));
        Assert.That(carried, Has.Some.EqualTo(0.25f), "what comes into the view");
        Assert.That(Down(history.Known).Sum() * 3, Is.EqualTo(carried.Count(value => Math.Abs(value - 0.75f) < 1e-6)));

        // A frame that became nothing leaves what was kept before.
        Assert.That(Carry(history, first, 0.25f), Has.All.EqualTo(0.75f).Within(1e-6f));
        Assert.That(Carry(history, first, 0.25f, share: 0.5f), Has.All.EqualTo(0.5f).Within(1e-6f));
        history.Forget();
        Assert.That(Carry(history, first, 0.25f), Has.All.EqualTo(0.25f));
    }

    [Test]
    public void WhatDoesNotFitIsRefused()
    {
        using var history = new ViewHistory(_ops, Width, Height);
        using var view = new Staircase(Width + 1, Height).Seen(Convention).ToInput(_ops);
        using var fresh = Plain(0);
        using var without = new ExtractorInput { Photograph = fresh };
        var camera = At(Vector3.Zero).Seen(Convention).Camera;
        Assert.That(() => history.See(view, camera), Throws.ArgumentException.With.Message.Contains("expected [36, 48, 1]"));
        Assert.That(() => history.See(without, camera), Throws.ArgumentException.With.Message.Contains("depth"));
        Assert.That(() => history.Blend(fresh, 1), Throws.InvalidOperationException);
        Assert.That(() => history.Keep(fresh), Throws.InvalidOperationException);
        using var fit = At(Vector3.Zero).Seen(Convention).ToInput(_ops);
        history.See(fit, camera);
        Assert.That(() => history.Blend(fresh, 1.5f), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => history.Keep(fit.Depth!), Throws.ArgumentException.With.Message.Contains("expected [36, 48, 3]"));
    }

    private static Staircase At(Vector3 moved) => new(Width, Height, new Vector3(0, 2, 0) + moved);

    private float[] Carry(ViewHistory history, Staircase scene, float value, float share = 1)
    {
        var seen = scene.Seen(Convention);
        using var view = seen.ToInput(_ops);
        using var fresh = Plain(value);
        history.See(view, seen.Camera);
        history.Blend(fresh, share);
        return Down(fresh);
    }

    private void Keep(ViewHistory history, float value)
    {
        using var picture = Plain(value);
        history.Keep(picture);
    }

    private Tensor Plain(float value)
    {
        var image = new Image(Width, Height, 3);
        image.Pixels.Fill(value);
        return image.Upload(_ops.Tensors);
    }

    private float[] Down(Tensor tensor) => Image.Download(_ops.Tensors, tensor).Pixels.ToArray();
}
