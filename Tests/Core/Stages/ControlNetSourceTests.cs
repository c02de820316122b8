using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Models;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Stages;

public sealed class ControlNetSourceTests
{
    private static readonly string Model = RepositoryRoot.Combine("Tests", "Data", "Pipelines", "models", "sd15-controlnet");

    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Close() => _folder.Dispose();

    [TestCase("controlnet", "controlnet")]
    [TestCase("1", "controlnet_1")]
    public void AComponentIsItsName(string said, string component)
    {
        var folder = ModelFolder.Open(Model);
        var source = ControlNetSource.FromString(said);
        Assert.That(source.Open(folder).Name, Is.EqualTo(component));
        Assert.That((source.On(folder).Name, source.On(folder).ContentHash), Is.EqualTo((component, (string?)null)));
    }

    [Test]
    public void OneFromElsewhereIsItsContent()
    {
        var (one, other) = (Copy("one/canny"), Copy("two/lines"));
        var request = Of(one);
        var json = request.ToJson();
        Assert.That(json, Does.Contain("\"canny\"").And.Contain("sha256").And.Not.Contain(_folder.Path));
        Assert.That(Of(other), Is.EqualTo(request), "the same graph");
        var named = TextureRequest.FromJson(json);
        Assert.That(named, Is.EqualTo(request));
        Assert.That(() => named.Controls![0].Model.Open(ModelFolder.Open(Model)), Throws.TypeOf<InvalidRequestException>().With.Message.Contains("canny"), "nothing is opened by a name");
        Assert.That(named.Controls![0].Model.Find([_folder["one"]]).Open(ModelFolder.Open(Model)).GraphPath, Is.EqualTo(Path.Combine(one, "model.onnx")));
        File.WriteAllText(Path.Combine(one, "config.json"), """{"changed":true}""");
        Assert.That(() => named.Controls![0].Model.Find([_folder["one"]]), Throws.TypeOf<ScumbleException>().With.Message.Contains("is not the one"));
        Assert.That(Of(one), Is.Not.EqualTo(request));
    }

    private static TextureRequest Of(string path) =>
        new() { Prompt = "a", Seed = 1, Controls = [new() { Model = path, Image = PictureSource.FromImage(FullRequest.Edges, "edges.png") }] };

    private string Copy(string name)
    {
        var target = Directory.CreateDirectory(_folder[name]).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Model, "controlnet"))) File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        return target;
    }
}
