using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Studio;

namespace Scumble.Tests.Studio;

public class ProjectFolderTests
{
    private string _folder = "";

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("scumble-project-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void PathsStayInside() => Assert.That(new ProjectFolder(_folder).Resolve("exports/moss one.png", "name"), Is.EqualTo(Path.Combine(_folder, "exports", "moss one.png")));

    [TestCase("..")]
    [TestCase("../x")]
    [TestCase("a/../../x")]
    [TestCase("/etc/passwd")]
    [TestCase("a//b")]
    [TestCase("")]
    [TestCase(".git/config")]
    [TestCase("a/.hidden")]
    [TestCase("a\\..\\x")]
    [TestCase("C:x")]
    [TestCase("a/b ")]
    [TestCase("a/b.")]
    [TestCase("a\0b")]
    public void WhatLeadsOutOrHidesIsRefused(string path) =>
        Assert.That(() => new ProjectFolder(_folder).Resolve(path, "folder"), Throws.TypeOf<InvalidRequestException>().With.Message.Contains("'folder'"));

    [Test]
    public void LinksAreRefused()
    {
        var outside = Directory.CreateTempSubdirectory("scumble-outside-").FullName;
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(_folder, "link"), outside);
            Assert.That(() => new ProjectFolder(_folder).Resolve("link/x.png", "folder"), Throws.TypeOf<InvalidRequestException>());
        }
        finally
        {
            Directory.Delete(outside);
        }
    }

    [Test]
    public void TheStudiosOwnFolderIsNoLink()
    {
        var outside = Directory.CreateTempSubdirectory("scumble-outside-").FullName;
        Directory.CreateSymbolicLink(Path.Combine(_folder, ".scumble"), outside);
        Assert.That(() => new ProjectFolder(_folder), Throws.TypeOf<ScumbleException>().With.Message.Contains("is a link"));
        Directory.Delete(outside);
    }

    [Test]
    public void AFolderThatIsNotThereIsTold() =>
        Assert.That(() => new ProjectFolder(Path.Combine(_folder, "nowhere")), Throws.TypeOf<ScumbleException>().With.Property("Hint").Contains("--project"));
}
