using System.Numerics;
using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Imaging.Scenes;

public class SceneViewTests
{
    private static readonly CpuImageOps Ops = new();

    private static readonly Staircase Scene = new(80, 60), Flat = new(80, 60, isOrthographic: true);

    private static readonly DepthConvention Reversed = new() { NearMetres = 0.1f, IsReversed = true };

    public static IEnumerable<DepthConvention> Conventions() =>
        from isReversed in new[] { false, true }
        from far in new[] { 100, float.PositiveInfinity }
        from stored in new[] { new(0, 1), DepthConvention.ClipSpace }
        select new DepthConvention { NearMetres = 0.1f, FarMetres = far, IsReversed = isReversed, Stored = stored };

    [TestCaseSource(nameof(Conventions))]
    public void EveryConventionGivesTheSameMetresRaysAndNormals(DepthConvention convention)
    {
        using var input = Scene.Seen(convention).ToInput(Ops);
        var (inverse, rays) = (CpuImageOps.ToImage(input.Depth!), input.Rays!.Value);
        var (fromDepth, drawn) = (NormalFromDepth.Create(inverse, rays), CpuImageOps.ToImage(input.Normal!));
        var (seen, alike) = (0, 0);
        Assert.Multiple(() =>
        {
            for (var y = 0; y < 60; y++)
            {
                for (var x = 0; x < 80; x++)
                {
                    var metres = Scene.Metres(x, y);
                    Assert.That(inverse[x, y], Is.EqualTo(1 / metres).Within(3e-6), $"({x}, {y})");
                    if (!float.IsFinite(metres)) continue;
                    seen++;
                    if (Enumerable.Range(0, 3).All(c => Math.Abs(fromDepth[x, y, c] - drawn[x, y, c]) < 0.03)) alike++;
                }
            }
        });
        Assert.That(alike / (double)seen, Is.GreaterThan(0.93), "normals from depth are the renderer's, but at edges");
        Assert.That(input.Notes, Is.Empty);
        Assert.That((rays.FirstX + (39.5f * rays.StepX), rays.FirstY + (29.5f * rays.StepY)), Is.EqualTo((0f, 0f)).Within(1e-6), "the middle looks straight ahead");
        Assert.That(rays.FirstY, Is.EqualTo(MathF.Tan(MathF.PI / 6) * 59 / 60).Within(1e-5), "and the top row up");
    }

    [Test]
    public void AnOrthographicCameraToo([Values] bool isReversed)
    {
        var convention = new DepthConvention { NearMetres = -4, FarMetres = 40, IsReversed = isReversed, IsOrthographic = true };
        using var input = Flat.Seen(convention).ToInput(Ops);
        var (inverse, drawn) = (CpuImageOps.ToImage(input.Depth!), CpuImageOps.ToImage(input.Normal!));
        var normal = NormalFromDepth.Create(inverse, input.Rays!.Value);
        Assert.Multiple(() =>
        {
            Assert.That(convention.MetresAt(inverse[40, 10]), Is.EqualTo(Flat.Metres(40, 10)).Within(1e-4));
            for (var c = 0; c < 3; c++) Assert.That(normal[40, 10, c], Is.EqualTo(drawn[40, 10, c]).Within(2e-3));
            Assert.That(input.Rays!.Value.DepthMetres, Is.EqualTo(44));
        });
    }

    [Test]
    public void LeftHandedCamerasFaceTheViewerToo()
    {
        // The same camera with z forward: what Direct3D's engines have.
        var right = Scene.Seen(Reversed);
        var flip = Matrix4x4.CreateScale(1, 1, -1);
        var left = right with { Camera = new SceneCamera(right.Camera.View * flip, flip * right.Camera.Projection) };
        using var one = right.ToInput(Ops);
        using var other = left.ToInput(Ops);
        Assert.That(CpuImageOps.ToImage(other.Normal!).Pixels.ToArray(), Is.EqualTo(CpuImageOps.ToImage(one.Normal!).Pixels.ToArray()).Within(1e-6f));
        Assert.That(other.Rays, Is.EqualTo(one.Rays));
        Assert.That(CpuImageOps.ToImage(one.Normal!)[40, 55, 1], Is.GreaterThan(0.9), "the floor looks up");
        Assert.That(CpuImageOps.ToImage(one.Normal!)[40, 22, 2], Is.GreaterThan(0.9), "and the wall at the viewer");
    }

