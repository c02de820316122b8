using Microsoft.Playwright;
using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Output;

namespace Scumble.Tests.Studio;

public class PromptPageTests : PageFixture
{
    [Test]
    public async Task AFirstPictureIsPickedVariedKeptAndExported()
    {
        var page = await Browser.OpenAsync(Studio);
        await GenerateAsync(page, "moss on brick");

        // Pick one, keep it, ask for more like it.
        await page.GetByLabel("Look at picture 2").ClickAsync();
        await page.GetByLabel("Keep picture 2").ClickAsync();
        await Assertions.Expect(page.GetByLabel("Keep picture 2")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.GetByLabel("More like picture 2").ClickAsync();
        await Assertions.Expect(page.Locator(".history-entry")).ToHaveCountAsync(2);
        await page.GetByLabel("Look at picture 4").WaitForAsync();

        // Favourites alone.
        await page.GetByRole(AriaRole.Radio, new() { Name = "Favourites" }).ClickAsync();
        await Assertions.Expect(page.Locator(".history-entry")).ToHaveCountAsync(1);
        await page.Locator(".history-open").ClickAsync();

        // Compare two, then export one.
        await page.GetByLabel("Compare picture 1").ClickAsync();
        await page.GetByLabel("Compare picture 2").ClickAsync();
        await Assertions.Expect(page.Locator(".compare-side")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Radio, new() { Name = "2-D" }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Normal" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Export" });
        await dialog.Locator("select").First.SelectOptionAsync("unreal");
        await dialog.GetByLabel("Name").FillAsync("wall");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Export", Exact = true }).ClickAsync();
        await dialog.GetByText("4 files are in exports/unreal.").WaitForAsync();
        Assert.Multiple(() =>
        {
            Assert.That(File.Exists(Path.Combine(Studio.Folder, "exports", "unreal", "wall_ORM.png")));
            Assert.That(Browser.Faults, Is.Empty);
        });

        // Once more: nothing is replaced unasked. The engine is remembered, and the focus goes back.
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Export" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog.Locator("select").First).ToBeFocusedAsync();
        await Assertions.Expect(dialog.Locator("select").First).ToHaveValueAsync("unreal");
        await dialog.GetByLabel("Name").FillAsync("wall");
        await page.Keyboard.PressAsync("Enter");
        await dialog.GetByRole(AriaRole.Alert).WaitForAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Replace them" }).ClickAsync();
        await dialog.GetByText("4 files are in exports/unreal.").WaitForAsync();
    }

    [Test]
    public async Task ARemovedRunComesBackForAWhile()
    {
        var page = await Browser.OpenAsync(Studio);
        await GenerateAsync(page, "moss", 1);
        await page.Locator(".history-entry").HoverAsync();
        await page.GetByLabel("Remove moss").ClickAsync();
        await Assertions.Expect(page.Locator(".history-entry")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.Locator(".history-entry")).ToHaveCountAsync(1);
        await page.GetByLabel("Look at picture 1").WaitForAsync();
        await page.GetByLabel("Remove moss").ClickAsync();
        await page.WaitForTimeoutAsync(7000);
        Assert.That(Studio.Session.Runs.List(null, 9, false), Is.Empty);
        Assert.That(Browser.Faults, Is.Empty);
    }

    [Test]
    public async Task OneCanTypeAtOnceAndAfterASlash()
    {
        var page = await Browser.OpenAsync(Studio);
        var prompt = page.GetByRole(AriaRole.Textbox, new() { Name = "Prompt" });
        await Assertions.Expect(prompt).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Settings" }).FocusAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("w/w");
        await Assertions.Expect(prompt).ToHaveValueAsync("w/w");
    }

    [Test]
    public async Task AReloadLosesNothingAndASecondWindowSeesTheSame()
    {
        var (page, other) = (await Browser.OpenAsync(Studio), await Browser.OpenAsync(Studio));
        await GenerateAsync(page, "hammered copper", 2);
        await other.Locator(".history-open", new() { HasText = "hammered copper" }).WaitForAsync();
        await Assertions.Expect(other.Locator(".history-entry .thumb")).ToHaveCountAsync(2);
        await page.ReloadAsync();
        await page.GetByLabel("Look at picture 2").WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Prompt" })).ToHaveValueAsync("hammered copper");
        Assert.That(Browser.Faults, Is.Empty);
    }

