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

    // Drawing in 3-D without a GPU takes most of a test's time: tests that are not about it begin in the flat view.
    private const string FlatView = """
        if (!localStorage.getItem('scumble-studio')) localStorage.setItem('scumble-studio', JSON.stringify({ version: 1, state: { view:
          { kind: '2d', shape: 'sphere', tiling: 2, displacement: 0.06, light: 1, turntable: false, map: 'basecolor', repeat: true } } }));
        """;

    /// <summary>A new window with nothing remembered but its view, at the studio's address.</summary>
    public async Task<IPage> OpenAsync(RunningStudio studio, ColorScheme scheme = ColorScheme.Dark, bool inThreeDimensions = false)
    {
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(30_000);
        if (!inThreeDimensions) await context.AddInitScriptAsync(FlatView);
        var page = await context.NewPageAsync();
        page.PageError += (_, fault) => _faults.Add(fault);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") _faults.Add($"{message.Text} {message.Location}");
        };
        await page.GotoAsync(studio.Address);
        await page.GetByText("Ready on cpu").WaitForAsync();
        return page;
    }

    /// <summary>Closes all windows, and forgets what went wrong in them.</summary>
    public async Task CloseWindowsAsync()
    {
        foreach (var context in _browser.Contexts.ToArray()) await context.CloseAsync();
        _faults.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
