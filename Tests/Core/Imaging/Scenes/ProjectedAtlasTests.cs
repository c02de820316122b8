using System.Numerics;
using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Imaging.Scenes;

public partial class ProjectedAtlasTests
{
    private const int Width = 200, Height = 150, Edge = 2048, Columns = 7;

    private static readonly DepthConvention Convention = new() { NearMetres = 0.1f, IsReversed = true };

    private static readonly Staircase Scene = new(Width, Height), Other = new(Width, Height, new Vector3(1.5f, 2.2f, -1));

    // Of a face: its axis, and whether it is the greater side; right and up so that right x up looks outwards.
    private static readonly (Vector3 Right, Vector3 Up)[] Faces =
    [
        (Vector3.UnitX, Vector3.UnitY), (-Vector3.UnitX, Vector3.UnitY), (-Vector3.UnitZ, Vector3.UnitY), (Vector3.UnitZ, Vector3.UnitY), (Vector3.UnitX, -Vector3.UnitZ), (Vector3.UnitX, Vector3.UnitZ),
    ];

    [Test]
    public void ProjectedBakedAndDrawnFromTheSameViewItIsThePicture()
    {
        var picture = Picture(3);
        var atlas = new ProjectedAtlas(Mesh(), Edge);
        atlas.Add(View(Scene, picture));
        var (decibels, visible) = Compare(Scene, picture, atlas.Bake());
        TestContext.Out.WriteLine($"{decibels:0.0} dB over {visible} pixels, coverage {atlas.Coverage:0.00}");
        Assert.That(visible, Is.GreaterThan(Width * Height / 3));
        Assert.That(decibels, Is.GreaterThan(40));
    }

