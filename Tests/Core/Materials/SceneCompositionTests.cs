using System.Numerics;
using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Materials;

public class SceneCompositionTests
{
    private const int Width = 240, Height = 180;

    private static readonly DepthConvention Convention = new() { NearMetres = 0.1f, IsReversed = true };

    private static readonly Vector3 Here = new(0, 2, 0), Moved = new(1.2f, 2.4f, -1);

    [Test]
    public void EdgesLineUpWithTheGeometryAndMoveWithTheCamera()
    {
        var (one, other) = (new Staircase(Width, Height, Here), new Staircase(Width, Height, Moved));
        var (edges, moved) = (EdgesOf(one), EdgesOf(other));
        var (found, foundMoved) = (Drawn(Composed(one)), Drawn(Composed(other)));
        TestContext.Out.WriteLine($"F1 {EdgeScore.F1(found, edges):0.000}, moved {EdgeScore.F1(foundMoved, moved):0.000}; of the other view {EdgeScore.F1(found, moved):0.000}");
        Assert.Multiple(() =>
        {
            Assert.That(EdgeScore.F1(found, edges), Is.GreaterThan(0.8));
            Assert.That(EdgeScore.F1(foundMoved, moved), Is.GreaterThan(0.8));
            Assert.That(EdgeScore.F1(found, moved), Is.LessThan(0.45));
        });
    }

    [Test]
    public void EdgesStayVisibleWhereMaterialsAreAlike()
    {
        var scene = new Staircase(Width, Height, Here);
        var same = Plain(0.5f, 0.5f, 0.5f);
        var (with, without) = (Composition(scene).Compose(new Dictionary<int, MaterialMaps>(), same), (Composition(scene) with { EdgeStrength = 0 }).Compose(new Dictionary<int, MaterialMaps>(), same));
        var edges = EdgesOf(scene);
        Assert.That(EdgeScore.F1(Drawn(with), edges), Is.GreaterThan(EdgeScore.F1(Drawn(without), edges)));
    }

    [Test]
    public void EachObjectHasItsMaterialInItsPlaceInTheWorld()
    {
        // Seen from elsewhere, a place of the floor shows the same place of its material.
        var (one, other) = (new Staircase(Width, Height, Here), new Staircase(Width, Height, Here + new Vector3(0.5f, 0, 0)));
        var ramp = new Image(64, 64, 3);
        for (var y = 0; y < 64; y++)
            for (var x = 0; x < 64; x++) (ramp[x, y, 0], ramp[x, y, 1], ramp[x, y, 2]) = (Math.Abs((x + 0.5f) - 32) / 32, Math.Abs((y + 0.5f) - 32) / 32, 0.2f);
        var materials = new Dictionary<int, MaterialMaps> { [1] = Material(ramp) };
        var (first, second) = (Lit(one).Compose(materials, Plain(0, 0, 0)), Lit(other).Compose(materials, Plain(0, 0, 0)));
        var (compared, tangent) = (0, MathF.Tan(MathF.PI / 6));
        Matrix4x4.Invert(one.View, out var world);
        for (var x = 20; x < Width - 20; x += 3)
        {
            // The pixel of the second view that shows what this one shows.
            var (y, z) = (Height - 30, one.Metres(x, Height - 30));
            var (u, v) = (((2 * (x + 0.5f) / Width) - 1) * tangent * Width / Height, (1 - (2 * (y + 0.5f) / Height)) * tangent);
            var seen = Vector3.Transform(Vector3.Transform(new Vector3(u, v, -1) * z, world), other.View);
            var (there, row) = ((int)MathF.Floor((1 + (seen.X / -seen.Z / tangent * Height / Width)) * Width / 2), (int)MathF.Floor((1 - (seen.Y / -seen.Z / tangent)) * Height / 2));
            if (there < 0 || there >= Width || one.Ids[x, y] != 1 || other.Ids[there, row] != 1 || first[x, y, 0] is < 0.25f or > 0.8f || first[x, y, 1] is < 0.25f or > 0.8f) continue;
            compared++;
            for (var c = 0; c < 2; c++) Assert.That(second[there, row, c], Is.EqualTo(first[x, y, c]).Within(0.08), $"{x} and {there}");
        }
        Assert.That(compared, Is.GreaterThan(5));
    }

