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

        // A wire goes by the panel of the node that it leads to, and comes back.
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the wire from noise.output" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Wire from noise.output to blur.input")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("[data-node=material] .node-message")).ToHaveTextAsync("Waits for a wire at Gaussian blur");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Wire from noise.output to blur.input")).ToHaveCountAsync(1);
        await Done(page, "output");

        // Undo takes the value back, then the wires, then the node; redo brings them again.
        for (var i = 0; i < 4; i++) await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-node=blur]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByLabel("Wire from noise.output to blend.foreground")).ToHaveCountAsync(1);
        for (var i = 0; i < 4; i++) await page.Keyboard.PressAsync("Control+Shift+Z");
        await Done(page, "blur");
        Assert.That(Browser.Faults, Is.Empty);
    }

    // The viewer shows the graph's picture, or the node's whose eye is open, and follows its changes.
    [Test]
    public async Task ANodeIsShownInTheViewer()
    {
        var page = await OpenGraph();
        await Done(page, "output");
        var facts = page.Locator(".facts-list");
        await Assertions.Expect(facts).ToContainTextAsync("first graph");
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(request.Url);
        await page.GetByLabel("Show bricks in the viewer").ClickAsync();
        await Assertions.Expect(facts).ToContainTextAsync("Bricks");
        await Assertions.Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Picture" })).ToBeCheckedAsync();
        await page.Locator("[data-node=bricks] .node-title").ClickAsync();
        var seen = requests.Count(url => url.Contains("/nodes/bricks/picture.png", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Complementary, new() { Name = "Parameters of bricks" }).GetByRole(AriaRole.Spinbutton).First.FillAsync("3");
        await Done(page, "output");
        await page.WaitForFunctionAsync("() => document.querySelector('[data-node=bricks]').dataset.cached === 'false'");
        for (var i = 0; i < 50 && requests.Count(url => url.Contains("/nodes/bricks/picture.png", StringComparison.Ordinal)) == seen; i++) await page.WaitForTimeoutAsync(100);
        Assert.That(requests.Count(url => url.Contains("/nodes/bricks/picture.png", StringComparison.Ordinal)), Is.GreaterThan(seen));
        await page.GetByLabel("Show bricks in the viewer").ClickAsync();
        await Assertions.Expect(facts).ToContainTextAsync("first graph");
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
        await Assertions.Expect(page.GetByText("Put a Control node between")).ToHaveCountAsync(1);
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

    [Test]
    public async Task ADraggedSliderIsOneStepAndItsKeyboardUndoesIt()
    {
        var page = await OpenGraph();
        await Done(page, "output");
        await page.Locator("[data-node=bricks] .node-title").ClickAsync();
        var panel = page.GetByRole(AriaRole.Complementary, new() { Name = "Parameters of bricks" });
        var (mortar, slider) = (panel.GetByRole(AriaRole.Spinbutton, new() { Name = "mortar" }), panel.GetByRole(AriaRole.Slider, new() { Name = "mortar" }));
        var box = (await slider.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.3f), box.Y + (box.Height / 2));
        await page.Mouse.DownAsync();
        foreach (var part in new[] { 0.4f, 0.55f, 0.7f })
        {
            await page.Mouse.MoveAsync(box.X + (box.Width * part), box.Y + (box.Height / 2), new() { Steps = 3 });
            await page.WaitForTimeoutAsync(900);
        }
        await page.Mouse.UpAsync();
        var dragged = await mortar.InputValueAsync();
        Assert.That(double.Parse(dragged, System.Globalization.CultureInfo.InvariantCulture), Is.GreaterThan(0.3));
        await Assertions.Expect(slider).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+Z");
        await Assertions.Expect(mortar).ToHaveValueAsync("0.12");
        await page.Keyboard.PressAsync("Control+Shift+Z");
        await Assertions.Expect(mortar).ToHaveValueAsync(dragged);

        // An arrow key reaches the next brick though a long range lies on a short way.
        await panel.GetByRole(AriaRole.Slider, new() { Name = "columns" }).PressAsync("ArrowRight");
        await Assertions.Expect(panel.GetByRole(AriaRole.Spinbutton, new() { Name = "columns" })).ToHaveValueAsync("5");
        Assert.That(Browser.Faults, Is.Empty);
    }

    [Test]
    public async Task TheViewIsKeptBetweenVisitsAndFitsAgain()
    {
        var page = await OpenGraph();
        await Done(page, "output");
        Assert.That(await Outside(page), Is.Empty, "all is seen when it is opened");
        await page.Mouse.MoveAsync(400, 820);
        await page.Mouse.WheelAsync(0, -600);
        await page.WaitForTimeoutAsync(400);
        var view = await page.Locator(".react-flow__viewport").GetAttributeAsync("style");
        Assert.That(await Outside(page), Is.Not.Empty);
        for (var i = 0; i < 2; i++)
        {
            await page.GetByRole(AriaRole.Radio, new() { Name = "Prompt" }).ClickAsync();
            await page.GetByRole(AriaRole.Radio, new() { Name = "Graph" }).ClickAsync();
            await page.Locator("[data-node=output]").WaitForAsync();
        }
        await Assertions.Expect(page.Locator(".react-flow__viewport")).ToHaveAttributeAsync("style", view!);

        // F fits all; and again, where what was selected went with an undo.
        await page.Mouse.ClickAsync(400, 850);
        await page.Keyboard.PressAsync("f");
        await page.WaitForTimeoutAsync(400);
        Assert.That(await Outside(page), Is.Empty);
        await page.Locator("[data-node=noise] .node-title").ClickAsync();
        await page.Keyboard.PressAsync("Control+D");
        await page.Locator("[data-node=noise_2].selected").WaitForAsync();
        await page.Keyboard.PressAsync("Control+Z");
        await Assertions.Expect(page.Locator("[data-node=noise_2]")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("f");
        await page.WaitForTimeoutAsync(400);
        Assert.That(await Outside(page), Is.Empty);
        await Assertions.Expect(page.GetByLabel("Map of the graph")).ToHaveCountAsync(0);

        // And while nobody moves it, it stays fitted in a smaller window.
        await page.SetViewportSizeAsync(1024, 700);
        await page.WaitForTimeoutAsync(400);
        Assert.That(await Outside(page), Is.Empty);
        Assert.That(Browser.Faults, Is.Empty);
    }

    [Test]
    public async Task ANewNodeLiesInTheViewAndNoFitMovesIt()
    {
        var page = await OpenGraph();
        await NewGraph(page, "plain");
        await page.Locator(".react-flow__pane").DblClickAsync(new() { Position = new() { X = 120, Y = 90 } });
        await page.GetByLabel("Search nodes").FillAsync("noise");
        await page.Keyboard.PressAsync("Enter");
        await Done(page, "noise");
        await page.WaitForTimeoutAsync(300);
        var (canvas, box) = ((await page.Locator(".graph-canvas").BoundingBoxAsync())!, (await page.Locator("[data-node=noise]").BoundingBoxAsync())!);
        Assert.That((box.X - canvas.X, box.Y - canvas.Y), Is.EqualTo((120f, 90f)).Using<(float X, float Y)>((a, b) => Math.Abs(a.X - b.X) < 3 && Math.Abs(a.Y - b.Y) < 3));

        await page.Locator(".react-flow__pane").DblClickAsync(new() { Position = new() { X = canvas.Width - 30, Y = canvas.Height - 30 } });
        await page.GetByLabel("Search nodes").FillAsync("invert");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[data-node=invert]").WaitForAsync();
        await page.WaitForTimeoutAsync(300);
        Assert.That(await Outside(page), Does.Not.Contain("invert"));
        await Assertions.Expect(page.Locator("[data-node=invert] .node-message")).ToHaveTextAsync("Needs a wire at input");
        Assert.That(Browser.Faults, Is.Empty);
    }

    [Test]
    public async Task GraphsBeginWithSamplesAndAreRenamedDuplicatedAndDeleted()
    {
        var page = await OpenGraph();
        await NewGraph(page, "landscape", "Terrain of four layers");
        await page.Locator("[data-node=hills]").WaitForAsync();
        await Assertions.Expect(Name(page)).ToHaveValueAsync("landscape");
        var whole = page.GetByRole(AriaRole.Complementary, new() { Name = "Parameters of the graph" });
        foreach (var exposed in new[] { "dirt", "grass", "rock", "snow" }) await Assertions.Expect(whole.Locator("label > span").GetByText(exposed, new() { Exact = true })).ToHaveCountAsync(1);

        await page.GetByLabel("Rename, duplicate or delete this graph").ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("first graph");
        await page.GetByText("There is a graph 'first graph' already.").WaitForAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("valley");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename", Exact = true }).ClickAsync();
        await Assertions.Expect(Name(page)).ToHaveValueAsync("valley");
        await page.GetByLabel("Rename, duplicate or delete this graph").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Duplicate", Exact = true }).ClickAsync();
        await Assertions.Expect(Name(page)).ToHaveValueAsync("valley 2");
        Assert.That(Files(), Is.EquivalentTo(new[] { "first graph", "valley", "valley 2" }));

        await page.GetByLabel("Rename, duplicate or delete this graph").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await page.GetByText("The graph 'valley 2' is deleted.").WaitForAsync();
        await Assertions.Expect(Name(page)).ToHaveValueAsync("valley");
        Assert.That(Files(), Is.EquivalentTo(new[] { "first graph", "valley" }));
        await page.Locator(".notice").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(Name(page)).ToHaveValueAsync("valley 2");
        Assert.That(Files(), Is.EquivalentTo(new[] { "first graph", "valley", "valley 2" }));
        Assert.That(Browser.Faults, Is.Empty);

        string?[] Files() => [.. Directory.GetFiles(Path.Combine(Studio.Folder, "graphs"), "*.json").Select(Path.GetFileNameWithoutExtension)];
    }

    private static ILocator Name(IPage page) => page.GetByLabel("Graph", new() { Exact = true }).And(page.Locator("select"));

    private static async Task NewGraph(IPage page, string name, string? sample = null)
    {
        await page.GetByLabel("New graph").ClickAsync();
        await Assertions.Expect(page.GetByLabel("Name", new() { Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(name);
        if (sample is not null) await page.GetByLabel(sample).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Assertions.Expect(Name(page)).ToHaveValueAsync(name);
    }

    // The nodes that the canvas does not show whole.
    private static Task<string[]> Outside(IPage page) => page.EvaluateAsync<string[]>("""
        () => {
          const canvas = document.querySelector('.graph-canvas').getBoundingClientRect();
          return [...document.querySelectorAll('[data-node]')].filter((node) => {
            const box = node.getBoundingClientRect();
            return box.left < canvas.left || box.top < canvas.top || box.right > canvas.right || box.bottom > canvas.bottom;
          }).map((node) => node.dataset.node);
        }
        """);
}
