using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SeedanceGen.Testing.Page.Tests.Browser;

/// <summary>Finds the components of Fluent UI, whose inputs stand in their shadow trees.</summary>
internal static class Elements
{
    /// <summary>The input of a field, by the id of the field.</summary>
    public static ILocator Input(this IPage page, string id) => page.Locator($"#{id} input, #{id} textarea").First;

    /// <summary>A button, by its whole text.</summary>
    public static ILocator Button(this IPage page, string text) =>
        page.Locator("fluent-button", new() { HasTextRegex = new Regex($"^\\s*{Regex.Escape(text)}\\s*$") });

    public static ILocator Link(this IPage page, string text) => page.GetByRole(AriaRole.Link, new() { Name = text, Exact = true });

    /// <summary>Chooses an option of a list.</summary>
    public static async Task ChooseAsync(this IPage page, string id, string text)
    {
        await page.Locator($"#{id}").ClickAsync();
        var option = page.Locator($"#{id} fluent-option", new() { HasTextRegex = new Regex($"^\\s*{Regex.Escape(text)}\\s*$") });
        // On a busy machine the page may draw itself anew after the list was opened, which closes it.
        for (var tried = 1; tried < 5 && !await option.IsVisibleAsync(); tried++)
        {
            await page.WaitForTimeoutAsync(500);
            if (!await option.IsVisibleAsync())
                await page.Locator($"#{id}").ClickAsync();
        }

        await option.ClickAsync();
    }
}
