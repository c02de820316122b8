using System.Runtime.InteropServices;
using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Contracts;

/// <summary>What every device's textures must be: texels and their levels. A device's tests derive from this.</summary>
public abstract class TextureContract
{
    private ITextures _textures = null!;

    protected ITextures Textures => _textures;

    protected abstract ITextures CreateTextures();

    [SetUp]
    public void SetUp() => _textures = CreateTextures();

    [TearDown]
    public void TearDown() => (_textures as IDisposable)?.Dispose();

    [Test]
    public void PlanesBecomeTexels()
    {
        float[] planes = [-1, 0, 1, -3, 0.5f, float.NaN, 2, -0.25f, 0, 0, 0, 0]; // [3, 2, 2]
        var texels = _textures.TextureOfPlanes(planes, 2, 2, 3, TexelFormat.Rgba8);
        Assert.That(texels, Is.EqualTo(new byte[] { 0, 191, 128, 255, 128, 0, 128, 255, 255, 255, 128, 255, 0, 96, 128, 255 }));
        var halves = MemoryMarshal.Cast<byte, Half>(_textures.TextureOfPlanes([-1, 0, 1, 0.5f], 2, 2, 1, TexelFormat.Rgba16Float)).ToArray();
        Assert.That(Array.ConvertAll(halves, h => (float)h), Is.EqualTo(new[] { 0, 0, 0, 1, 0.5f, 0.5f, 0.5f, 1, 1, 1, 1, 1, 0.75f, 0.75f, 0.75f, 1 }));
    }

    [Test]
    public void ColourIsDecodedAndEncodedOnTheWay()
    {
        // sRGB 188 (0.7373) is very nearly half the light.
        var image = new Image(4, 4, 4);
        image.Pixels.Fill(188 / 255f);
        var linear = MemoryMarshal.Cast<byte, Half>(_textures.Texture(image, TexelFormat.Rgba16Float, TexelTransfer.ToLinear, MipFilter.Linear)[0]).ToArray();
        Assert.That((float)linear[0], Is.EqualTo(0.5029f).Within(3e-4));
        Assert.That((float)linear[3], Is.EqualTo(188 / 255f).Within(3e-4), "alpha stays");
        image.Pixels.Fill(0.5f);
        Assert.That(_textures.Texture(image, TexelFormat.Rgba8Srgb, TexelTransfer.FromLinear, MipFilter.Srgb)[0][..4], Is.EqualTo(new byte[] { 188, 188, 188, 128 }));
    }

    [Test]
    public void EveryByteSurvivesTheWayThroughATexture([Values(1, 3, 4)] int channels)
    {
        var image = new Image(256, 2, channels);
        for (var i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = i % 256 / 255f;
        Assert.That(_textures.ThroughTexture(image, TexelFormat.Rgba8, TexelTransfer.None).Pixels.ToArray(), Is.EqualTo(image.Pixels.ToArray()).Within(1e-7f));
        var linear = _textures.ThroughTexture(image, TexelFormat.Rgba8Srgb, TexelTransfer.ToLinear);
        Assert.That(linear[100, 0], Is.EqualTo(channels == 4 ? Srgb.ToLinear(144 / 255f) : Srgb.ToLinear(image[100, 0])).Within(1e-6));
    }

    [TestCase(16, 16, 5)]
    [TestCase(13, 7, 4)]
    [TestCase(1, 9, 4)]
    [TestCase(1, 1, 1)]
    public void LevelsKeepTheMeanDownToOneTexel(int width, int height, int count)
    {
        var image = Pictures.Noise(width, height, 4, 9);
        var levels = _textures.Texture(image, TexelFormat.Rgba16Float, TexelTransfer.None, MipFilter.Linear);
        Assert.That(levels, Has.Length.EqualTo(count));
        Assert.That(levels[^1], Has.Length.EqualTo(8));
        var mean = Enumerable.Range(0, width * height).Average(i => (double)image.Pixels[4 * i]);
        Assert.That((double)MemoryMarshal.Cast<byte, Half>(levels[^1])[0], Is.EqualTo(mean).Within(1e-3));
    }

    [Test]
    public void ColourIsAveragedAsLight()
    {
        // A black and white chequer is half the light: 188 in sRGB, not 128.
        var image = new Image(8, 8, 1);
        for (var i = 0; i < 64; i++) image.Pixels[i] = (i + (i / 8)) % 2;
        Assert.Multiple(() =>
        {
            foreach (var level in _textures.Texture(image, TexelFormat.Rgba8Srgb, TexelTransfer.None, MipFilter.Srgb)[1..])
                Assert.That(level[..4], Is.EqualTo(new byte[] { 188, 188, 188, 255 }));
            Assert.That(_textures.Texture(image, TexelFormat.Rgba8, TexelTransfer.None, MipFilter.Linear)[1][..4], Is.EqualTo(new byte[] { 128, 128, 128, 255 }));
        });
    }

    [Test]
    public void NormalsStayOfUnitLength()
    {
        var normals = NormalFromHeight.Create(Pictures.Noise(32, 32, 1, 4), TileMode.XY);
        foreach (var level in _textures.Texture(normals, TexelFormat.Rgba16Float, TexelTransfer.None, MipFilter.Normal)[1..])
        {
            var n = Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(level).ToArray(), v => (2 * (double)v) - 1);
            for (var i = 0; i < n.Length; i += 4)
                Assert.That(Math.Sqrt((n[i] * n[i]) + (n[i + 1] * n[i + 1]) + (n[i + 2] * n[i + 2])), Is.EqualTo(1).Within(3e-3));
        }
    }
}
