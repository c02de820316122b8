using Microsoft.Playwright;
using NUnit.Framework;
using Scumble.Nodes;

namespace Scumble.Tests.Studio;

public class GraphPageTests : GraphPageFixture
{
    [Test]
    public async Task AGraphIsWiredAndOnlyWhatChangedRunsAgain()
    {
        var page = await OpenGraph();
        await Done(page, "output");

        // A node out of the palette, wired by hand between two others, once by the pointer and once by the keyboard.
        await Add(page, "blur");
        await Wire(page, "noise.output", "blur.input");
        await page.Locator("[aria-label='blur.output']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[aria-label='blend.foreground']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("Wire from blur.output to blend.foreground").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Done(page, "blur");
        await Assertions.Expect(page.Locator("[data-node=bricks]")).ToHaveAttributeAsync("data-cached", "true");

        // A value: what hangs on it runs, and nothing else.
        await page.Locator("[data-node=blur] .node-title").ClickAsync();
        await page.GetByRole(AriaRole.Complementary, new() { Name = "Parameters of blur" }).GetByRole(AriaRole.Spinbutton).First.FillAsync("9");
        await Assertions.Expect(page.Locator("[data-node=blur]")).ToHaveAttributeAsync("data-cached", "false");
        await Done(page, "output");
        foreach (var (node, kept) in new[] { ("bricks", "true"), ("noise", "true"), ("blur", "false"), ("blend", "false"), ("material", "false") })
            await Assertions.Expect(page.Locator($"[data-node={node}]")).ToHaveAttributeAsync("data-cached", kept);

        // Undo takes the value back, then the wires, then the node; redo brings them again.
        await page.GetByLabel("Close the parameters").ClickAsync();
        for (var i = 0; i < 4; i++) await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-node=blur]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByLabel("Wire from noise.output to blend.foreground")).ToHaveCountAsync(1);
        for (var i = 0; i < 4; i++) await page.Keyboard.PressAsync("Control+Shift+Z");
        await Done(page, "blur");
        Assert.That(Browser.Faults, Is.Empty);
    }

    [Test]
    public async Task AWireThatMakesNoSenseIsRefusedWithTheReason()
    {
        var page = await OpenGraph();
        await Done(page, "output");
        await Wire(page, "blend.output", "bricks.height", expectRefusal: true);
        await Add(page, "control");
        await Wire(page, "material.material", "control.input");
        await Add(page, "generate");
        await Wire(page, "noise.output", "generate.control", expectRefusal: true);
        await page.GetByText("Put a Control node between").WaitForAsync();
        await Assertions.Expect(page.GetByLabel("Wire from noise.output to generate.control")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task GraphsSaveThemselvesSurviveAReloadAndAreSharedByWindows()
    {
        var page = await OpenGraph();
        await Done(page, "output");
        await Add(page, "levels");
        await page.GetByText("Saved", new() { Exact = true }).WaitForAsync();
        var saved = TextureGraph.Load(Path.Combine(Studio.Folder, "graphs", "first graph.json"));
        Assert.That(saved.Nodes.Select(node => node.Id), Does.Contain("levels"));

        var other = await Browser.OpenAsync(Studio);
        await other.GetByRole(AriaRole.Radio, new() { Name = "Graph" }).ClickAsync();
        await other.Locator("[data-node=levels]").WaitForAsync();
        await Add(other, "invert");
        await page.Locator("[data-node=invert]").WaitForAsync();
        await page.ReloadAsync();
        await page.Locator("[data-node=invert]").WaitForAsync();
    }

    [Test]
    public async Task NodesAreCopiedGroupedAndDeletedByTheKeyboard()
    {
        var page = await OpenGraph();
        await Done(page, "output");
        await page.Locator("[data-node=noise] .node-title").ClickAsync();
        await page.Keyboard.PressAsync("Control+C");
        await page.Keyboard.PressAsync("Control+V");
        await page.Locator("[data-node=noise_2]").WaitForAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.PressAsync("Control+G");
        await page.GetByLabel("Name of the group").FillAsync("Wall");
        await page.Locator("[data-node=noise_2] .node-title").ClickAsync();
        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(page.Locator("[data-node=noise_2]")).ToHaveCountAsync(0);
        await page.GetByText("Saved", new() { Exact = true }).WaitForAsync();
        Assert.That(File.ReadAllText(Path.Combine(Studio.Folder, "graphs", "first graph.json")), Does.Contain("\"title\": \"Wall\"").And.Not.Contain("noise_2"));
    }
}
