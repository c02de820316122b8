using NUnit.Framework;

namespace Scumble.Tests;

public class ArchitectureTests
{
    [Test]
    public void CoreReferencesNoOnnxRuntime()
    {
        var names = typeof(Scumble.Diagnostics.ScumbleException).Assembly.GetReferencedAssemblies().Select(a => a.Name);
        Assert.That(names, Has.None.Contains("OnnxRuntime"));
    }
}
