using System.Numerics;
using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Contracts;

/// <summary>What a scene's camera sees.</summary>
public abstract partial class ImageOpsContract
{
    [Test]
    public void DepthIsTheProjectionTurnedRound([Values] bool isReversed, [Values] bool isInfinite, [Values] bool isClipSpace)
    {
        var (near, far) = isInfinite ? (0.3f, float.PositiveInfinity) : (0.1f, 100f);
        float[] metres = [near, 0.5f, 2, 30, 99];
        var convention = new DepthConvention { NearMetres = near, FarMetres = far, IsReversed = isReversed, Stored = isClipSpace ? DepthConvention.ClipSpace : new(0, 1) };
        var depth = new Image(metres.Length + 1, 1, 1);
        for (var i = 0; i <= metres.Length; i++)
        {
            var z = i < metres.Length ? metres[i] : (double)far;
            var d = double.IsInfinity(z) ? 1 : isInfinite ? 1 - (near / z) : far * (z - near) / (z * (far - (double)near));
            d = isReversed ? 1 - d : d;
            depth[i, 0] = (float)(isClipSpace ? (2 * d) - 1 : d);
        }
        var (found, inverse) = (_verbs.LinearDepth(depth, convention, false), _verbs.LinearDepth(depth, convention, true));
        // Depth that is not reversed, or around 0, has few digits left far away: one part in 2^24 of the depth is z / near times that of z.
        for (var i = 0; i < metres.Length; i++)
        {
            var relative = (isReversed && !isClipSpace ? 1e-6 : 1e-6 + (6e-8 * metres[i] / near)) * 2;
            Assert.That(found[i, 0], Is.EqualTo(metres[i]).Within(relative * metres[i]));
            Assert.That(inverse[i, 0], Is.EqualTo(1 / metres[i]).Within(relative / metres[i]));
        }
        Assert.That((found[metres.Length, 0], inverse[metres.Length, 0]), Is.EqualTo((float.PositiveInfinity, 0f)), "nothing was drawn at the far plane");
    }

    [Test]
    public void OrthographicDepthIsLinear([Values] bool isReversed)
    {
        var convention = new DepthConvention { NearMetres = -2, FarMetres = 8, IsReversed = isReversed, IsOrthographic = true };
        var depth = new Image(4, 1, 1);
        for (var i = 0; i < 4; i++) depth[i, 0] = isReversed ? 1 - (i * 0.25f) : i * 0.25f;
        Assert.Multiple(() =>
        {
            Assert.That(_verbs.LinearDepth(depth, convention, false).Pixels.ToArray(), Is.EqualTo(new[] { -2f, 0.5f, 3, 5.5f }).Within(1e-5f));
            Assert.That(_verbs.LinearDepth(depth, convention, true).Pixels.ToArray(), Is.EqualTo(new[] { 1f, 0.75f, 0.5f, 0.25f }).Within(1e-6f));
        });
    }

    [Test]
    public void WhatIsNoNumberWasNotDrawn()
    {
        var depth = new Image(2, 1, 1);
        (depth[0, 0], depth[1, 0]) = (float.NaN, 0.5f);
        var inverse = _verbs.LinearDepth(depth, new() { NearMetres = 1, IsReversed = true }, true);
        Assert.That(inverse.Pixels.ToArray(), Is.EqualTo(new[] { 0, 0.5f }));
    }

    [Test]
    public void APlanesNormalFollowsFromItsDepth([Values] bool isOrthographic)
    {
        // n . p = -3 for a normal that looks up, to the left and at the camera; seen along p = z (u, v, -1), or straight ahead over 20 metres.
        var (nx, ny, nz) = (-0.48f, 0.6f, 0.64f);
        var rays = isOrthographic ? new CameraRays(0.02f, -0.5f, -0.02f, 0.4f, 20) : CameraRays.Perspective(50, 40, 60);
        var inverse = new Image(50, 40, 1);
        for (var y = 0; y < 40; y++)
        {
            for (var x = 0; x < 50; x++)
            {
                var (u, v) = ((x * rays.StepX) + rays.FirstX, (y * rays.StepY) + rays.FirstY);
                inverse[x, y] = isOrthographic ? (20 - (((nx * u) + (ny * v) + 3) / nz)) / 20 : ((nx * u) + (ny * v) - nz) / -3;
            }
        }
        inverse[7, 7] = 0;
        var normal = _verbs.NormalFromDepth(inverse, rays);
        Assert.Multiple(() =>
        {
            Assert.That(new[] { normal[20, 20, 0], normal[20, 20, 1], normal[20, 20, 2] }, Is.EqualTo(new[] { (nx + 1) / 2, (ny + 1) / 2, (nz + 1) / 2 }).Within(2e-4f));
            Assert.That(new[] { normal[6, 7, 0], normal[0, 39, 1], normal[49, 39, 2] }, Is.EqualTo(new[] { (nx + 1) / 2, (ny + 1) / 2, (nz + 1) / 2 }).Within(2e-3f), "beside what was not drawn, and in the corners");
            Assert.That(new[] { normal[7, 7, 0], normal[7, 7, 1], normal[7, 7, 2] }, Is.EqualTo(new[] { 0.5f, 0.5f, 1 }));
        });
    }

