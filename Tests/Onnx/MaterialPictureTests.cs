using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>The embedded model from pictures, within masks and in tiles, as other models do.</summary>
[NonParallelizable]
public class MaterialPictureTests
{
    private static readonly Image Start = ImageFiles.Read(RepositoryRoot.Combine("Tests", "Data", "Textures", "corrugatedsteel005.png")).Crop(64, 0, 128, 128);

    private static readonly TextureRequest Request = new()
    {
        Prompt = "red brick wall",
        Seed = 7,
        Steps = 4,
        Width = 128,
        Height = 128,
        Start = new() { Image = PictureSource.FromImage(Start, "steel") },
    };

    private static ModelFolder Folder => ModelFolder.Open(RepositoryRoot.Combine("Models~", "scumble-tiny"));

    [TestCase(TileMode.XY)]
    [TestCase(TileMode.X)]
    [TestCase(TileMode.None)]
    public async Task TheWeakerTheNearerToThePicture(TileMode tile)
    {
        using var backend = OnnxBackend.Create("cpu");
        using var pipeline = await TexturePipeline.OpenAsync(Folder, backend);
        var distances = new List<double>();
        foreach (var strength in new[] { 0.25, 0.75, 1 })
        {
            var result = await pipeline.GenerateAsync(Request with { Start = Request.Start with { Strength = strength }, Tile = tile });
            Assert.That(result.Maps!.All, Has.Count.EqualTo(6));
            distances.Add(Distance(result.Image, Start, 0, Start.Height));
        }
        Assert.That(distances, Is.Ordered);
        Assert.That(distances[0], Is.LessThan(0.06), "the autoencoder softens it, and it stays in its place");
        Assert.That(distances[2], Is.GreaterThan(3 * distances[0]));
    }

    [Test]
    public async Task UnderAMaskTheRestStays([Values(TileMode.XY, TileMode.None)] TileMode tile)
    {
        var mask = new Image(Start.Width, Start.Height, 1);
        mask.Pixels[..(Start.Width * Start.Height / 2)].Fill(1);
        using var backend = OnnxBackend.Create("cpu");
        using var pipeline = await TexturePipeline.OpenAsync(Folder, backend);
        var result = await pipeline.GenerateAsync(Request with { Start = Request.Start with { Mask = PictureSource.FromImage(mask, "half") }, Tile = tile });
        // Between them both meet.
        var (made, kept) = (Distance(result.Image, Start, 16, 32), Distance(result.Image, Start, 64, 80));
        Assert.That(kept, Is.LessThan(0.06));
        Assert.That(made, Is.GreaterThan(2 * kept));
    }

    [Test]
    public async Task WhatIsBlackStaysBitForBit([Values(TileMode.XY, TileMode.None)] TileMode tile, [Values(0, 4)] int feather)
    {
        var (edge, mask) = (Start.Height / 2, new Image(Start.Width, Start.Height, 1));
        mask.Pixels[..(Start.Width * edge)].Fill(1);
        using var backend = OnnxBackend.Create("cpu");
        using var pipeline = await TexturePipeline.OpenAsync(Folder, backend);
        var result = await pipeline.GenerateAsync(Request with { Start = Request.Start with { Mask = PictureSource.FromImage(mask, "half"), Feather = feather }, Tile = tile });
        // The other edge of what repeats meets the mask too.
        var end = tile == TileMode.XY ? Start.Height - feather : Start.Height;
        Assert.That(Bytes(result.Image, edge + feather, end), Is.EqualTo(Bytes(Start, edge + feather, end)));
        Assert.That(Bytes(result.Image, 0, edge), Is.Not.EqualTo(Bytes(Start, 0, edge)));

        static int[] Bytes(Image image, int first, int end) => [.. image.Crop(0, first, image.Width, end - first).Pixels.ToArray().Select(v => (int)((v * 255) + 0.5f))];
    }

    [Test]
    public async Task AMemoryBudgetCutsItIntoTilesThatNobodySees([Values(TileMode.XY, TileMode.None)] TileMode tile)
    {
        var request = Request with { Start = new(), Prompt = "mossy cobblestone", Width = 320, Height = 256, Tile = tile };
        using var backend = OnnxBackend.Create("cpu");
        using var free = await TexturePipeline.OpenAsync(Folder, backend);
        using var tight = await TexturePipeline.OpenAsync(Folder, backend, new PipelineOptions { MemoryBudgetInBytes = 60_000_000 });
        var (whole, tiled) = (await free.GenerateAsync(request), await tight.GenerateAsync(request));
        var error = whole.Maps!.All.Max(map => Distance(whole.Maps[map], tiled.Maps![map], 0, 256));
        var (step, usual) = Steps(whole.Image, tiled.Image);
        TestContext.Out.WriteLine($"mean difference {error:f5}; of neighbouring columns {usual:f5}, at most {step:f5}");
        // Its grain is another one in each tile; tones stay, and nowhere do they jump.
        Assert.That(error, Is.GreaterThan(0).And.LessThan(0.03));
        Assert.That(step, Is.LessThan(Math.Max(3 * usual, 0.5 / 255)));
    }

    private static double Distance(Image one, Image other, int firstRow, int endRow)
    {
        var (a, b) = (one.Crop(0, firstRow, one.Width, endRow - firstRow), other.Crop(0, firstRow, one.Width, endRow - firstRow));
        return a.Pixels.ToArray().Zip(b.Pixels.ToArray(), (x, y) => Math.Abs((double)x - y)).Average();
    }

    // How much the difference of two pictures changes from column to column: at the worst column, and in the mean.
    private static (double Largest, double Mean) Steps(Image one, Image other)
    {
        var columns = Enumerable.Range(1, one.Width - 1).Select(x => Enumerable.Range(0, one.Height)
            .Average(y => Math.Abs((double)one[x, y] - other[x, y] - (one[x - 1, y] - other[x - 1, y])))).ToArray();
        return (columns.Max(), columns.Average());
    }
}