    [TestCase(0)]
    [TestCase(90)]
    [TestCase(180)]
    [TestCase(270)]
    public void LettersAreNotMirroredOnAnySideOfAHouse(float degrees)
    {
        // A wall one tile wide, seen from the front; its material is black on the left and white on the right.
        var halves = new Image(64, 64, 3);
        for (var y = 0; y < 64; y++)
            for (var x = 32; x < 64; x++) (halves[x, y, 0], halves[x, y, 1], halves[x, y, 2]) = (1, 1, 1);
        var depth = new Image(64, 64, 1);
        depth.Pixels.Fill(1);
        var wall = new SceneComposition { Depth = depth, Rays = new(1 / 64f, 0.5f / 64, -1 / 64f, 0), TileMetres = 1, World = Matrix4x4.CreateTranslation(0, 0, 1) * Matrix4x4.CreateRotationY(degrees * MathF.PI / 180) };
        var picture = wall.Compose(new Dictionary<int, MaterialMaps>(), Material(halves));
        Assert.That(picture[48, 32, 0], Is.GreaterThan(picture[16, 32, 0] + 0.2f));
    }

    [Test]
    public void NothingDrawnIsBackgroundAndSizesMustAgree()
    {
        var scene = new Staircase(Width, Height, Here);
        var picture = Composed(scene);
        var background = new SceneLight().Background;
        Assert.That(float.IsInfinity(scene.Metres(2, 2)));
        for (var c = 0; c < 3; c++) Assert.That(picture[2, 2, c], Is.EqualTo(Srgb.FromLinear(background[c])).Within(1e-6));
        Assert.That(() => (Composition(scene) with { Edges = new Image(3, 3, 1) }).Compose(new Dictionary<int, MaterialMaps>(), Plain(1, 1, 1)), Throws.ArgumentException.With.Message.Contains("3x3"));
    }

    private static Image Composed(Staircase scene) => Composition(scene).Compose(
        Enumerable.Range(1, Staircase.Steps + 2).ToDictionary(id => id, id => Plain(0.2f + (0.3f * (id % 3)), 0.2f + (0.5f * (id % 2)), 0.4f)), Plain(0.5f, 0.5f, 0.5f));

    private static SceneComposition Composition(Staircase scene)
    {
        using var input = scene.Seen(Convention).ToInput(new CpuImageOps());
        return new()
        {
            Depth = CpuImageOps.ToImage(input.Depth!),
            Rays = input.Rays!.Value,
            World = scene.Seen(Convention).Camera.ToWorld(Convention),
            Normal = CpuImageOps.ToImage(input.Normal!),
            Ids = CpuImageOps.ToImage(input.Ids!),
            Edges = EdgesOf(scene),
        };
    }

    // By light from everywhere alone, so that colours are those of the material.
    private static SceneComposition Lit(Staircase scene) => Composition(scene) with
    {
        EdgeStrength = 0,
        Light = new() { SunColour = Vector3.Zero, Sky = Vector3.One, Ground = Vector3.One },
    };

    private static Image EdgesOf(Staircase scene)
    {
        using var input = scene.Seen(Convention).ToInput(new CpuImageOps());
        return Extraction.Of(new CpuImageOps(), Extractors.GeometryEdge, input);
    }

    private static Image Drawn(Image picture) => Extraction.Of(Extractors.Canny, picture, new Dictionary<string, double> { ["low"] = 60, ["high"] = 120 });

    private static MaterialMaps Plain(float red, float green, float blue)
    {
        var image = Pictures.Noise(32, 32, 3, 4);
        for (var i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = (i % 3 == 0 ? red : i % 3 == 1 ? green : blue) + (0.02f * (image.Pixels[i] - 0.5f));
        return Material(image);
    }

    private static MaterialMaps Material(Image colour) => new(new Dictionary<MaterialMap, Image> { [MaterialMap.BaseColor] = colour });
}
