using System.Text;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Scumble.Tests.Studio;

/// <summary>What the 3-D view does beside its own bodies.</summary>
public class ViewPageTests : PageFixture
{
    [Test]
    public async Task ABodyOfOnesOwnWearsTheMaterial()
    {
        var page = await Browser.OpenAsync(Studio, inThreeDimensions: true);
        await GenerateAsync(page, "moss", 1);
        var sphere = await SettledAsync(page);
        var file = Path.Combine(Studio.Folder, "tall.glb");
        await File.WriteAllBytesAsync(file, TallBox());
        await page.Locator("input[type=file][accept*=glb]").SetInputFilesAsync(file);
        await Assertions.Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Own" })).ToBeCheckedAsync();
        var own = await SettledAsync(page);
        var (width, height) = Extent(own);
        Assert.Multiple(() =>
        {
            Assert.That(own, Is.Not.EqualTo(sphere));
            Assert.That(height, Is.GreaterThan(2 * width), "the box is tall, and wholly in view");
            Assert.That(height, Is.LessThan(32));
        });

        // Where the file is none, the fault is said and the body stays.
        await File.WriteAllTextAsync(file, "no glTF");
        await page.Locator("input[type=file][accept*=glb]").SetInputFilesAsync(file);
        await page.GetByRole(AriaRole.Alert).First.WaitForAsync();
        Assert.That(await SettledAsync(page), Is.EqualTo(own));
        Assert.That(Browser.Faults, Is.Empty);
    }

    [Test]
    public async Task TheTurntableTurnsUntilItIsStopped()
    {
        var page = await Browser.OpenAsync(Studio, inThreeDimensions: true);
        await GenerateAsync(page, "moss", 1);
        await page.GetByRole(AriaRole.Radio, new() { Name = "Cube" }).ClickAsync();
        var still = await SettledAsync(page);
        await page.GetByLabel("Turntable").CheckAsync();
        await page.WaitForTimeoutAsync(1500);
        var turned = await CoverageAsync(page);
        await page.GetByLabel("Turntable").UncheckAsync();
        Assert.That(turned, Is.Not.EqualTo(still));
        await SettledAsync(page);
        Assert.That(Browser.Faults, Is.Empty);
    }

    // Once nothing moves any more, and there is something.
    private static async Task<string> SettledAsync(IPage page)
    {
        var last = "";
        for (var i = 0; i < 40; i++)
        {
            await page.WaitForTimeoutAsync(400);
            var now = await CoverageAsync(page);
            if (now == last && now.Contains('#', StringComparison.Ordinal)) return now;
            last = now;
        }
        throw new AssertionException($"It moves on, or stays empty: {last}");
    }

    // Which of 32 x 32 places the body covers.
    private static Task<string> CoverageAsync(IPage page) => page.EvaluateAsync<string>("""
        () => {
          const from = document.querySelector('.stage canvas');
          const context = new OffscreenCanvas(32, 32).getContext('2d');
          context.drawImage(from, 0, 0, 32, 32);
          return [...context.getImageData(0, 0, 32, 32).data].filter((value, i) => i % 4 === 3).map((alpha) => (alpha > 127 ? '#' : '.')).join('');
        }
        """);

    private static (int Width, int Height) Extent(string coverage)
    {
        var places = Enumerable.Range(0, coverage.Length).Where(i => coverage[i] == '#').ToArray();
        return (places.Max(i => i % 32) - places.Min(i => i % 32) + 1, places.Max(i => i / 32) - places.Min(i => i / 32) + 1);
    }

    // glTF 2.0, "Binary glTF Layout": a box of 1 x 6 x 1 without an index, each face two triangles.
    private static byte[] TallBox()
    {
        int[][] faces = [[0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]];
        var bytes = new List<byte>();
        foreach (var corner in faces.SelectMany(face => new[] { face[0], face[1], face[2], face[0], face[2], face[3] }))
            foreach (var value in new[] { (corner & 4) / 4f, (corner & 2) * 3f, corner & 1 }) bytes.AddRange(BitConverter.GetBytes((float)value));
        var json = $$$"""
            {"asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}], "nodes": [{"mesh": 0}], "meshes": [{"primitives": [{"attributes": {"POSITION": 0}}]}],
             "accessors": [{"bufferView": 0, "componentType": 5126, "count": 36, "type": "VEC3", "min": [0, 0, 0], "max": [1, 6, 1]}],
             "bufferViews": [{"buffer": 0, "byteLength": {{{bytes.Count}}}}], "buffers": [{"byteLength": {{{bytes.Count}}}}]}
            """;
        var text = Encoding.UTF8.GetBytes(json.PadRight((json.Length + 3) / 4 * 4));
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        foreach (var word in new[] { 0x46546C67, 2, 12 + 8 + text.Length + 8 + bytes.Count, text.Length, 0x4E4F534A }) writer.Write(word);
        writer.Write(text);
        foreach (var word in new[] { bytes.Count, 0x004E4942 }) writer.Write(word);
        writer.Write([.. bytes]);
        return file.ToArray();
    }
}
