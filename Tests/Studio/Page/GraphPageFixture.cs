using Microsoft.Playwright;

namespace Scumble.Tests.Studio;

/// <summary>Pages of graphs, and what a hand does on them.</summary>
public abstract class GraphPageFixture : PageFixture
{
    protected async Task<IPage> OpenGraph()
    {
        var page = await Browser.OpenAsync(Studio);
        await page.GetByRole(AriaRole.Radio, new() { Name = "Graph" }).ClickAsync();
        await page.GetByLabel("Size of the graph's pictures").SelectOptionAsync("128");
        return page;
    }

    protected static Task Done(IPage page, string node) => page.Locator($"[data-node={node}][data-state=done]").WaitForAsync();

    protected static async Task Add(IPage page, string words)
    {
        // Below the nodes there is room after each fit of the view.
        await page.Mouse.ClickAsync(480, 850);
        await page.Keyboard.PressAsync("Space");
        await page.GetByLabel("Search nodes").FillAsync(words);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".node.selected").First.WaitForAsync();
        await page.GetByLabel("fit view", new() { Exact = false }).ClickAsync();
        await page.WaitForTimeoutAsync(400);
    }

    protected static async Task Wire(IPage page, string from, string to, bool expectRefusal = false)
    {
        var (start, end) = (await Middle(page, from), await Middle(page, to));
        await page.Mouse.MoveAsync(start.X, start.Y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(end.X - 4, end.Y + 3, new() { Steps = 6 });
        await page.Mouse.MoveAsync(end.X, end.Y, new() { Steps = 2 });
        await page.Mouse.UpAsync();
        if (expectRefusal) await Assertions.Expect(page.GetByLabel($"Wire from {from} to {to}")).ToHaveCountAsync(0);
        else await page.GetByLabel($"Wire from {from} to {to}").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    protected static async Task<(float X, float Y)> Middle(IPage page, string port)
    {
        var box = (await page.Locator($".react-flow__handle[aria-label='{port}']").BoundingBoxAsync())!;
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }
}
