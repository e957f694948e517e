using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SeedanceGen.Testing.Page.Tests.Browser;

/// <summary>The page in narrow windows, in both themes, and from the keyboard.</summary>
[Collection(BrowserGroup.Name)]
[Trait("Category", "Slow")]
public sealed class LayoutTests(BrowserFixture browser) : IAsyncLifetime
{
    private static readonly string[] Sections = ["jobs", "compose", "requests", "violations", "webhooks", "credits", "faults"];

    private SeedanceMockHost _host = null!;

    public async Task InitializeAsync() => _host = await SampleMock.StartAsync();

    public async Task DisposeAsync()
    {
        await browser.CloseAsync();
        await _host.DisposeAsync();
    }

    [BrowserFact]
    public async Task A_window_of_400_pixels_shows_every_section_without_scrolling_sideways()
    {
        var page = await OpenAsync(400, ColorScheme.Light);
        foreach (var section in Sections)
        {
            await page.Locator($"nav a[href='{section}']").ClickAsync();
            await Expect(page.Locator($"nav a.active[href='{section}']")).ToBeVisibleAsync();
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(400, section);
        }
    }

    [BrowserFact]
    public async Task A_dark_system_gives_a_dark_page_and_a_button_switches()
    {
        var page = await OpenAsync(1280, ColorScheme.Dark);
        (await BrightnessAsync(page)).ShouldBeLessThan(80);
        await page.Button("Light / dark").ClickAsync();
        await page.WaitForFunctionAsync(Brightness + " > 200");

        var light = await OpenAsync(1280, ColorScheme.Light);
        (await BrightnessAsync(light)).ShouldBeGreaterThan(200);
    }

    [BrowserFact]
    public async Task A_request_is_composed_and_sent_from_the_keyboard_alone()
    {
        var page = await OpenAsync(1280, ColorScheme.Light);
        await TabToAsync(page, "Compose");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Compose a request");
        await TabToAsync(page, "field-prompt");
        await page.Keyboard.TypeAsync("A river");
        await TabToAsync(page, "Send");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".response")).ToContainTextAsync("queued");
    }

    [BrowserFact]
    public async Task Nothing_comes_from_elsewhere_and_the_policy_stops_nothing_of_the_page()
    {
        var page = await browser.OpenAsync();
        var (foreign, complaints) = (new List<string>(), new List<string>());
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(_host.BaseAddress.AbsoluteUri, StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                foreign.Add(request.Url);
            }
        };
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(_host.PageAddress!.AbsoluteUri);
        foreach (var section in Sections)
        {
            await page.Locator($"nav a[href='{section}']").ClickAsync();
            await Expect(page.Locator($"nav a.active[href='{section}']")).ToBeVisibleAsync();
        }

        foreign.ShouldBeEmpty();
        complaints.ShouldBeEmpty();
    }

    private const string Brightness = """
        (() => {
          const [red, green, blue] = getComputedStyle(document.querySelector('.bar')).backgroundColor.match(/\d+/g).map(Number);
          return (red + green + blue) / 3;
        })()
        """;

    private static Task<double> BrightnessAsync(IPage page) => page.EvaluateAsync<double>(Brightness);

    /// <summary>Presses Tab until something with this name has the focus.</summary>
    private static async Task TabToAsync(IPage page, string name)
    {
        const string Focused = """
            () => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
              const host = e?.getRootNode()?.host ?? e;
              return [host?.id, host?.textContent?.trim(), host?.ariaLabel].map(text => text ?? ''); }
            """;
        for (var pressed = 0; pressed < 80; pressed++)
        {
            if ((await page.EvaluateAsync<string[]>(Focused)).Contains(name))
                return;
            await page.Keyboard.PressAsync("Tab");
        }

        throw new InvalidOperationException($"Tab does not lead to '{name}'.");
    }

    private async Task<IPage> OpenAsync(int width, ColorScheme theme)
    {
        var page = await browser.OpenAsync(width, theme: theme);
        await page.GotoAsync(_host.PageAddress!.AbsoluteUri);
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        await Expect(page.Locator(".clock time")).Not.ToBeEmptyAsync();
        return page;
    }
}