    [Test]
    public void EdgesOfGeometryAreOnePixelWideAndOnWhatIsInFront()
    {
        // A box in front of a floor that runs to the horizon: the floor is linear in one over the distance, at any slope.
        var inverse = new Image(40, 32, 1);
        for (var y = 0; y < 32; y++)
            for (var x = 0; x < 40; x++)
                inverse[x, y] = x is >= 10 and < 20 && y is >= 8 and < 20 ? 0.5f : y >= 12 ? 0.02f * (y - 10) : 0;
        var edges = _verbs.GeometryEdges(inverse, null, null, 0.05f, 0.1f);
        Assert.Multiple(() =>
        {
            Assert.That(Row(edges, 15), Is.EqualTo(new[] { 10, 19 }), "the box's sides");
            Assert.That(Row(edges, 28), Is.Empty, "a floor has no edges");
            Assert.That(Row(edges, 12)[..2], Is.EqualTo(new[] { 0, 1 }), "the horizon");
            Assert.That(Row(edges, 11), Is.EqualTo(new[] { 10, 19 }), "and none of it in the sky");
        });
    }

    [Test]
    public void CreasesAndBordersAreEdgesToo()
    {
        var (normal, ids) = (new Image(20, 10, 3), new Image(20, 10, 1));
        for (var y = 0; y < 10; y++)
        {
            for (var x = 0; x < 20; x++)
            {
                // 30 degrees about the vertical in the middle.
                var turn = x < 10 ? 0 : MathF.PI / 6;
                (normal[x, y, 0], normal[x, y, 1], normal[x, y, 2]) = ((MathF.Sin(turn) + 1) / 2, 0.5f, (MathF.Cos(turn) + 1) / 2);
                ids[x, y] = x < 5 ? 16777215 : 16777214;
            }
        }
        Assert.Multiple(() =>
        {
            Assert.That(Row(_verbs.GeometryEdges(null, normal, null, 0, 1 - MathF.Cos(MathF.PI / 7)), 4), Is.EqualTo(new[] { 9 }));
            Assert.That(Row(_verbs.GeometryEdges(null, normal, null, 0, 1 - MathF.Cos(MathF.PI / 5)), 4), Is.Empty);
            Assert.That(Row(_verbs.GeometryEdges(null, null, ids, 0, 0), 4), Is.EqualTo(new[] { 4 }));
        });
    }

