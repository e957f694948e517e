using System.Globalization;
using System.Text.RegularExpressions;

namespace SeedanceGen.Contract.Tests.Readme;

/// <summary>Every code block of the documentation has a test, also on a new page or in a new language.</summary>
public sealed class CensusTests
{
    [Fact]
    public void Every_block_of_every_page_has_a_test()
    {
        var shown = FencedBlock.All.GroupBy(block => (block.Page, block.Language))
            .Select(group => Row(group.Key.Page, group.Key.Language, group.Count()));

        CoveredBlocks.All.Select(covered => Row(covered.Page, covered.Language, covered.Count)).ShouldBe(shown, ignoreOrder: true);
    }

    [Fact]
    public void Every_fence_is_part_of_a_block()
    {
        var fences = FencedBlock.All.Select(block => block.Page).Distinct()
            .SelectMany(page => File.ReadLines(Path.Combine(Repository.Root, page)))
            .Count(line => line.TrimStart().StartsWith("```", StringComparison.Ordinal));

        fences.ShouldBe(FencedBlock.All.Count * 2);
    }

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        foreach (var test in CoveredBlocks.All.Select(covered => covered.Test).Distinct())
        {
            var (file, method) = (test.Split('#')[0], test.Split('#')[1]);
            var source = File.ReadAllText(Path.Combine(Repository.Root, "tests", file));
            var declaration = $@"\[(Node|Unix|PostgreSql)?(Fact|Theory)\](\s*\[[^\n]*\])*\s*public (async )?(Task|void) {method}\(";
            Regex.IsMatch(source, declaration).ShouldBeTrue(test);
        }
    }

    private static string Row(string page, string language, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{page}: {count} of {(language.Length == 0 ? "no language" : language)}");
}
