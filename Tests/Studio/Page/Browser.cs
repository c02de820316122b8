using Microsoft.Playwright;
using NUnit.Framework;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Studio;

/// <summary>The system's Chromium, and pages of a studio in it. What a page writes to its console as an error fails the test.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly List<string> _faults = [];

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>What went wrong in the pages so far.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Starts it; without one the tests are skipped, but not in the check.</summary>
    public static async Task<Browser> StartAsync()
    {
        var path = Environment.GetEnvironmentVariable("SCUMBLE_BROWSER") ?? Places.FirstOrDefault(File.Exists);
        if (path is null && Environment.GetEnvironmentVariable("CI") is null) Assert.Ignore("There is no Chromium here; SCUMBLE_BROWSER names one.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
        });
        return new Browser(playwright, browser);
    }

    /// <summary>A new window with nothing remembered, at the studio's address.</summary>
    public async Task<IPage> OpenAsync(RunningStudio studio, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Dark)
    {
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        page.PageError += (_, fault) => _faults.Add(fault);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") _faults.Add(message.Text);
        };
        await page.GotoAsync(studio.Address);
        await page.GetByText("Ready on cpu").WaitForAsync();
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
