using System.Diagnostics;
using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Diagnostics;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RegularFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void FilesAreReadThroughLinks()
    {
        File.WriteAllText(_folder["a"], "moss");
        File.CreateSymbolicLink(_folder["b"], "a");
        File.CreateSymbolicLink(_folder["c"], "b");
        Assert.That(RegularFile.LengthOf(_folder["c"]), Is.EqualTo(4));
        Assert.That(RegularFile.ReadBytes(_folder["c"], 4), Is.EqualTo("moss"u8.ToArray()));
        Assert.That(() => RegularFile.ReadBytes(_folder["c"], 3), Throws.InstanceOf<IOException>().With.Message.Contains("at most 3"));
    }

    [Test, Platform("Linux"), CancelAfter(10_000)]
    public void PipesAndDevicesAreNotOpened(CancellationToken cancellation)
    {
        using (var mkfifo = Process.Start("mkfifo", _folder["pipe"])) mkfifo.WaitForExit();
        File.CreateSymbolicLink(_folder["zero"], "/dev/zero");
        foreach (var name in new[] { "pipe", "zero" })
        {
            var open = Task.Run(() => RegularFile.Open(_folder[name]).Dispose(), cancellation);
            Assert.That(async () => await open.WaitAsync(cancellation), Throws.InstanceOf<IOException>().With.Message.Contains("no regular file"), name);
        }
    }

    [Test, Platform("Linux")]
    public void LinksThatLeadNowhereAreErrors()
    {
        File.CreateSymbolicLink(_folder["dangling"], "nowhere");
        File.CreateSymbolicLink(_folder["circle"], "circle");
        Assert.That(() => RegularFile.Open(_folder["dangling"]), Throws.InstanceOf<IOException>().With.Message.Contains("nowhere"));
        Assert.That(() => RegularFile.Open(_folder["circle"]), Throws.InstanceOf<IOException>());
    }

    [Test, Platform("Linux")]
    public void FoldersThatLeadBackAreNotEntered()
    {
        Directory.CreateDirectory(_folder["a/b"]);
        File.WriteAllText(_folder["a/b/file"], "moss");
        Directory.CreateSymbolicLink(_folder["a/b/up"], _folder["a"]);
        Directory.CreateSymbolicLink(_folder["self"], _folder.Path);
        Directory.CreateSymbolicLink(_folder["beside"], _folder["a/b"]);
        Assert.That(RegularFile.Below(_folder.Path), Is.EquivalentTo(new[] { _folder["a/b/file"], _folder["beside/file"] }));
    }
}
