using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Nodes;
using Scumble.Output;
using Scumble.Stages;

namespace SceneToConcept;

/// <summary>
/// A height that an artist drew, followed by a material without a network that reads heights: the material that the prompt alone gives tells which colour lies how
/// high, the drawn height in those colours is what the model starts from, and the height is pressed into what it made of that. The model's encoder is given colours
/// and no height: how far its own heights follow depends on whether it knows what lies on such colours.
/// </summary>
/// <param name="height">[n, n, 1], 0 is the deepest.</param>
internal sealed class Relief(Image height)
{
    /// <summary>How much of the start may change, and how much of the height is the drawn one in the end.</summary>
    private const double Strength = 0.35;

    private const float Pressed = 0.7f;

    /// <summary>A picture, grey or the mean of its colours.</summary>
    public static Relief FromFile(string path, int edge)
    {
        var picture = Resize.To(ImageFiles.Read(path), edge, edge);
        var grey = new Image(edge, edge, 1);
        var colours = Math.Min(3, picture.Channels);
        for (var i = 0; i < grey.Pixels.Length; i++)
            for (var c = 0; c < colours; c++) grey.Pixels[i] += picture.Pixels[(picture.Channels * i) + c] / colours;
        return new(grey);
    }

    /// <summary>An output of relief.graph.json.</summary>
    public static Relief FromGraph(string output, int edge)
    {
        using var runner = new GraphRunner(new CpuImageOps());
        var result = runner.Run(TextureGraph.Load(Path.Combine(AppContext.BaseDirectory, "relief.graph.json")) with { Width = edge, Height = edge });
        var picture = result.Failures.FirstOrDefault() is { } failure ? throw new ScumbleException($"The heights' graph failed: {failure.Message}", "Mend relief.graph.json.") : result[output].Picture;
        var grey = new Image(edge, edge, 1);
        for (var i = 0; i < grey.Pixels.Length; i++) grey.Pixels[i] = picture.Pixels[picture.Channels * i];
        return new(grey);
    }

    /// <summary>The material that follows the height; writes a sheet: the height, the start, what was made of it and its height, the height in the end, and the material lit.</summary>
    public async Task<MaterialMaps> GenerateAsync(TexturePipeline pipeline, TextureRequest request, MaterialMaps plain, string? sheet, IProgress<PipelineProgress>? progress, CancellationToken cancellation)
    {
        var start = MaterialRelief.Paint(plain, height);
        var made = (await pipeline.GenerateAsync(request with { Start = new() { Image = PictureSource.FromImage(start, "relief"), Strength = Strength } }, progress, cancellation)).Maps!;
        var pressed = MaterialRelief.Press(made, height, Pressed, TileMode.XY);
        Console.WriteLine(FormattableString.Invariant(
            $"relief: the height correlates with the drawn one at {Correlation(plain.Height):0.00} by the prompt alone, {Correlation(made.Height):0.00} by the start, {Correlation(pressed.Height):0.00} in the end"));
        if (sheet is null) return pressed;
        AtomicFile.Write(sheet, stream => PngWriter.Write(stream, Row(plain.BaseColor, height, start, made.BaseColor, made.Height, pressed.Height, Lit(pressed)), PngFormat.Colour, []));
        Console.WriteLine(sheet);
        return pressed;
    }

    // A wall one tile wide, a metre away.
    private Image Lit(MaterialMaps maps)
    {
        var depth = new Image(height.Width, height.Height, 1);
        depth.Pixels.Fill(1);
        return new SceneComposition { Depth = depth, Rays = new(1f / depth.Width, 0, -1f / depth.Height, 0), TileMetres = 1 }.Compose(new Dictionary<int, MaterialMaps>(), maps);
    }

    private double Correlation(Image other)
    {
        var (a, b) = (height.Pixels.ToArray(), other.Pixels.ToArray());
        var (meanA, meanB, ab, aa, bb) = (a.Average(), b.Average(), 0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            var (x, y) = (a[i] - meanA, b[i] - meanB);
            (ab, aa, bb) = (ab + (x * y), aa + (x * x), bb + (y * y));
        }
        return ab / Math.Sqrt(Math.Max(1e-12, aa * bb));
    }

    private static Image Row(params ReadOnlySpan<Image> images)
    {
        var (edge, row) = (images[0].Width, new Image(images.Length * images[0].Width, images[0].Height, 3));
        for (var k = 0; k < images.Length; k++)
            for (var y = 0; y < row.Height; y++)
                for (var x = 0; x < edge; x++)
                    for (var c = 0; c < 3; c++) row[(k * edge) + x, y, c] = images[k][x, y, Math.Min(c, images[k].Channels - 1)];
        return row;
    }
}
