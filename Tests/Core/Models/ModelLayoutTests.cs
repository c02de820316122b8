using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Models;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Models;

public class ModelLayoutTests
{
    [Test]
    public void OptimumNamesOneAutoencoderAndWritesTwoFolders()
    {
        using var copy = new ModelCopy("sd15");
        var folder = ModelFolder.Open(copy.Path);
        Assert.That(folder.Components.Keys, Is.EqualTo(new[] { "scheduler", "text_encoder", "tokenizer", "unet", "vae_decoder", "vae_encoder" }));
        Assert.That(folder.Require("vae_decoder").ClassName, Is.EqualTo("AutoencoderKL"));
        Assert.That(folder.Missing, Is.Empty);
    }

    [Test]
    public void SeveralControlNetsAreNumbered()
    {
        using var copy = new ModelCopy("sd15-controlnet");
        var folder = ModelFolder.Open(copy.Path);
        Assert.That(folder.Require("controlnet").ClassName, Is.EqualTo("ControlNetModel"));
        Assert.That(folder.Require("controlnet_1").ClassName, Is.EqualTo("ControlNetModel"));
    }

    [TestCase("sd15", "sd")]
    [TestCase("sd3", "sd3")]
    [TestCase("flux-dev", "flux")]
    [TestCase("sdxl", "sdxl")]
    public void OnnxStackWritesNoIndexAndNoConfigurations(string model, string family)
    {
        using var copy = new ModelCopy(model);
        copy.Without("model_index.json").Without("scheduler");
        foreach (var config in Directory.GetFiles(copy.Path, "config.json", SearchOption.AllDirectories)) File.Delete(config);
        var folder = ModelFolder.Open(copy.Path);
        Assert.That(folder.ClassName, Is.Empty);
        Assert.That(ModelFamilies.Of(folder).Id, Is.EqualTo(family));
        Assert.That(ModelReport.Of(folder).Problems, Is.Empty);
    }

    [TestCase("")]
    [TestCase("engine/")]
    public void TheCudaDemoHasNamesOfItsOwn(string parent)
    {
        using var copy = new ModelCopy("sd15");
        copy.Without("model_index.json").Moved("text_encoder", $"{parent}clip.ort_cuda.fp16").Moved("unet", $"{parent}unet.ort_cuda.fp16")
            .Moved("vae_decoder", $"{parent}vae.ort_cuda.fp16").Without("vae_encoder");
        var folder = ModelFolder.Open(copy.Path);
        Assert.That(folder.Components.Keys, Is.SupersetOf(new[] { "text_encoder", "unet", "vae_decoder", "tokenizer" }));
        Assert.That(ModelFamilies.Of(folder).Id, Is.EqualTo("sd"));
    }

    [Test]
    public void AGraphNamedAfterItsPrecisionIsFound()
    {
        using var copy = new ModelCopy("taesd");
        File.Move(copy["vae_decoder/model.onnx"], copy["vae_decoder/model_fp16.onnx"]);
        Assert.That(ModelFolder.Open(copy.Path).RequireGraph("vae_decoder"), Does.EndWith("model_fp16.onnx"));
    }

    [Test]
    public void WhatTheIndexNamesAndIsNotThereIsMissing()
    {
        using var copy = new ModelCopy("sd15");
        var folder = ModelFolder.Open(copy.Without("unet").Path);
        Assert.That(folder.Missing, Is.EqualTo(new[] { "unet" }));
        Assert.That(() => folder.Require("unet"), Throws.TypeOf<ScumbleException>().With.Message.Contains("unet"));
        Assert.That(ModelReport.Of(folder).Problems.Select(problem => problem.Message), Has.Some.Contains("unet"));
    }

    [Test]
    public void ComponentsFromElsewhereCountInTheHash()
    {
        using var copy = new ModelCopy("lcm");
        using var other = new ModelCopy("taesd");
        var (plain, tiny) = (ModelFolder.Open(copy.Path), ModelFolder.Open(other.Path));
        var mixed = plain.With(tiny.Require("vae_decoder"));
        Assert.That(mixed.RequireGraph("vae_decoder"), Does.StartWith(other.Path));
        Assert.That(mixed.ContentHash, Is.Not.EqualTo(plain.ContentHash));
        Assert.That(plain.With(plain.Require("unet")).ContentHash, Is.EqualTo(plain.ContentHash));
    }
}
