using System.Numerics;
using NUnit.Framework;
using Scumble.Imaging;

namespace Scumble.Tests.Core.Imaging.Scenes;

public partial class ProjectedAtlasTests
{
    [Test]
    public void PaintDoesNotRunIntoAnOpenChart()
    {
        // Two charts side by side, of which the camera sees one.
        var mesh = new SceneMesh
        {
            Positions = [new(-1, -1, -4), new(1, -1, -4), new(1, 1, -4), new(-1, -1, 4), new(1, 1, 4), new(1, -1, 4)],
            Indices = [0, 1, 2, 3, 4, 5],
            Uvs = [new(0.1f, 0.9f), new(0.45f, 0.9f), new(0.45f, 0.1f), new(0.55f, 0.1f), new(0.55f, 0.9f), new(0.9f, 0.9f)],
        };
        var camera = SceneCamera.Perspective(Matrix4x4.Identity, 60, 1, Convention);
        var (depth, picture) = (new Image(64, 64, 1), new Image(64, 64, 3));
        depth.Pixels.Fill(0.25f);
        picture.Pixels.Fill(1);
        var atlas = new ProjectedAtlas(mesh, 100);
        atlas.Add(new ProjectedView(camera, Convention, depth, picture));
        var row = Enumerable.Range(0, 100).Select(x => atlas.Bake(20, new Vector3(0.5f))[x, 80, 0]).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(row[20..49], Has.All.EqualTo(1).Within(1e-4), "painted, and half of the way to the other");
            Assert.That(row[51..90], Has.All.EqualTo(0.5f), "open, and the other half");
        });
    }

    [Test]
    public void WhatPaintsOverTakesThePlaceOfWhatWasPainted()
    {
        var atlas = new ProjectedAtlas(Mesh(), 512);
        var painted = atlas.Add(View(Scene, Plain(0.9f)));
        var again = atlas.Add(View(Scene, Plain(0.1f)));
        var covered = atlas.Bake(0).Pixels.ToArray().Count(value => value > 0.89);
        var coverage = atlas.Coverage;
        var over = atlas.Add(View(Scene, Plain(0.1f)), isOver: true);
        var baked = atlas.Bake(0).Pixels.ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(again, Is.LessThan(0.7 * painted), "only what it saw at a slant is still open in part");
            Assert.That(over, Is.EqualTo(painted));
            Assert.That(atlas.Coverage, Is.EqualTo(coverage));
            Assert.That(baked.Max(), Is.LessThanOrEqualTo(0.9f + 1e-4f));
            Assert.That(baked.Count(value => Math.Abs(value - 0.1f) < 1e-4), Is.GreaterThan(covered / 2), "what is seen from the front is only the new picture's");
            Assert.That(baked.Count(value => value > 0.89), Is.LessThan(covered / 10));
        });
    }

    [Test]
    public void OnlyTrianglesThatTakePaintAreTold()
    {
        var (all, even, odd) = (new ProjectedAtlas(Mesh(), 256), new ProjectedAtlas(Mesh(), 256), new ProjectedAtlas(Mesh(), 256));
        var (painted, ofEven, ofOdd) = (all.Add(View(Scene, Plain(0.5f))), even.Add(View(Scene, Plain(0.5f)), takes: triangle => triangle % 2 == 0), odd.Add(View(Scene, Plain(0.5f)), takes: triangle => triangle % 2 == 1));
        Assert.That((ofEven > 0, ofOdd > 0, ofEven + ofOdd), Is.EqualTo((true, true, painted)));
    }

    [Test]
    public void WhatIsOpenedIsPaintedAnew()
    {
        var (atlas, odd) = (new ProjectedAtlas(Mesh(), 256), new ProjectedAtlas(Mesh(), 256));
        atlas.Add(View(Scene, Plain(0.9f)));
        odd.Add(View(Scene, Plain(0.9f)), takes: triangle => triangle % 2 == 1);
        atlas.Open(triangle => triangle % 2 == 0);
        Assert.That(atlas.Bake().Pixels.ToArray(), Is.EqualTo(odd.Bake().Pixels.ToArray()));
        atlas.Add(View(Scene, Plain(0.1f)), takes: triangle => triangle % 2 == 0);
        var baked = atlas.Bake(0).Pixels.ToArray();
        Assert.That((baked.Any(value => value > 0.89), baked.Any(value => value is > 0.05f and < 0.11f)), Is.EqualTo((true, true)));
    }

    [Test]
    public void ACopyIsAStateToComeBackTo()
    {
        var atlas = new ProjectedAtlas(Mesh(), 256);
        atlas.Add(View(Scene, Plain(0.9f)));
        var (before, copy) = (atlas.Bake().Pixels.ToArray(), atlas.Copy());
        copy.Add(View(Other, Plain(0.1f)));
        Assert.Multiple(() =>
        {
            Assert.That(copy.Edge, Is.EqualTo(256));
            Assert.That(copy.Coverage, Is.GreaterThan(atlas.Coverage));
            Assert.That(atlas.Bake().Pixels.ToArray(), Is.EqualTo(before));
            Assert.That(atlas.Copy().Bake().Pixels.ToArray(), Is.EqualTo(before));
        });
    }
}
