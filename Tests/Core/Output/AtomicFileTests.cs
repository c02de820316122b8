using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Output;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Output;

public class AtomicFileTests
{
    private const int NoSpaceLeft = 28;

    [Test]
    public void ReplacesAndLeavesNothingElse()
    {
        using var folder = new ScratchFolder();
        AtomicFile.Write(folder.File("a"), stream => stream.Write("old, longer"u8));
        AtomicFile.Write(folder.File("a"), stream => stream.Write("new"u8));
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(folder.File("a")), Is.EqualTo("new"));
            Assert.That(folder.Names, Is.EqualTo(new[] { "a" }));
        });
    }

    [Test]
    public void OfSeveralContentsNoneStaysWhereOneHasNoPlace()
    {
        using var folder = new ScratchFolder();
        AtomicFile.Write(folder.File("a"), [1, 2, 3]);
        Assert.Throws<ScumbleException>(() => AtomicFile.WriteAll([(folder.File("a"), new byte[] { 4 }), (folder.File("missing/b"), new byte[] { 5 })]));
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllBytes(folder.File("a")), Is.EqualTo(new byte[] { 1, 2, 3 }));
            Assert.That(folder.Names, Is.EqualTo(new[] { "a" }));
        });
    }

    [Test]
    public void AFullDiskLeavesTheOldFile()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.File("a"), "old");
        var error = Assert.Throws<ScumbleException>(() => AtomicFile.Write(folder.File("a"), stream =>
        {
            stream.Write(new byte[100_000]);
            throw new IOException("No space left on device", NoSpaceLeft);
        }));
        Assert.Multiple(() =>
        {
            Assert.That(error!.Message, Does.Contain(folder.File("a")).And.Contain("No space left"));
            Assert.That(error!.Hint, Does.Contain("free space"));
            Assert.That(File.ReadAllText(folder.File("a")), Is.EqualTo("old"));
            Assert.That(folder.Names, Is.EqualTo(new[] { "a" }));
        });
    }

    [Test]
    public void OneFailureOfSeveralWritesNone()
    {
        using var folder = new ScratchFolder();
        Assert.Throws<ScumbleException>(() => AtomicFile.WriteAll(
        [
            (folder.File("a"), stream => stream.Write("a"u8)),
            (folder.File("b"), _ => throw new IOException("No space left on device", NoSpaceLeft)),
        ]));
        Assert.That(folder.Names, Is.Empty);
    }

    [Test]
    public void APlaceThatIsTakenAtTheLastMomentLeavesAllAsItWas()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.File("a"), "old");
        Assert.Throws<ScumbleException>(() => AtomicFile.WriteAll(
        [
            (folder.File("a"), stream => stream.Write("a"u8)),
            (folder.File("b"), stream => stream.Write("b"u8)),
            (folder.File("c"), stream => Directory.CreateDirectory(folder.File("c"))),
        ]));
        Assert.That(folder.Names, Is.EqualTo(new[] { "a", "c" }));
        Assert.That(File.ReadAllText(folder.File("a")), Is.EqualTo("old"));
    }

    [Test]
    public void WhatAKilledProcessLeftIsRemoved()
    {
        using var folder = new ScratchFolder();
        var ours = Path.GetFileName(TemporaryFile.Beside(folder.File("a")));
        var dead = ours.Replace($"-{Environment.ProcessId}-", $"-{int.MaxValue}-", StringComparison.Ordinal);
        string[] names = [ours, dead, $"{dead}.png", ".scumble-other-1-2.tmp", ".scumble.tmp"];
        foreach (var name in names) File.WriteAllText(folder.File(name), "");
        AtomicFile.Write(folder.File("a"), stream => stream.Write("a"u8));
        Assert.That(folder.Names, Is.EquivalentTo(names.Except([dead]).Append("a")));
    }

    [Test]
    public void ABugInTheWriterIsNotDisguised()
    {
        using var folder = new ScratchFolder();
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(folder.File("a"), _ => throw new InvalidOperationException()));
        Assert.That(folder.Names, Is.Empty);
    }

    [Test]
    public void PlacesThatCannotBeWrittenAreNamedEarlyAndLate()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.File("fixed"), "old");
        File.SetAttributes(folder.File("fixed"), FileAttributes.ReadOnly);
        File.WriteAllText(folder.File("file"), "");
        var before = folder.Names;
        foreach (var (path, message) in new[]
        {
            (folder.Path, "is a folder"),
            (folder.File("fixed"), "read-only"),
            (folder.File("missing/a"), "does not exist"),
            (folder.File("file/a"), "does not exist"),
        })
        {
            Assert.That(Assert.Throws<ScumbleException>(() => AtomicFile.CheckWritable(path))!.Message, Does.Contain(message), path);
            Assert.That(Assert.Throws<ScumbleException>(() => AtomicFile.Write(path, _ => { }))!.Message, Does.Contain(message), path);
        }
        Assert.That(folder.Names, Is.EqualTo(before));
    }

    [Test, Platform("Linux")]
    public void AFolderThatRefusesFilesIsNamed()
    {
        // Nobody, not even root, may create files here.
        Assert.That(Assert.Throws<ScumbleException>(() => AtomicFile.CheckWritable("/proc/self/texture.png"))!.Message, Does.Contain("cannot be written"));
        Assert.That(Assert.Throws<ScumbleException>(() => AtomicFile.Write("/proc/self/texture.png", _ => { }))!.Message, Does.Contain("cannot be written"));
    }

    [Test]
    public void CheckingLeavesNothing()
    {
        using var folder = new ScratchFolder();
        AtomicFile.CheckWritable(folder.File("a"));
        Assert.That(folder.Names, Is.Empty);
    }
}
