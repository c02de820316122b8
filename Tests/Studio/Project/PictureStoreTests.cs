using System.Net;
using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Studio;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Studio;

public class PictureStoreTests
{
    private RunningStudio _studio = null!;

    [OneTimeSetUp]
    public async Task Start() => _studio = await RunningStudio.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _studio.DisposeAsync();

    [Test]
    public async Task APictureIsKeptUnderItsHash()
    {
        var file = PngWriter.Encode(new Image(8, 4, 3), PngFormat.Colour, []);
        var answer = await _studio.Client.PostAsync("/api/pictures?name=../wall.png", new ByteArrayContent(file));
        var kept = System.Text.Json.JsonSerializer.Deserialize<KeptPicture>(await answer.Content.ReadAsStringAsync(), StudioJson.Options)!;
        Assert.Multiple(() =>
        {
            Assert.That((kept.Name, kept.Width, kept.Height), Is.EqualTo(("wall.png", 8, 4)));
            Assert.That(_studio.Client.GetByteArrayAsync($"/api/pictures/{kept.Id}").Result, Is.EqualTo(file));
        });
    }

    [Test]
    public async Task WhatIsNoPictureIsRefusedAndNotKept()
    {
        var before = Directory.GetFiles(_studio.Session.Project.Pictures).Length;
        var answer = await _studio.Client.PostAsync("/api/pictures", new StringContent("<svg onload=alert(1)>"));
        Assert.Multiple(() =>
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(422));
            Assert.That(Directory.GetFiles(_studio.Session.Project.Pictures), Has.Length.EqualTo(before));
        });
    }

    [Test]
    public async Task UploadsAreBounded()
    {
        Assert.That(await StatusOf("/api/pictures", new ByteArrayContent(new byte[PictureStore.MaxBytes + 1])), Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task OtherBodiesAreBoundedMore()
    {
        Assert.That(await StatusOf("/api/generate", new StringContent(new string(' ', 5 << 20), null, "application/json")), Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    // The answer comes before the body is sent.
    private async Task<HttpStatusCode> StatusOf(string path, HttpContent body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body, Headers = { ExpectContinue = true } };
        return (await _studio.Client.SendAsync(request)).StatusCode;
    }

    [TestCase("../../../etc/passwd")]
    [TestCase("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task OtherIdsAreNotThere(string id) =>
        Assert.That((await _studio.Client.GetAsync($"/api/pictures/{Uri.EscapeDataString(id)}")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));

    [Test]
    public void TheLongestUnusedGoOnceTheyTakeTooMuch()
    {
        var folder = Directory.CreateTempSubdirectory("scumble-pictures-");
        try
        {
            var files = Enumerable.Range(1, 3).Select(i => PngWriter.Encode(new Image(8, 8 * i, 3), PngFormat.Colour, [])).ToArray();
            var store = new PictureStore(new ProjectFolder(folder.FullName), files[0].Length + files[2].Length);
            var ids = files.Take(2).Select((file, i) => store.Add(file, $"{i}.png").Id).ToArray();
            File.SetLastWriteTimeUtc(store.FileOf(ids[0]), DateTime.UtcNow.AddDays(-2));
            File.SetLastWriteTimeUtc(store.FileOf(ids[1]), DateTime.UtcNow.AddDays(-1));
            store.Source(ids[0]); // used
            var last = store.Add(files[2], "2.png").Id;
            Assert.That(() => store.FileOf(ids[1]), Throws.TypeOf<NotFoundException>());
            Assert.That(File.Exists(store.FileOf(ids[0])) && File.Exists(store.FileOf(last)), Is.True);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
