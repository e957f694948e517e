using Microsoft.Playwright;

namespace SeedanceGen.Testing.Page.Tests.Browser;

/// <summary>The Chromium of the machine, started once for all tests of the collection. Nothing is downloaded.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    public const string Program = "chromium";

    /// <summary>Other tests may have the processors; what is waited for comes at once otherwise.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (!Programs.Has(Program))
            return;

        Assertions.SetDefaultExpectTimeout((float)Limit.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                .Select(folder => Path.Combine(folder, Program)).First(File.Exists),
            // The sandbox of the browser needs rights that a container does not give.
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>
    /// Closes every window. A test does it at its end: a page whose mock is gone looks for it again and again, beside all later tests.
    /// </summary>
    public async Task CloseAsync()
    {
        foreach (var window in _browser?.Contexts ?? [])
            await window.CloseAsync();
    }

    /// <summary>A window of its own, with its own cookies.</summary>
    public async Task<IPage> OpenAsync(int width = 1280, int height = 860, ColorScheme theme = ColorScheme.Light)
    {
        var browser = _browser ?? throw new InvalidOperationException($"There is no {Program} on this machine.");
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = theme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout((float)Limit.TotalMilliseconds);
        return page;
    }
}

/// <summary>The tests that share a browser.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserGroup : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}