    [Test]
    public async Task ARunIsCancelledFromThePage()
    {
        var page = await Browser.OpenAsync(Studio);
        await page.GetByRole(AriaRole.Button, new() { Name = "Settings" }).ClickAsync();
        await page.GetByLabel("Steps").FillAsync("1000");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Prompt" }).FillAsync("endless");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("step ").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Generate" }).WaitForAsync();
        Assert.That(Studio.Session.Runs.List(null, 1, false)[0].State, Is.EqualTo(Scumble.Studio.RunState.Cancelled));
    }

    // Typing asks at each letter, and only the last request is carried out; its preview comes before its picture.
    [Test]
    public async Task InLiveModeTheNewestRequestWins()
    {
        var page = await Browser.OpenAsync(Studio);
        await page.GetByRole(AriaRole.Button, new() { Name = "Settings" }).ClickAsync();
        await page.GetByLabel("Size").SelectOptionAsync("64");
        await page.GetByRole(AriaRole.Button, new() { Name = "Live" }).ClickAsync();
        var prompt = page.GetByRole(AriaRole.Textbox, new() { Name = "Prompt" });
        await prompt.PressSequentiallyAsync("dry mud", new() { Delay = 90 });
        await page.GetByRole(AriaRole.Heading, new() { Name = "dry mud", Exact = true }).WaitForAsync();
        await page.GetByLabel("Look at picture 1").WaitForAsync();
        await Assertions.Expect(page.Locator(".history-entry")).ToHaveCountAsync(1);
        var run = Studio.Session.Runs.List(null, 10, false).Single();
        Assert.Multiple(() =>
        {
            Assert.That(run.Title, Is.EqualTo("dry mud"));
            Assert.That(run.Items[0].PreviewSeconds, Is.LessThan(run.Items[0].Seconds!.Value));
        });
    }

    [Test]
    public async Task AMaskIsPaintedOnAPictureAndOnlyItsInsideChanges()
    {
        var file = Path.Combine(Studio.Folder, "grey.png");
        var grey = new Image(64, 64, 3);
        grey.Pixels.Fill(0.5f);
        File.WriteAllBytes(file, PngWriter.Encode(grey, PngFormat.Colour, []));
        var page = await Browser.OpenAsync(Studio);
        await page.Locator("input[type=file]").First.SetInputFilesAsync(file);
        await page.GetByLabel("Paint a mask").ClickAsync();
        var canvas = page.GetByRole(AriaRole.Img, new() { Name = "Mask on grey.png" });
        var box = (await canvas.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.5f), box.Y + (box.Height * 0.5f));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.55f), box.Y + (box.Height * 0.5f), new() { Steps = 3 });
        await page.Mouse.UpAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use mask" }).ClickAsync();
        await GenerateAsync(page, "a hole", 1);
        var run = Studio.Session.Runs.List(null, 1, false)[0];
        var made = ImageFiles.Read(Studio.Session.Runs.FileOf(run.Id, 0, "picture"));
        Assert.Multiple(() =>
        {
            Assert.That(made[2, 2], Is.EqualTo(grey[2, 2]).Within(0.003));
            Assert.That(Enumerable.Range(28, 8).Select(x => Math.Abs(made[x, 32] - 0.5f)).Max(), Is.GreaterThan(0.02));
        });
    }

    [Test]
    public async Task ALostConnectionIsToldAndComesBack()
    {
        var page = await Browser.OpenAsync(Studio);
        await Studio.StopListeningAsync();
        await page.GetByText("The connection to the studio is lost.").WaitForAsync();
        var missed = Studio.Session.Generations.Begin(new() { Request = System.Text.Json.JsonSerializer.SerializeToElement(new { prompt = "made meanwhile", steps = 1, width = 64, height = 64 }) });
        await Studio.Session.Runs.Find(missed.Id).Over(_ => { });
        await Studio.ListenAgainAsync();
        await page.GetByText("Ready on cpu").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "made meanwhile", Exact = true }).WaitForAsync();
    }

    [Test]
    public async Task WithoutTheTokenThePageSaysHowToGetIn()
    {
        var page = await (await Browser.OpenAsync(Studio)).Context.Browser!.NewPageAsync();
        await page.GotoAsync(Studio.Origin);
        await page.GetByText("This page needs the address that the studio printed").WaitForAsync();
        await page.GetByLabel("Address or token").FillAsync(Studio.Address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await page.GetByText("Ready on cpu").WaitForAsync();
    }

    [Test]
    public async Task TheMaterialIsDrawnOnEveryBody()
    {
        var page = await Browser.OpenAsync(Studio, inThreeDimensions: true);
        await GenerateAsync(page, "moss", 1);
        var seen = new List<string>();
        foreach (var body in new[] { "Sphere", "Cube", "Plane", "Cloth" })
        {
            await page.GetByRole(AriaRole.Radio, new() { Name = body }).ClickAsync();
            await page.WaitForTimeoutAsync(300);
            seen.Add(await page.EvaluateAsync<string>("""
                () => {
                  const from = document.querySelector('.stage canvas');
                  const to = new OffscreenCanvas(32, 32);
                  const context = to.getContext('2d');
                  context.drawImage(from, 0, 0, 32, 32);
                  return [...context.getImageData(0, 0, 32, 32).data].filter((value, i) => i % 4 === 3).join();
                }
                """));
        }
        Assert.Multiple(() =>
        {
            // What is covered differs from body to body, and is never nothing.
            Assert.That(seen, Is.Unique);
            Assert.That(seen.Select(alpha => alpha.Split(',').Count(value => value == "255")), Is.All.GreaterThan(100));
            Assert.That(Browser.Faults, Is.Empty);
        });
    }

    // A page of another origin asks with the token, as one would that had stolen it.
    [Test]
    public async Task APageOfAnotherOriginIsRefused()
    {
        await using var evil = await Fixtures.RunningStudio.StartAsync();
        var page = await Browser.OpenAsync(evil);
        var status = await page.EvaluateAsync<int>("""
            async ([origin, token]) => {
              try { return (await fetch(origin + '/api/generate', { method: 'POST', mode: 'no-cors', headers: { 'content-type': 'text/plain' }, body: '{}' })).status; }
              catch { return -1; }
            }
            """, new[] { Studio.Origin, Studio.Token });
        var read = await page.EvaluateAsync<string>("""
            async ([origin, token]) => {
              try { return await (await fetch(`${origin}/api/studio?access_token=${token}`)).text(); }
              catch (e) { return 'refused'; }
            }
            """, new[] { Studio.Origin, Studio.Token });
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.AnyOf(0, -1));
            Assert.That(read, Is.EqualTo("refused"));
            Assert.That(Studio.Session.Runs.List(null, 10, false), Is.Empty);
        });
    }
}
