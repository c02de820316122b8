using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Models;
using Scumble.Output;
using Scumble.Sharing;
using Scumble.Stages;
using Scumble.Tests.Fixtures;
using Scumble.Tests.Vulkan;

namespace Scumble.Tests.Sharing;

/// <summary>A further map that a model's folder names comes out as a texture and as a file.</summary>
public class GpuMaterialTests
{
    private static readonly TextureRequest Request = new() { Prompt = "lava", Seed = 7, Steps = 2, Width = 64, Height = 64 };

    [TearDown]
    public void NoMessages() => TestDevice.AssertNoMessages();

    [Test]
    public async Task WhatGlowsIsATextureAndAFile([Values] TileMode tile)
    {
        using var model = new GlowingModel();
        using var folder = new TemporaryFolder();
        using var backend = SharedBackend.Create(InteropDevice.Shared, "cpu");
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(model.Path), backend);
        using var material = new GpuMaterial(backend, 64, 64, pipeline.Layout);
        var result = await pipeline.GenerateAsync(Request with { Tile = tile });
        MaterialWriter.Write(folder["lava.png"], result.Image, result.Maps, result.Recipe, withMaps: true);
        await pipeline.GenerateAsync(Request with { Tile = tile }, material);
        Assert.Multiple(() =>
        {
            Assert.That(ModelReport(model), Has.Some.Contains("emissive"));
            Assert.That(folder.Files, Has.Length.EqualTo(8).And.Contains("lava.emissive.png"));
            var file = ImageFiles.Read(folder["lava.emissive.png"]).Pixels.ToArray();
            Assert.That(file.Max() - file.Min(), Is.GreaterThan(0.2f));
            foreach (var map in pipeline.Layout!.Maps)
            {
                var texels = Texels.Decode(material[map].Download(0), 64, 64, map.ChannelCount, map.Format);
                Assert.That(texels.Pixels.ToArray(), Is.EqualTo(result.Maps![map].Pixels.ToArray()).Within(1.01f / 255), map.Name);
            }
        });
    }

    [Test]
    public async Task ChannelsThatTheTexturesAreNotForAreRefused()
    {
        using var model = new GlowingModel();
        using var backend = SharedBackend.Create(InteropDevice.Shared, "cpu");
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(model.Path), backend);
        using var material = new GpuMaterial(backend, 64, 64);
        Assert.That(() => pipeline.Run(Request, material), Throws.TypeOf<InvalidRequestException>().With.Message.Contains("emissive.b").And.Property("Member").EqualTo("target"));
        Assert.That(() => material[MaterialMap.Emissive], Throws.TypeOf<KeyNotFoundException>());
    }

    private static IReadOnlyList<string> ModelReport(GlowingModel model) => Families.ModelReport.Of(ModelFolder.Open(model.Path)).Abilities;
}
