using NUnit.Framework;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Cli.Commands;

/// <summary>Everything that can be wrong with a generation: a clear message, a hint, the right exit code, and nothing written.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("--size 100x100", "32")]
    [TestCase("--size 32x32", "64")]
    [TestCase("--size 2048x256", "1024")]
    [TestCase("--size 256", "WIDTHxHEIGHT")]
    [TestCase("--size -64x64", "width")]
    [TestCase("--steps 0", "1")]
    [TestCase("--steps 100000", "100000")]
    [TestCase("--steps many", "whole number")]
    [TestCase("--steps 99999999999999999999", "whole number")]
    [TestCase("--seed -1", "whole number")]
    [TestCase("--guidance nan", "guidance.scale")]
    [TestCase("--guidance 1e9", "number")]
    [TestCase("--guidance-end -1", "guidance.end")]
    [TestCase("--guidance-curve steep", "cosine")]
    [TestCase("--guidance-interval 3", "LO:HI")]
    [TestCase("--guidance-interval 5:3", "guidance.interval")]
    [TestCase("--guidance-interval a:b", "LO:HI")]
    [TestCase("--guidance-rescale 2", "guidance.rescale")]
    [TestCase("--eta 1.5", "eta")]
    [TestCase("--eta much", "number")]
    [TestCase("--sampler eular", "'euler'")]
    [TestCase("--schedule karas", "'karras'")]
    [TestCase("--tile z", "xy")]
    [TestCase("--strength 0", "strength")]
    [TestCase("--image nowhere.png", "nowhere.png")]
    [TestCase("--control edges.png", "NAME=FILE")]
    [TestCase("--control a=nowhere.png:0.5", "nowhere.png")]
    [TestCase("--control a=", "NAME=FILE")]
    [TestCase("--mask a.png", "a.png")]
    [TestCase("--clip-skip few", "--clip-skip")]
    [TestCase("--clip-skip -1", "text.clipSkip")]
    [TestCase("--memory much", "--memory")]
    [TestCase("--class 3", "classLabel")]
    [TestCase("--count 0", "--count")]
    [TestCase("--count 100000", "--count")]
    [TestCase("--negative --size 64x64", "'--negative' has no value")]
    [TestCase("--sampler --json", "'--sampler' has no value")]
    [TestCase("--control --image=a.png", "--control=--image=a.png")]
    public async Task ValuesOutOfRangeAreWrongUsage(string options, string expected) =>
        await Refused(2, expected, ["moss", "--out", _folder["a.png"], .. options.Split(' ')]);

    [Test]
    public async Task DevicesAreNamed() => await Refused(2, "cpu", "moss", "--out", _folder["a.png"], "--device", "cpv");

    [Test]
    public async Task ALongPromptIsWrongUsage() =>
        await Refused(2, "prompt", string.Join(' ', Enumerable.Repeat("moss", 10_000)), "--out", _folder["a.png"]);

    [Test]
    public async Task APromptOverTheModelsLimitIsWrongUsage() =>
        await Refused(2, "30 tokens", string.Join(' ', Enumerable.Repeat("moss", 40)), "--out", _folder["a.png"]);

    [Test]
    public async Task TheOutputMustBeAPngFile() => await Refused(2, ".png", "moss", "--out", _folder["a.jpg"]);

    [Test]
    public async Task TheOutputMustNotBeAFolder() => await Refused(1, "folder", "moss", "--out", _folder.Path);

    [Test]
    public async Task TheOutputsFolderMustExist() => await Refused(1, "nowhere", "moss", "--out", _folder["nowhere/a.png"]);

    [Test, Platform("Linux")]
    public async Task TheOutputsFolderMustBeWritable() => await Refused(1, "/proc", "moss", "--out", "/proc/a.png");

    [Test]
    public async Task AMapMustNotBeAFolder()
    {
        Directory.CreateDirectory(_folder["a.normal.png"]);
        var run = await ScumbleProgram.RunAsync("generate", "moss", "--out", _folder["a.png"], "--maps", "--size", "64x64", "--steps", "1");
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("a.normal.png"));
        Assert.That(_folder.Files, Is.EqualTo(new[] { "a.normal.png" }));
    }

    [Test]
    public async Task AMissingModelIsNamed() => await Refused(1, "nowhere", "moss", "--out", _folder["a.png"], "--model", _folder["nowhere"]);

    [TestCase("unet/model.onnx", true)]
    [TestCase("unet/model.onnx", false)]
    [TestCase("vae_decoder/model.onnx", true)]
    [TestCase("text_encoder/model.onnx", true)]
    [TestCase("model_index.json", true)]
    [TestCase("model_index.json", false)]
    [TestCase("tokenizer/vocab.txt", false)]
    [TestCase("scheduler/scheduler_config.json", true)]
    public async Task ADamagedModelIsNamed(string file, bool isCutInHalf)
    {
        using var models = new TemporaryFolder();
        var model = TestModel.CopyWith(models["broken"], file, isCutInHalf ? bytes => bytes[..(bytes.Length / 2)] : null);
        await Refused(1, file.Split('/')[0].Replace(".json", "", StringComparison.Ordinal), "moss", "--out", _folder["a.png"], "--model", model);
    }

    [Test, Platform("Linux")]
    public async Task AFullDiskLeavesNothing()
    {
        // A limit on the size of files stands for a full disk; the runtime's own memory file must stay out of it,
        // and the signal must become an error.
        var run = await ScumbleProgram.RunLimitedAsync("export DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -f 8",
            "generate", "moss", "--out", _folder["a.png"], "--maps", "--size", "256x256", "--steps", "1");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(1), run.Error);
            Assert.That(run.Error, Does.Contain("a.").And.Not.Contain("Unexpected"));
            Assert.That(_folder.Files, Is.Empty);
        });
    }

    [Test, Platform("Linux")]
    public async Task WhatWasDoneBeforeADiskIsFullIsNamed()
    {
        // Two pictures fit, and the sheet of both does not.
        var run = await ScumbleProgram.RunLimitedAsync("export DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -f 16",
            "generate", "moss", "--out", _folder["a.png"], "--size", "64x64", "--steps", "1", "--count", "2");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(1), run.Error);
            Assert.That(run.Error, Does.Contain("a-sheet.png").And.Contain("2 of 2").And.Contain("a-1.png").And.Contain("a-2.png"));
            Assert.That(_folder.Files, Is.EquivalentTo(new[] { "a-1.png", "a-2.png" }));
        });
    }

    [Test, Platform("Linux")]
    public async Task AnAnswerThatCannotBeWrittenIsAnError([Values("--json", "--markdown")] string form)
    {
        var run = await ScumbleProgram.RunLimitedAsync("exec >/dev/full", "list", "samplers", form);
        Assert.That((run.ExitCode, run.Error.Contains("cannot be written", StringComparison.Ordinal), run.Error.Contains("Unhandled", StringComparison.Ordinal)), Is.EqualTo((1, true, false)), run.Error);
    }

    private async Task Refused(int exitCode, string expected, params string[] arguments)
    {
        var run = await ScumbleProgram.RunAsync(["generate", .. arguments, "--json"]);
        var error = run.Json.GetProperty("error");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Output);
            Assert.That(run.Error, Is.Empty);
            Assert.That(error.GetProperty("message").GetString() + error.GetProperty("hint").GetString(), Does.Contain(expected).And.Not.Contain("Unexpected"));
            Assert.That(error.GetProperty("hint").GetString(), Is.Not.Empty);
            Assert.That(_folder.Files, Is.Empty);
        });
    }
}
