using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Scumble.Tests.Studio;

public class AccessibilityTests : PageFixture
{
    [TestCase(ColorScheme.Dark)]
    [TestCase(ColorScheme.Light)]
    public async Task AxeFindsNoSeriousFault(ColorScheme scheme)
    {
        var page = await Browser.OpenAsync(Studio, scheme: scheme);
        await Look(page, "welcome");
        await GenerateAsync(page, "moss on brick", 2);
        await Look(page, "variants and settings");
        await page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
        await page.GetByText(".normal.png").WaitForAsync();
        await Look(page, "export");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Graph" }).ClickAsync();
        await page.Locator("[data-node=output][data-state=done]").WaitForAsync();
        await page.Locator("[data-node=material] .node-title").ClickAsync();
        await Look(page, "graph and parameters");
        await page.Keyboard.PressAsync("Control+G");
        await page.GetByLabel("Name of the group").WaitForAsync();
        await Look(page, "group");
        await page.GetByLabel("Make Group one node").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Expand" }).WaitForAsync();
        await Look(page, "graph node");
        await page.GetByLabel("Rename, duplicate or delete this graph").ClickAsync();
        await Look(page, "this graph");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByLabel("New graph").ClickAsync();
        await page.GetByLabel("Terrain of four layers").WaitForAsync();
        await Look(page, "new graph");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Terrain of four layers" }).WaitForAsync();
        await Look(page, "empty graph");
        await page.Locator(".react-flow__pane").DblClickAsync(new() { Position = new() { X = 420, Y = 600 } });
        await Look(page, "palette");
    }

    [Test]
    public async Task TheKeyboardReachesAllOfThePromptPage()
    {
        var page = await Browser.OpenAsync(Studio);
        await GenerateAsync(page, "moss", 1);
        await page.Locator("body").ClickAsync(new() { Position = new() { X = 700, Y = 20 } });
        var reached = new HashSet<string>();
        for (var i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>("() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent ?? ''"));
        }
        Assert.That(reached, Is.SupersetOf(new[] { "Prompt", "Generate", "Settings", "Look at picture 1", "More like picture 1", "Keep picture 1", "Compare picture 1", "Export", "2-D", "Light theme" }));
    }

    private static async Task Look(IPage page, string what)
    {
        var result = await page.RunAxe();
        Assert.That(result.Violations.Where(fault => fault.Impact is "serious" or "critical")
            .Select(fault => $"{what}: {fault.Id} ({fault.Impact}): {fault.Help}: {string.Join(" | ", fault.Nodes.Select(node => node.Html).Take(3))}"), Is.Empty);
    }
}