    [Test]
    public void VulkansProjectionThatTurnsYLooksUpToo()
    {
        var plain = Scene.Seen(Reversed);
        var turned = plain with { Camera = new SceneCamera(plain.Camera.View, plain.Camera.Projection * Matrix4x4.CreateScale(1, -1, 1)) };
        using var one = plain.ToInput(Ops);
        using var other = turned.ToInput(Ops);
        Assert.That(other.Rays, Is.EqualTo(one.Rays));
    }

    [Test]
    public void AViewportIsCutWithItsRays()
    {
        var window = new CropWindow(10, 20, 40, 30);
        var scene = Scene.Seen(Reversed);
        using var whole = scene.ToInput(Ops);
        // The camera draws to the viewport, so that the same projection there spans fewer pixels.
        using var part = (scene with { Viewport = window }).ToInput(Ops);
        Assert.That(CpuImageOps.ToImage(part.Depth!).Pixels.ToArray(), Is.EqualTo(CpuImageOps.ToImage(whole.Depth!).Crop(10, 20, 40, 30).Pixels.ToArray()));
        Assert.That(part.Rays!.Value.StepX, Is.EqualTo(whole.Rays!.Value.StepX * 2).Within(1e-6));
        Assert.That(() => (scene with { Viewport = window with { X = 41 } }).ToInput(Ops), Throws.ArgumentException.With.Message.Contains("viewport"));
    }

    [Test]
    public void OtherSizesAreResampledWithANoteOrRefused()
    {
        var scene = Scene.Seen(Reversed);
        using var input = (scene with { Ids = SceneIds.Resize(Scene.Ids, 160, 120), Colour = new Image(40, 30, 3) }).ToInput(Ops);
        Assert.That(CpuImageOps.ToImage(input.Ids!).Pixels.ToArray(), Is.EqualTo(Scene.Ids.Pixels.ToArray()));
        Assert.That(input.Notes, Has.Count.EqualTo(2).And.All.Contains("resampled"));
        Assert.That(() => (scene with { Normal = new Image(80, 80, 3) }).ToInput(Ops), Throws.TypeOf<ScumbleException>().With.Message.Contains("80x80"));
        Assert.That(() => (scene with { Normal = new Image(80, 60, 1) }).ToInput(Ops), Throws.ArgumentException);
    }

    [Test]
    public void DepthThatCannotBeReadIsRefused()
    {
        var scene = Scene.Seen(Reversed);
        var (broken, empty, outside) = (Scene.Depth(Reversed), new Image(80, 60, 1), Scene.Depth(Reversed with { Stored = DepthConvention.ClipSpace }));
        (broken[3, 2], broken[4, 2]) = (float.NaN, float.PositiveInfinity);
        Assert.Multiple(() =>
        {
            Assert.That(() => (scene with { Depth = broken }).ToInput(Ops), Throws.TypeOf<ScumbleException>().With.Message.Contains("2 of 4800 pixels, first at (3, 2)"));
            Assert.That(() => (scene with { Depth = empty }).ToInput(Ops), Throws.TypeOf<ScumbleException>().With.Message.Contains("empty scene"));
            Assert.That(() => (scene with { Depth = outside }).ToInput(Ops), Throws.TypeOf<ScumbleException>().With.Property("Hint").Contains("ClipSpace"));
        });
    }

    [Test]
    public void WhatTheNumbersSayIsNoted()
    {
        var (wrong, flat, inside) = (Reversed with { IsReversed = false, FarMetres = 1000 }, new Image(80, 60, 1), Scene.Depth(Reversed));
        flat.Pixels.Fill(0.02f);
        var cleared = new Image(80, 60, 1);
        cleared.Pixels.Fill(1);
        inside.Pixels[..2000].Fill(0.99f);
        Assert.Multiple(() =>
        {
            Assert.That(SceneView.Notes(Scene.Depth(Reversed), Reversed), Is.Empty);
            Assert.That(SceneView.Notes(Scene.Depth(Reversed), wrong), Has.One.Contains("reversed?"));
            Assert.That(SceneView.Notes(Scene.Depth(wrong), Reversed), Has.One.Contains("not reversed?"));
            Assert.That(SceneView.Notes(flat, Reversed), Has.One.Contains("5 m everywhere").And.None.Contains("cleared"));
            Assert.That(SceneView.Notes(cleared, Reversed), Has.One.Contains("everywhere").And.Contains("cleared buffer holds whose depth is not reversed"));
            Assert.That(SceneView.Notes(inside, Reversed), Has.One.Contains("inside of geometry"));
        });
    }

