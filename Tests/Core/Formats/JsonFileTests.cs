using NUnit.Framework;
using Scumble.Formats;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Formats;

public class JsonFileTests
{
    [Test]
    public void AByteOrderMarkIsRead()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.json"], [0xEF, 0xBB, 0xBF, .. "{\"size\":3}"u8]);
        Assert.That(JsonFile.ReadObject(folder["a.json"]).GetProperty("size").GetInt32(), Is.EqualTo(3));
    }
}
