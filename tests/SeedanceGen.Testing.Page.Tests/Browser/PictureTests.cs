using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SeedanceGen.Testing.Page.Tests.Browser;

/// <summary>Takes the pictures of the guide. With <c>SEEDANCE_RECORD=1</c> those that it shows are replaced.</summary>
[Collection(BrowserGroup.Name)]
[Trait("Category", "Slow")]
public sealed class PictureTests(BrowserFixture browser)
{
    private static readonly (string Name, string Section, string? Link, int Width, int Height)[] Pictures =
    [
        ("jobs", "jobs", "req_0000000001", 1200, 760),
        ("compose", "compose", null, 1200, 760),
        ("requests", "requests", "#9", 1200, 640),
        ("webhooks", "webhooks", "#1", 1200, 640),
        ("faults", "faults", null, 1200, 700),
        ("violations", "violations", null, 1200, 560),
        ("credits", "credits", null, 1200, 640),
        ("narrow", "jobs", "req_0000000002", 400, 860),
    ];

    [BrowserFact]
    public async Task The_pictures_of_the_guide_are_taken_in_both_themes()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "pictures");
        var guide = await File.ReadAllTextAsync(Repository.PathOf("src", "docs", "testing-page.md"));
        var isRecorded = Environment.GetEnvironmentVariable("SEEDANCE_RECORD") is not null;
        Directory.CreateDirectory(folder);
        await using var host = await SampleMock.StartAsync();
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach (var (name, section, link, width, height) in Pictures)
            {
                var page = await browser.OpenAsync(width, height, theme);
                await page.GotoAsync(host.PageAddress!.AbsoluteUri);
                await page.Locator($"nav a[href='{section}']").ClickAsync();
                await Expect(page.Locator($"nav a.active[href='{section}']")).ToBeVisibleAsync();
                if (link is not null)
                    await page.Locator(".list").GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();
                if (name == "compose")
                    await FillAsync(page);
                if (link is not null)
                    await Expect(page.Locator(".details pre")).ToBeVisibleAsync();
                await page.WaitForFunctionAsync("() => [...document.querySelectorAll('video')].every(video => video.readyState === 4)");
                await page.EvaluateAsync("() => document.fonts.ready.then(() => document.activeElement?.blur())");
                var file = Path.Combine(folder, FormattableString.Invariant($"page-{name}-{theme.ToString().ToLowerInvariant()}.png"));
                await page.ScreenshotAsync(new() { Path = file, Animations = ScreenshotAnimations.Disabled });
                new FileInfo(file).Length.ShouldBeLessThan(200_000);
                if (isRecorded && guide.Contains(Path.GetFileName(file), StringComparison.Ordinal))
                    File.Copy(file, Repository.PathOf("src", "docs", "images", Path.GetFileName(file)), overwrite: true);
                await page.Context.CloseAsync();
            }
        }
    }

    private static async Task FillAsync(IPage page)
    {
        await page.Input("field-prompt").FillAsync("A river through an autumn forest");
        await page.Input("field-duration").FillAsync("17");
        await page.Button("Command line").ClickAsync();
        await Expect(page.Locator("pre.copied")).ToContainTextAsync("seedance submit");
    }
}