    [Test]
    public void TheSameDepthEverywhereGivesPicturesOfNumbers()
    {
        var flat = new Image(80, 60, 1);
        flat.Pixels.Fill(0.02f);
        using var input = (Scene.Seen(Reversed) with { Depth = flat }).ToInput(Ops);
        Assert.That(input.Notes, Has.One.Contains("everywhere"));
        foreach (var extractor in Extractors.All)
            Assert.That(Extraction.Of(Ops, extractor, input).Pixels.ToArray(), Has.All.InRange(0f, 1f), extractor.Id);
    }

    [Test]
    public void AConventionThatIsNotTheCamerasIsRefused()
    {
        var scene = Scene.Seen(Reversed);
        Assert.Multiple(() =>
        {
            foreach (var (other, words) in new (DepthConvention, string)[]
            {
                (Reversed with { IsReversed = false }, "reversed"), (Reversed with { NearMetres = 1 }, "expected 0 and 1"), (Reversed with { FarMetres = 0.2f }, "0.2 m"),
                (Reversed with { FarMetres = 10, IsOrthographic = true }, "perspective"), (Reversed with { FarMetres = 0.05f }, "beyond"), (Reversed with { Stored = new(1, 0) }, "smaller first"),
            })
                Assert.That(() => (scene with { Convention = other }).ToInput(Ops), Throws.InstanceOf<ArgumentException>().With.Message.Contains(words));
            Assert.That(() => new SceneCamera(Matrix4x4.Identity, default), Throws.ArgumentException);
            Assert.That(() => new SceneCamera(Matrix4x4.Identity * float.NaN, Matrix4x4.Identity), Throws.ArgumentException);
        });
    }

    [Test]
    public void ARangeThatIsFixedMakesFramesAgree()
    {
        using var first = Scene.Seen(Reversed).ToInput(Ops);
        using var second = new Staircase(80, 60, new Vector3(0, 2, -3)).Seen(Reversed).ToInput(Ops);
        var range = DepthRange.Find(Ops, first)!.Value;
        Assert.That((range.NearMetres, range.FarMetres), Is.EqualTo((2.5f, 13f)).Within(1.5f));
        var (one, other) = (Extraction.Of(Ops, Extractors.Depth, first, range.Settings), Extraction.Of(Ops, Extractors.Depth, second, range.Settings));
        Assert.That(one.Pixels.ToArray(), Is.EqualTo(Extraction.Of(Ops, Extractors.Depth, first).Pixels.ToArray()).Within(1e-5f), "the range that it finds itself");
        foreach (var (image, input) in new[] { (one, first), (other, second) })
        {
            var e = CpuImageOps.ToImage(input.Depth!)[40, 40];
            var expected = (e - (1 / range.FarMetres)) / ((1 / range.NearMetres) - (1 / range.FarMetres));
            Assert.That(image[40, 40], Is.EqualTo(Math.Clamp(expected, 0, 1)).Within(1e-4));
        }
        Assert.That(() => Extraction.Of(Ops, Extractors.Depth, first, new Dictionary<string, double> { ["near"] = 5, ["far"] = 2 }), Throws.TypeOf<InvalidRequestException>());
    }

    [Test]
    public void EdgesOfTheGeometryIgnoreItsColours()
    {
        using var input = Scene.Seen(Reversed).ToInput(Ops);
        var (geometry, colours) = (Extraction.Of(Ops, Extractors.GeometryEdge, input).Pixels.ToArray().Average(), Extraction.Of(Ops, Extractors.Canny, input).Pixels.ToArray().Average());
        Assert.That(geometry, Is.InRange(0.02, 0.12));
        Assert.That(colours, Is.GreaterThan(2 * geometry), "noise has edges everywhere");
    }
}
