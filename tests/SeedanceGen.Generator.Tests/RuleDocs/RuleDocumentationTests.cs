using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Parsing;

namespace SeedanceGen.Generator.Tests.RuleDocs;

/// <summary>Each rule has a page and a row in the release file, and nothing else has.</summary>
public sealed class RuleDocumentationTests
{
    private static readonly string Docs = Repository.PathOf("generator", "SeedanceGen.Generator", "docs");

    [Fact]
    public void Each_rule_has_a_page_with_its_title_and_severity()
    {
        var pages = Directory.EnumerateFiles(Docs, "SDG*.md").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
        pages.ShouldBe(ProblemRules.All.Select(rule => rule.Id + ".md"));
        var readme = File.ReadAllText(Path.Combine(Docs, "..", "README.md"));
        foreach (var rule in ProblemRules.All)
        {
            var severity = rule.DefaultSeverity.ToString().ToLowerInvariant();
            readme.ShouldContain($"| [{rule.Id}](docs/{rule.Id}.md) | {severity} | {rule.Title} |", Case.Sensitive);
            var page = File.ReadAllText(Path.Combine(Docs, rule.Id + ".md"));
            page.ShouldStartWith($"# {rule.Id}: {rule.Title}\n");
            page.ShouldContain($"**Severity:** {rule.DefaultSeverity}\n");
            rule.HelpLinkUri.ShouldBe($"generator/SeedanceGen.Generator/docs/{rule.Id}.md");
        }
    }

    [Fact]
    public void The_release_file_lists_each_rule()
    {
        var rows = File.ReadAllLines(Path.Combine(Docs, "AnalyzerReleases.Unshipped.md"))
            .Where(line => line.StartsWith("SDG", StringComparison.Ordinal));
        rows.ShouldBe(ProblemRules.All.Select(rule => $"{rule.Id} | {ProblemRule.Category} | {rule.DefaultSeverity} | {rule.Title}"));
    }

    [Fact]
    public void Each_page_about_limits_names_each_keyword_that_becomes_a_rule()
    {
        string[] pages =
        [
            Repository.PathOf("spec", "README.md"),
            Repository.PathOf("generator", "SeedanceGen.Generator", "README.md"),
            Path.Combine(Docs, "SDG2005.md"),
        ];
        foreach (var page in pages)
        {
            var text = File.ReadAllText(page);
            LimitsReader.Supported.Except(["items"]).Where(keyword => !text.Contains($"`{keyword}`", StringComparison.Ordinal))
                .ShouldBeEmpty(page);
        }
    }
}
