using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Graphs;
using Scumble.Onnx;

namespace Scumble.Tests.Onnx;

public class OnnxBackendTests
{
    [Test]
    public void AutoTakesTheCpuAndSaysWhyNotTheOthers()
    {
        using var backend = OnnxBackend.Create();
        Assert.That(backend.Choice.Chosen, Is.EqualTo("cpu"));
        Assert.That(backend.Choice.Refused.Select(refusal => refusal.Id), Is.EqualTo(new[] { "cuda", "webgpu" }));
        Assert.That(backend.Choice.Refused.Select(refusal => refusal.Reason), Is.EqualTo(new[] { OnnxBackend.Refusal("cuda"), OnnxBackend.Refusal("webgpu") }));
    }

    [Test]
    public void TheCpuAloneRefusesNothing()
    {
        using var backend = OnnxBackend.Create("cpu");
        Assert.That((backend.Choice.Chosen, backend.Choice.Refused.Count), Is.EqualTo(("cpu", 0)));
    }

    [TestCase("cuda", "CUDA", "Gpu")]
    [TestCase("webgpu", "WebGPU", "Upm")]
    public void ADeviceThatIsNotThereIsRefusedWithItsReasonAndTheBuildThatHasIt(string device, string named, string build)
    {
        var e = Assert.Throws<ScumbleException>(() => OnnxBackend.Create(device));
        Assert.That(e!.Message, Does.Contain($"'{device}'").And.Contain($"no {named} provider").And.Contain("CPUExecutionProvider").And.Contain($"-p:ScumbleOnnxRuntime={build} "));
        Assert.That(e.Hint, Does.Contain("cpu"));
    }

    [TestCase("cdua", "cuda")]
    [TestCase("Cpu", "cpu")]
    public void AMisspeltDeviceIsNotGuessedButSuggested(string device, string suggested)
    {
        var e = Assert.Throws<InvalidRequestException>(() => OnnxBackend.Create(device));
        Assert.That((e!.Member, e.Hint), Is.EqualTo(("device", $"Did you mean '{suggested}'?")));
    }

    [Test]
    public void OnlyDevicesHaveRefusals()
    {
        Assert.That(OnnxBackend.Devices.Select(device => OnnxBackend.Refusal(device)).Count(reason => reason is null), Is.EqualTo(1));
        Assert.That(() => OnnxBackend.Refusal("tpu"), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void AGraphThatIsNotThereIsNamed()
    {
        using var backend = OnnxBackend.Create("cpu");
        Assert.That(() => backend.Open(new GraphSource("nowhere/model.onnx")), Throws.TypeOf<ScumbleException>().With.Message.Contains("nowhere/model.onnx"));
    }
}