    [Test]
    public void ObjectsHaveColours()
    {
        var ids = new Image(300, 2, 1);
        for (var i = 0; i < ids.Pixels.Length; i++) ids.Pixels[i] = i < 300 ? i : 0xFF8000;
        var (lots, colours) = (_verbs.ColourIds(ids, false), _verbs.ColourIds(ids, true));
        var drawn = Enumerable.Range(0, 300).Select(x => (lots[x, 0, 0], lots[x, 0, 1], lots[x, 0, 2])).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(drawn[0], Is.EqualTo((0f, 0f, 0f)));
            Assert.That(drawn, Is.Unique);
            Assert.That(drawn[1..].Select(c => Math.Min(c.Item1, Math.Min(c.Item2, c.Item3))), Has.All.GreaterThan(0.18));
            Assert.That((colours[5, 1, 0], colours[5, 1, 1], colours[5, 1, 2]), Is.EqualTo((1f, 128 / 255f, 0f)));
        });
    }

    [Test]
    public void QuantilesCountWhatWasDrawn([Values(1, 3)] int channels)
    {
        var image = Pictures.Noise(101, 67, channels, 4);
        for (var i = 0; i < image.Pixels.Length; i += 3) image.Pixels[i] = i % 2 == 0 ? 0 : i % 5 == 0 ? float.PositiveInfinity : -1e9f;
        var drawn = image.Pixels.ToArray().Where(value => value > 0 && float.IsFinite(value)).Order().ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(_verbs.Quantiles(image, 0, 1), Is.EqualTo(new ValueRange(drawn[0], drawn[^1])));
            Assert.That(_verbs.Quantiles(image, 0.25f, 0.75f), Is.EqualTo(new ValueRange(drawn[(int)Math.Floor((0.25 * (drawn.Length - 1)) + 0.5)], drawn[(int)Math.Floor((0.75 * (drawn.Length - 1)) + 0.5)])));
            Assert.That(_verbs.Quantiles(new Image(9, 9, 1), 0, 1), Is.EqualTo(new ValueRange(0, 0)), "nothing drawn");
        });
    }

    [Test]
    public void APictureIsCarriedFromViewToView([Values] bool isOrthographic)
    {
        var convention = new DepthConvention { NearMetres = 0.1f, FarMetres = isOrthographic ? 30 : float.PositiveInfinity, IsReversed = true, IsOrthographic = isOrthographic };
        var (before, now) = (new Staircase(96, 72, null, isOrthographic), new Staircase(96, 72, new(0.6f, 2.3f, -0.8f), isOrthographic));
        var motion = CameraMotion.Between(now.Seen(convention).Camera, before.Seen(convention).Camera, convention, 96, 72);
        var (picture, expected, otherwise) = (Painted(before), Painted(now), new Image(96, 72, 3));
        otherwise.Pixels.Fill(-1);
        var (carried, known) = _verbs.Reproject(picture, Inverse(before), Inverse(now), otherwise, motion, 0.01f);
        var (errors, alone) = (new List<double>(), 0);
        for (var y = 0; y < 72; y++)
        {
            for (var x = 0; x < 96; x++)
            {
                Assert.That(known[x, y], Is.EqualTo(0).Or.EqualTo(1));
                if (known[x, y] == 0) Assert.That(carried[x, y, 1], Is.EqualTo(-1), "what was not seen is taken from elsewhere");
                else errors.Add(Enumerable.Range(0, 3).Max(c => Math.Abs(carried[x, y, c] - expected[x, y, c])));
                if (known[x, y] == 0) alone++;
            }
        }
        TestContext.Out.WriteLine($"{errors.Count} carried, {alone} not, mean error {errors.Average():0.0000}, {errors.Count(error => error > 0.1)} above 0.1");
        Assert.That(errors, Has.Count.GreaterThan(96 * 72 * 0.7));
        Assert.That(alone, Is.GreaterThan(100), "what was hidden, or outside");
        Assert.That(errors.Average(), Is.LessThan(0.01));
        Assert.That(errors.Count(error => error > 0.1), Is.LessThan(errors.Count / 200), "another surface");

        Image Inverse(Staircase scene) => LinearDepth.ToInverse(scene.Depth(convention), convention);

        // Colours that follow from where in the world a surface lies and which it is.
        Image Painted(Staircase scene)
        {
            var (image, inverse, camera) = (new Image(96, 72, 3), Inverse(scene), scene.Seen(convention).Camera);
            var (rays, world) = (camera.Rays(96, 72, convention), camera.ToWorld(convention));
            for (var y = 0; y < 72; y++)
            {
                for (var x = 0; x < 96; x++)
                {
                    float u = (x * rays.StepX) + rays.FirstX, v = (y * rays.StepY) + rays.FirstY, e = inverse[x, y];
                    var place = Vector3.Transform(isOrthographic ? new(u, v, (e - 1) * rays.DepthMetres) : new Vector3(u, v, -1) / e, world);
                    for (var c = 0; c < 3; c++) image[x, y, c] = e > 0 ? (0.2f * MathF.Sin(place[c])) + (0.5f * scene.Ids[x, y] / 7) : 0.9f;
                }
            }
            return image;
        }
    }

    [Test]
    public void FromAViewToItselfAPictureStaysAsItIs()
    {
        var (scene, convention) = (new Staircase(64, 48), new DepthConvention { NearMetres = 0.1f, IsReversed = true });
        var (camera, inverse) = (scene.Seen(convention).Camera, LinearDepth.ToInverse(scene.Depth(convention), convention));
        var (carried, known) = _verbs.Reproject(scene.Colour, inverse, inverse, new Image(64, 48, 3), CameraMotion.Between(camera, camera, convention, 64, 48), 0.01f);
        Assert.That(known.Pixels.ToArray(), Has.All.EqualTo(1), "the sky too");
        Assert.That(carried.Pixels.ToArray(), Is.EqualTo(scene.Colour.Pixels.ToArray()).Within(1e-3f));
        var white = new Image(64, 48, 3);
        white.Pixels.Fill(1);
        var (mixed, _) = _verbs.Reproject(scene.Colour, inverse, inverse, white, CameraMotion.Between(camera, camera, convention, 64, 48), 0.01f, 0.25f);
        Assert.That(mixed.Pixels.ToArray(), Is.EqualTo(scene.Colour.Pixels.ToArray().Select(value => 0.75f + (0.25f * value))).Within(1e-3f));
    }

    private static int[] Row(Image edges, int y) => [.. Enumerable.Range(0, edges.Width).Where(x => edges[x, y] == 1)];
}
