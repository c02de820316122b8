using Microsoft.Playwright;
using NUnit.Framework;
using Scumble.Nodes;
using Scumble.Studio;

namespace Scumble.Tests.Studio;

/// <summary>Nodes as wholes: what is dropped on them, put into one and taken out, and brought in with a picture.</summary>
public class GraphNodesPageTests : GraphPageFixture
{
    [Test]
    public async Task AWireDroppedOnANodeFindsItsPort()
    {
        var page = await OpenGraph();
        await Done(page, "output");
        await Add(page, "levels");
        await Drop(page, "noise.output", "levels");
        await page.GetByLabel("Wire from noise.output to levels.input").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Drop(page, "material.material", "bricks");
        await page.GetByText("Bricks takes no material: it has no inputs.").WaitForAsync();
        await Drop(page, "bricks.height", "blend");
        await page.GetByLabel("Wire from bricks.height to blend.mask").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.That(Browser.Faults, Is.Empty);
    }

    [Test]
    public async Task NodesBecomeOneNodeAndComeBack()
    {
        var page = await OpenGraph();
        await Done(page, "output");
        await page.Locator("[data-node=noise] .node-title").ClickAsync();
        await page.Locator("[data-node=blend] .node-title").ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await page.Keyboard.PressAsync("Control+G");
        await page.GetByLabel("Name of the group").FillAsync("Worn");
        await page.GetByLabel("Make Worn one node").ClickAsync();
        await page.Locator("[data-node=graph][data-state=done]").WaitForAsync();
        await Assertions.Expect(page.Locator("[data-node=noise]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("[data-node=graph] .node-title")).ToHaveTextAsync("Worn");
        await Assertions.Expect(page.Locator(".react-flow__node[data-id=graph]")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByLabel("take the usual value")).ToHaveCountAsync(0);
        foreach (var wire in new[] { "bricks.height to graph.background", "graph.output to material.height" }) await Assertions.Expect(page.GetByLabel($"Wire from {wire}")).ToHaveCountAsync(1);
        await Done(page, "output");
        await Assertions.Expect(page.Locator("[data-node=output]")).ToHaveAttributeAsync("data-cached", "true");
        await page.GetByText("Saved", new() { Exact = true }).WaitForAsync();
        Assert.That(TextureGraph.Load(GraphFile).Validate(), Is.Empty);

        // Undo and redo
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await page.Locator("[data-node=noise]").WaitForAsync();
        await Assertions.Expect(page.Locator("[data-node=graph]")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+Shift+Z");
        await page.Locator("[data-node=graph]").WaitForAsync();

        // Out again, under another name
        await page.Locator("[data-node=graph] .node-title").ClickAsync();
        await page.Keyboard.PressAsync("F2");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("Torn");
        await Assertions.Expect(page.Locator("[data-node=graph] .node-title")).ToHaveTextAsync("Torn");
        await page.GetByRole(AriaRole.Button, new() { Name = "Expand" }).ClickAsync();
        await page.Locator("[data-node=noise]").WaitForAsync();
        foreach (var wire in new[] { "bricks.height to blend.background", "noise.output to blend.foreground", "blend.output to material.height" }) await Assertions.Expect(page.GetByLabel($"Wire from {wire}")).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByLabel("Name of the group")).ToHaveValueAsync("Torn");
        await page.GetByText("Saved", new() { Exact = true }).WaitForAsync();
        Assert.That(TextureGraph.Load(GraphFile).Nodes.Select(node => node.Id), Is.EquivalentTo(new[] { "bricks", "noise", "blend", "material", "output" }));
        Assert.That(Browser.Faults, Is.Empty);
    }

    [Test]
    public async Task AGeneratingNodeTellsItsPromptAndTheModelsOwnValues()
    {
        var page = await OpenGraph();
        await Done(page, "output");
        await Add(page, "generate");
        await page.Locator("[data-node=generate] .node-title").ClickAsync();
        var panel = page.GetByRole(AriaRole.Complementary, new() { Name = "Parameters of generate" });
        await panel.GetByLabel("prompt", new() { Exact = true }).FillAsync("wet moss");
        await Assertions.Expect(page.Locator("[data-node=generate] .node-subtitle")).ToHaveTextAsync("wet moss");
        var steps = panel.GetByLabel("steps", new() { Exact = true });
        Assert.That(await steps.GetAttributeAsync("placeholder"), Is.EqualTo($"{Studio.Session.Models.All[0].Steps} (default)"));
        await steps.FillAsync("3");
        await steps.FillAsync("");
        await page.GetByText("Saved", new() { Exact = true }).WaitForAsync();
        var node = TextureGraph.Load(GraphFile).Nodes.Single(one => one.Id == "generate");
        Assert.That(node.Parameters.Keys, Is.EqualTo(new[] { "prompt" }), "an emptied field is the model's own again");
        Assert.That(Browser.Faults, Is.Empty);
    }

    [Test]
    public async Task APictureBringsItsGraphBack()
    {
        var page = await OpenGraph();
        await Done(page, "output");
        var run = Studio.Session.Runs.List(null, 1, false).Single();
        await Studio.OverAsync(run.Id);
        var file = await File.ReadAllBytesAsync(Studio.Session.Runs.FileOf(run.Id, 0, RunStore.Picture));
        await page.Locator("[data-node=noise] .node-title").ClickAsync();
        await page.Keyboard.PressAsync("Delete");
        await page.GetByText("Saved", new() { Exact = true }).WaitForAsync();

        var dropped = await page.EvaluateHandleAsync("""
            (base64) => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], 'wall.png', { type: 'image/png' }));
              return transfer;
            }
            """, Convert.ToBase64String(file));
        await page.Locator(".graph-canvas").DispatchEventAsync("drop", new { dataTransfer = dropped });
        await page.GetByText("wall.png was made by a graph").WaitForAsync();
        await Done(page, "noise");
        await Assertions.Expect(page.GetByLabel("Graph", new() { Exact = true }).And(page.Locator("select"))).ToHaveValueAsync("first graph 2");
        await Assertions.Expect(page.GetByLabel("Wire from noise.output to blend.foreground")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("[data-node=output]")).ToHaveAttributeAsync("data-cached", "true");
        Assert.That(Browser.Faults, Is.Empty);
    }

    private string GraphFile => Path.Combine(Studio.Folder, "graphs", "first graph.json");

    // From a port to the middle of a node's picture.
    private static async Task Drop(IPage page, string from, string onto)
    {
        var (start, box) = (await Middle(page, from), (await page.Locator($"[data-node={onto}] .node-title").BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(start.X, start.Y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2), new() { Steps = 8 });
        await page.Mouse.UpAsync();
    }
}
