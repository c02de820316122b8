using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Models;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Models;

[NonParallelizable]
public class InstalledModelsTests
{
    private const string Variable = "SCUMBLE_MODEL";
    private string? _before;

    [SetUp]
    public void Remember() => _before = Environment.GetEnvironmentVariable(Variable);

    [TearDown]
    public void Restore() => Environment.SetEnvironmentVariable(Variable, _before);

    [Test]
    public void TheNamedModelComesFirst()
    {
        Environment.SetEnvironmentVariable(Variable, TestModel.Path);
        Assert.That(InstalledModels.Default, Is.EqualTo(TestModel.Path));
        Assert.That(InstalledModels.All.First(), Is.EqualTo(TestModel.Path));
    }

    [Test]
    public void OtherwiseItIsTheEmbeddedOneOrAnErrorThatSaysWhatToDo()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        if (Directory.Exists(RepositoryRoot.Combine("Models~", "scumble-tiny")))
            Assert.That(InstalledModels.Default, Is.EqualTo(RepositoryRoot.Combine("Models~", "scumble-tiny")));
        else
            Assert.That(() => InstalledModels.Default, Throws.TypeOf<ScumbleException>().With.Property("Hint").Contains("SCUMBLE_MODEL"));
    }
}