    [Test]
    public void WhatTheFirstViewCoversTheSecondDoesNotRepaint()
    {
        var (first, second) = (Plain(0.9f), Plain(0.1f));
        var atlas = new ProjectedAtlas(Mesh(), 512);
        atlas.Add(View(Scene, first));
        var once = atlas.Coverage;
        atlas.Add(View(Other, second));
        var baked = atlas.Bake(0).Pixels.ToArray().Where(value => value > 0).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(atlas.Coverage, Is.GreaterThan(once * 1.02), "it sees sides that the first did not");
            Assert.That(baked.Count(value => value > 0.89), Is.GreaterThan(baked.Length / 4), "the first is kept");
            Assert.That(baked.Count(value => value < 0.11), Is.Positive, "and the second added");
        });
    }

    [Test]
    public void WhatIsHiddenOrSeenFromBehindIsNotPainted()
    {
        var view = View(Scene, Plain(0.5f));
        Assert.Multiple(() =>
        {
            Assert.That(view.At(new Vector3(0, 0, -5), Vector3.UnitY).Weight, Is.Positive, "the floor before the stairs");
            Assert.That(view.At(new Vector3(0, 0, -5), -Vector3.UnitY).Weight, Is.Zero, "from below");
            Assert.That(view.At(new Vector3(0, 0.2f, -13), Vector3.UnitZ).Weight, Is.Zero, "the wall behind the stairs");
            Assert.That(view.At(new Vector3(-4, 2, -13), Vector3.UnitZ).Weight, Is.Positive, "the wall beside them");
            Assert.That(view.At(new Vector3(0, 0, 1), Vector3.UnitY).Weight, Is.Zero, "behind the camera");
            Assert.That(view.At(new Vector3(5.9f, 0, -1), Vector3.UnitY).Weight, Is.Zero, "outside of the picture");
        });
    }

    [Test]
    public void NoBlackSeamIsLeftBesideAChart()
    {
        var atlas = new ProjectedAtlas(Mesh(), 512);
        atlas.Add(View(Scene, Plain(0.5f)));
        var (bare, padded) = (atlas.Bake(0), atlas.Bake(4));
        var (grown, wrong) = (0, 0);
        for (var i = 0; i < bare.Pixels.Length; i++)
        {
            if (bare.Pixels[i] == 0 && padded.Pixels[i] > 0) grown++;
            if (padded.Pixels[i] > 0 && Math.Abs(padded.Pixels[i] - 0.5f) > 1e-4) wrong++;
        }
        Assert.That((grown > 3000, wrong), Is.EqualTo((true, 0)));
    }

    [Test]
    public void WhatNoViewSawKeepsItsOwnColourBesideWhatWasSeen()
    {
        // Every other chart is seen; between charts lie few texels.
        var mesh = Mesh();
        var atlas = new ProjectedAtlas(mesh, 512);
        atlas.Add(View(Scene, Plain(0.9f)));
        var (bare, baked) = (atlas.Bake(0), atlas.Bake(16, new Vector3(0.3f)));
        var (open, wrong) = (0, 0);
        for (var triangle = 0; triangle < mesh.Indices.Count / 3; triangle++)
        {
            var texels = AtlasTriangle.Of(mesh, triangle, 512).Texels(512).Select(texel => texel.Texel).ToArray();
            if (texels.Any(texel => bare.Pixels[3 * texel] > 0)) continue;
            open += texels.Length;
            wrong += texels.Count(texel => MathF.Abs(baked.Pixels[3 * texel] - 0.3f) > 1e-4f);
        }
        Assert.That(open, Is.GreaterThan(10_000));
        Assert.That(wrong, Is.LessThan(open / 100), "texels on a side that two triangles share");
    }

    [Test]
    public void CoverageSaysWhatAFurtherViewLeaves()
    {
        var atlas = new ProjectedAtlas(Mesh(), 512);
        var (floor, behind) = (Uv(0, 4, new Vector3(0, 0, -5)), Uv(1, 1, new Vector3(0, 1, -14)));
        Assert.That(atlas.CoverageAt(floor), Is.Zero);
        atlas.Add(View(Scene, Plain(0.5f)));
        Assert.Multiple(() =>
        {
            Assert.That(atlas.CoverageAt(floor), Is.InRange(0.1, 1), "seen, at a slant");
            Assert.That(atlas.CoverageAt(behind), Is.Zero, "the wall's back");
            Assert.That(atlas.CoverageAt(new Vector2(1, 1)), Is.EqualTo(1), "no triangle lies there");
        });
        var before = atlas.CoverageAt(floor);
        atlas.Add(View(Scene, Plain(0.5f)));
        Assert.That(atlas.CoverageAt(floor), Is.GreaterThan(before).Or.EqualTo(1));
    }

    [Test]
    public void PlacesThatAreNoAtlasAreNamed()
    {
        var mesh = Mesh();
        Assert.Multiple(() =>
        {
            Assert.That(mesh.AtlasFault(), Is.Null);
            Assert.That((mesh with { Uvs = null }).AtlasFault(), Does.Contain("no places"));
            Assert.That((mesh with { Uvs = [.. mesh.Uvs!.Select(uv => 4 * uv)] }).AtlasFault(), Does.Contain("outside"));
            Assert.That((mesh with { Uvs = [.. mesh.Uvs!.Select(uv => new Vector2(uv.X * Columns % 1, uv.Y * Columns % 1))] }).AtlasFault(), Does.Contain("share"), "every face in the same place");
            Assert.That((mesh with { Uvs = [.. mesh.Uvs!.Select(_ => Vector2.Zero)] }).AtlasFault(), Does.Contain("no area"));
            Assert.That((mesh with { Uvs = null }).WithCharts().AtlasFault(), Is.Null);
        });
    }

    [Test]
    public void ACameraInsideOfGeometryPaintsNothingThatIsNoNumber()
    {
        var inside = new Staircase(Width, Height, new Vector3(0, 0.2f, -8.5f));
        var atlas = new ProjectedAtlas(Mesh(), 256);
        atlas.Add(View(inside, Plain(0.5f)));
        var flat = new Image(Width, Height, 1);
        flat.Pixels.Fill(0.2f);
        atlas.Add(new ProjectedView(Scene.Seen(Convention).Camera, Convention, flat, Plain(0.5f)));
        Assert.That(atlas.Bake().Pixels.ToArray(), Has.All.InRange(0f, 0.5001f));
    }

    [Test]
    public void AMeshWithoutPlacesGetsCharts()
    {
        var bare = Mesh() with { Uvs = null };
        Assert.That(() => new ProjectedAtlas(bare, 64), Throws.ArgumentException.With.Message.Contains("WithCharts"));
        var charted = bare.WithCharts();
        var atlas = new ProjectedAtlas(charted, 1024);
        atlas.Add(View(Scene, Plain(0.5f)));
        Assert.Multiple(() =>
        {
            Assert.That(charted.Indices, Has.Count.EqualTo(bare.Indices.Count));
            Assert.That(charted.Uvs, Has.All.Matches<Vector2>(uv => uv.X is >= 0 and <= 1 && uv.Y is >= 0 and <= 1));
            Assert.That(atlas.Coverage, Is.InRange(0.1, 0.6));
            Assert.That(Scales(charted).Max() / Scales(charted).Min(), Is.EqualTo(1).Within(1e-3), "one scale for all");
            Assert.That(() => (bare with { Indices = [0, 1] }).WithCharts(), Throws.ArgumentException);
            Assert.That(() => (bare with { Indices = [0, 1, 4000] }).WithCharts(), Throws.ArgumentException);
        });
    }

    [Test]
    public void ChartsDoNotOverlap()
    {
        var charted = (Mesh() with { Uvs = null }).WithCharts();
        var owner = new int[1024 * 1024];
        for (var t = 0; t < charted.Indices.Count / 3; t++)
        {
            var (p, q, r) = (charted.Uvs![3 * t] * 1024, charted.Uvs[(3 * t) + 1] * 1024, charted.Uvs[(3 * t) + 2] * 1024);
            var (least, greatest) = (Vector2.Min(p, Vector2.Min(q, r)), Vector2.Max(p, Vector2.Max(q, r)));
            for (var y = (int)least.Y; y <= (int)greatest.Y; y++)
            {
                for (var x = (int)least.X; x <= (int)greatest.X; x++)
                {
                    var m = new Vector2(x + 0.5f, y + 0.5f);
                    var (a, b, c) = (Side(p, q, m), Side(q, r, m), Side(r, p, m));
                    if (!((a >= 0 && b >= 0 && c >= 0) || (a <= 0 && b <= 0 && c <= 0))) continue;
                    Assert.That(owner[(y * 1024) + x], Is.Zero.Or.EqualTo(t + 1), $"({x}, {y})");
                    owner[(y * 1024) + x] = t + 1;
                }
            }
        }
        Assert.That(owner.Count(one => one != 0), Is.GreaterThan(owner.Length / 4));

        static float Side(Vector2 from, Vector2 to, Vector2 at) => ((to.X - from.X) * (at.Y - from.Y)) - ((to.Y - from.Y) * (at.X - from.X));
    }

    [Test]
    public void PicturesThatDoNotFitAreRefused() => Assert.Multiple(() =>
    {
        var seen = Scene.Seen(Convention);
        var inverse = LinearDepth.ToInverse(seen.Depth, Convention);
        Assert.That(() => new ProjectedView(seen.Camera, Convention, inverse, new Image(Width, Height + 1, 3)), Throws.ArgumentException.With.Message.Contains("one size"));
        Assert.That(() => new ProjectedView(seen.Camera, Convention with { IsReversed = false }, inverse, Plain(0)), Throws.ArgumentException.With.Message.Contains("reversed"));
    });

    // Of each triangle's first side: its length in the atlas by that in the world.
    private static IEnumerable<float> Scales(SceneMesh mesh) => Enumerable.Range(0, mesh.Indices.Count / 3).Select(t =>
        Vector2.Distance(mesh.Uvs![mesh.Indices[3 * t]], mesh.Uvs[mesh.Indices[(3 * t) + 1]]) / Vector3.Distance(mesh.Positions[mesh.Indices[3 * t]], mesh.Positions[mesh.Indices[(3 * t) + 1]]));

    private static ProjectedView View(Staircase scene, Image picture)
    {
        var seen = scene.Seen(Convention);
        return new(seen.Camera, Convention, LinearDepth.ToInverse(seen.Depth, Convention), picture);
    }

    // What the atlas shows where this view saw the scene from the front, beside the picture.
    private static (double Decibels, int Visible) Compare(Staircase scene, Image picture, Image atlas)
    {
        var seen = scene.Seen(Convention);
        var rays = seen.Camera.Rays(Width, Height, Convention);
        var world = seen.Camera.ToWorld(Convention);
        var (squares, visible) = (0.0, 0);
        for (var y = 2; y < Height - 2; y++)
        {
            for (var x = 2; x < Width - 2; x++)
            {
                var metres = scene.Metres(x, y);
                if (!float.IsFinite(metres)) continue;
                var ray = new Vector3((x * rays.StepX) + rays.FirstX, (y * rays.StepY) + rays.FirstY, -1);
                var normal = (2 * new Vector3(scene.Normal[x, y, 0], scene.Normal[x, y, 1], scene.Normal[x, y, 2])) - Vector3.One;
                var place = Vector3.Transform(ray * metres, world);
                if (Vector3.Dot(normal, -Vector3.Normalize(Vector3.TransformNormal(ray, world))) < 0.1f) continue;
                var uv = Uv((int)scene.Ids[x, y] - 1, Array.FindIndex(Faces, face => Vector3.Dot(Vector3.Cross(face.Right, face.Up), normal) > 0.9f), place) * atlas.Width;
                visible++;
                for (var c = 0; c < 3; c++) squares += Math.Pow(Sample(atlas, uv.X - 0.5f, uv.Y - 0.5f, c) - picture[x, y, c], 2);
            }
        }
        return (-10 * Math.Log10(squares / (3.0 * visible)), visible);
    }

    private static float Sample(Image image, float x, float y, int c)
    {
        var (left, top) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        var (fx, fy) = (x - left, y - top);
        return ((1 - fy) * (((1 - fx) * At(0, 0)) + (fx * At(1, 0)))) + (fy * (((1 - fx) * At(0, 1)) + (fx * At(1, 1))));

        float At(int i, int j) => image[Math.Clamp(left + i, 0, image.Width - 1), Math.Clamp(top + j, 0, image.Height - 1), c];
    }

    // Each face of each box in a cell of its own, with a margin.
    private static Vector2 Uv(int box, int face, Vector3 place)
    {
        var (min, max) = Staircase.Solids[box];
        var (middle, half, (right, up)) = ((min + max) / 2, (max - min) / 2, Faces[face]);
        var (s, t) = (Vector3.Dot(place - middle, right) / Vector3.Dot(half, Vector3.Abs(right)), Vector3.Dot(place - middle, up) / Vector3.Dot(half, Vector3.Abs(up)));
        var cell = (box * 6) + face;
        return (new Vector2(cell % Columns, cell / Columns) + new Vector2(0.5f + (0.46f * s), 0.5f - (0.46f * t))) / Columns;
    }

    private static SceneMesh Mesh()
    {
        var (positions, uvs, indices) = (new List<Vector3>(), new List<Vector2>(), new List<int>());
        for (var box = 0; box < Staircase.Solids.Count; box++)
        {
            var (min, max) = Staircase.Solids[box];
            for (var face = 0; face < 6; face++)
            {
                var (right, up) = Faces[face];
                var first = positions.Count;
                foreach (var (s, t) in new[] { (-1, -1), (1, -1), (1, 1), (-1, 1) })
                {
                    var place = ((min + max) / 2) + ((max - min) / 2 * (Vector3.Cross(right, up) + (s * right) + (t * up)));
                    positions.Add(place);
                    uvs.Add(Uv(box, face, place));
                }
                foreach (var k in new[] { 0, 1, 2, 0, 2, 3 }) indices.Add(first + k);
            }
        }
        return new() { Positions = positions, Uvs = uvs, Indices = indices };
    }

    private static Image Picture(int seed)
    {
        var image = GaussianBlur.Create(Pictures.Noise(Width, Height, 3, seed), 3, TileMode.None);
        return ValueRange.Of(image).Normalize(image);
    }

    private static Image Plain(float value)
    {
        var image = new Image(Width, Height, 3);
        image.Pixels.Fill(value);
        return image;
    }
}
