using SeedanceGen.SpecChange.Tests.UserPrograms;

namespace SeedanceGen.SpecChange.Tests.Edits;

/// <summary>
/// The recipes of the page are edits of these tests: what the page shows has its verdict, compiles, and has a program that uses it.
/// </summary>
public sealed class RecipeTests
{
    public static TheoryData<string> Titles => new(Recipe.All.Select(recipe => recipe.Title));

    [Theory]
    [MemberData(nameof(Titles))]
    public void A_recipe_is_an_edit_with_the_verdict_of_the_page_and_a_program(string title)
    {
        var edit = DescriptionEdits.All.Where(edit => edit.Recipe?.Title == title).ShouldHaveSingleItem();

        edit.Verdict.ToString().ShouldBe(Recipe.Named(title).Verdict);
        Edition.All.ShouldContain(edition => edition.Edits.Contains(edit.Name));
    }

    [Fact]
    public void Each_block_of_the_page_is_a_recipe() =>
        Recipe.All.Select(recipe => recipe.Yaml).ShouldBe(FencedBlock.Of(Recipe.Page, "yaml").Select(block => block.Text));

    [Fact]
    public void The_page_of_the_description_links_each_recipe()
    {
        var page = File.ReadAllText(Repository.PathOf("spec", "README.md"));

        foreach (var recipe in Recipe.All)
        {
            var anchor = recipe.Title.ToLowerInvariant().Replace(",", "", StringComparison.Ordinal)
                .Replace(".", "", StringComparison.Ordinal).Replace(' ', '-');
            page.ShouldContain($"](recipes.md#{anchor})");
        }
    }
}
