using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Graphs;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Graphs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OnnxHeaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void PortsTypesAndWeightsAreRead()
    {
        var header = OnnxHeader.Read(Path.Combine(GoldenPipelines.Path, "models", "sd2", "unet", "model.onnx"));
        Assert.Multiple(() =>
        {
            Assert.That(header.Opset, Is.EqualTo(17));
            Assert.That(header.Inputs.Select(port => port.ToString()), Is.EqualTo(new[]
            {
                "sample Float32 [?, 4, ?, ?]", "timestep Int64 [?]", "encoder_hidden_states Float32 [?, ?, 32]",
            }));
            Assert.That(header.Outputs.Single().Name, Is.EqualTo("out_sample"));
            Assert.That(header.WeightsInBytes, Is.InRange(300_000, new FileInfo(header.Path).Length));
            Assert.That(header.ExternalFiles, Is.Empty);
        });
    }

    [Test]
    public void ScalarsAndIntegersAreTold()
    {
        var header = OnnxHeader.Read(Write(OnnxFile.Model(17, OnnxFile.Port(11, "timestep", 7), OnnxFile.Port(11, "half", 10, 2, -1), OnnxFile.Output("y", 1))));
        Assert.That(header.Inputs[0].Dimensions, Is.Empty);
        Assert.That(header.Inputs.Select(port => port.ElementType), Is.EqualTo(new[] { ElementType.Int64, ElementType.Float16 }));
    }

    [Test]
    public void WeightsThatAreListedAsInputsAreNone()
    {
        var header = OnnxHeader.Read(Write(OnnxFile.Model(17, OnnxFile.Input("x", 1), OnnxFile.Input("w", 4), OnnxFile.Weight("w", [4], new byte[16]), OnnxFile.Output("y", 1))));
        Assert.That(header.Inputs.Select(port => port.Name), Is.EqualTo(new[] { "x" }));
        Assert.That(header.WeightsInBytes, Is.EqualTo(16));
    }

    [Test]
    public void ExternalFilesAreMeasured()
    {
        var header = OnnxHeader.Read(Write(OnnxFile.Model(17,
            OnnxFile.ExternalWeight("a", [8], "weights.pb", 0, 32), OnnxFile.ExternalWeight("b", [2, 2], "weights.pb", 4096, 16), OnnxFile.Output("y", 1))));
        Assert.That(header.ExternalFiles, Is.EqualTo(new Dictionary<string, long> { ["weights.pb"] = 4112 }));
        Assert.That(header.WeightsInBytes, Is.EqualTo(48));
    }

    public static IEnumerable<TestCaseData> Damaged()
    {
        yield return new TestCaseData(OnnxFile.Model(17, OnnxFile.Weight("w", [1 << 10, 1 << 10], new byte[16])), "4194304").SetArgDisplayNames("a weight with less data than its size");
        yield return new TestCaseData(OnnxFile.Model(17, OnnxFile.Weight("w", [long.MaxValue, 4], [])), "cannot be so large").SetArgDisplayNames("a bomb");
        yield return new TestCaseData(OnnxFile.Model(17, OnnxFile.Weight("w", [-4], [])), "cannot be so large").SetArgDisplayNames("a negative dimension");
        yield return new TestCaseData(OnnxFile.Model(17, OnnxFile.ExternalWeight("w", [4], "", 0, 16)), "in which file").SetArgDisplayNames("external without a place");
        yield return new TestCaseData(OnnxFile.Model(17, OnnxFile.ExternalWeight("w", [4], "w.bin", 0, 99)), "99").SetArgDisplayNames("external of another length");
        yield return new TestCaseData(OnnxFile.Model(17, OnnxFile.Port(11, "x", 16, 1)), "bfloat16").SetArgDisplayNames("bfloat16");
        yield return new TestCaseData("nothing of the kind"u8.ToArray(), "damaged").SetArgDisplayNames("no protobuf");
        yield return new TestCaseData(Array.Empty<byte>(), "is empty").SetArgDisplayNames("nothing");
    }

    [TestCaseSource(nameof(Damaged))]
    public void WhatCannotBeIsNamed(byte[] file, string named)
    {
        var path = Write(file);
        Assert.That(() => OnnxHeader.Read(path), Throws.TypeOf<ScumbleException>().With.Message.Contains(named).And.Message.Contains(path));
    }

    [Test]
    public void AGraphThatIsCutAnywhereIsDamagedOrStillAGraph()
    {
        var whole = File.ReadAllBytes(Path.Combine(GoldenPipelines.Path, "models", "taesd", "vae_decoder", "model.onnx"));
        for (var length = 0; length < whole.Length; length += 97)
        {
            var path = Write(whole[..length]);
            Assert.That(() => OnnxHeader.Read(path), Throws.TypeOf<ScumbleException>(), $"{length} of {whole.Length} bytes");
        }
    }

    private string Write(byte[] file)
    {
        File.WriteAllBytes(_folder["model.onnx"], file);
        return _folder["model.onnx"];
    }
}
