using Microsoft.Playwright;
using NUnit.Framework;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Studio;

/// <summary>A browser for all tests of a class, and a studio of its own for each.</summary>
public abstract class PageFixture
{
    internal Browser Browser { get; private set; } = null!;

    internal RunningStudio Studio { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartBrowser() => Browser = await Browser.StartAsync();

    [OneTimeTearDown]
    public async Task StopBrowser()
    {
        if (Browser is not null) await Browser.DisposeAsync();
    }

    [SetUp]
    public async Task StartStudio() => Studio = await RunningStudio.StartAsync();

    [TearDown]
    public async Task StopStudio()
    {
        await Browser.CloseWindowsAsync();
        await Studio.DisposeAsync();
    }

    /// <summary>Asks for pictures of the smallest size from the prompt bar, and waits for all of them.</summary>
    protected static async Task GenerateAsync(IPage page, string prompt, int count = 4)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (!await page.GetByLabel("Pictures").IsVisibleAsync()) await page.GetByRole(AriaRole.Button, new() { Name = "Settings" }).ClickAsync();
        await page.GetByLabel("Pictures").SelectOptionAsync($"{count}");
        await page.GetByLabel("Size").SelectOptionAsync("64");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Prompt" }).FillAsync(prompt);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = prompt }).WaitForAsync();
        await page.GetByLabel($"Look at picture {count}").WaitForAsync();
    }
}
