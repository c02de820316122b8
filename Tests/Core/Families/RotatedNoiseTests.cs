using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Families;

public class RotatedNoiseTests
{
    private const string Graph = "noise_rotation/model.onnx", Words = "a layout of its own";

    private string _root = "";

    [SetUp]
    public void AddTheEmbeddedModelsToACopyOfAnother()
    {
        _root = TestModel.Copy();
        Directory.CreateDirectory(In("noise_rotation"));
        File.Copy(RepositoryRoot.Combine("Models~", "scumble-tiny", Graph), In(Graph));
    }

    [TearDown]
    public void RemoveIt() => Directory.Delete(_root, true);

    [Test]
    public void AFolderSaysThatItIsThere()
    {
        var folder = ModelFolder.Open(RepositoryRoot.Combine("Models~", "scumble-tiny"));
        Assert.That(ModelReport.Of(folder).Problems, Is.Empty);
        Assert.That(ModelReport.Of(folder).Abilities, Has.Some.Contains(Words));
        Assert.That(ModelReport.Of(folder.Without(["noise_rotation"])).Abilities, Has.None.Contains(Words));
    }

    [Test]
    public void WithItAModelIsAnother() => Assert.That(ModelFolder.Open(_root).ContentHash, Is.Not.EqualTo(ModelFolder.Open(TestModel.Path).ContentHash));

    [Test]
    public void AnotherModelsIsRefused() => Refused("must fit latent_sample");

    [Test]
    public void AGraphCutInHalfIsRefused()
    {
        using (var stream = File.OpenWrite(In(Graph))) stream.SetLength(stream.Length / 2);
        Refused("damaged");
    }

    [Test]
    public void AMissingGraphIsRefused()
    {
        File.Move(In(Graph), In("noise_rotation/config.json"));
        File.WriteAllText(In("noise_rotation/config.json"), "{}");
        Refused("missing");
    }

    [TestCase("vae_encoder")]
    [TestCase("unet")]
    public void AnotherComponentsGraphIsRefused(string component)
    {
        File.Copy(In($"{component}/model.onnx"), In(Graph), true);
        Refused("does not turn this model's noise");
    }

    // What inspect lists is what opening says.
    private void Refused(string why)
    {
        using var backend = OnnxBackend.Create("cpu");
        var problems = ModelReport.Of(ModelFolder.Open(_root)).Problems;
        var e = Assert.ThrowsAsync<ScumbleException>(async () => (await TexturePipeline.OpenAsync(ModelFolder.Open(_root), backend)).Dispose());
        Assert.That(e!.Message, Does.Contain(In(Graph)).And.Contain(why));
        Assert.That(e.Hint, Is.Not.Empty);
        Assert.That(problems.Select(problem => problem.Message), Has.Some.EqualTo(e.Message));
    }

    private string In(string file) => Path.Combine(_root, file);
}
