using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SeedanceGen.Analyzers.Tests.Harness;

namespace SeedanceGen.Analyzers.Tests.Releases;

/// <summary>Each rule has a page, a row in a release file and a row in the table of the analyzers, and nothing else has.</summary>
public sealed class RuleDocumentationTests
{
    internal static readonly DirectoryInfo Analyzers = new(Repository.PathOf("generator", "SeedanceGen.Analyzers"));

    private static readonly DiagnosticDescriptor[] Rules =
        [.. typeof(Descriptors).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null))
            .OfType<DiagnosticDescriptor>()
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    [Fact]
    public void Each_rule_has_a_page_with_its_title_category_and_severity()
    {
        Analyzers.GetDirectories("docs").Single().GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal)
            .ShouldBe(Rules.Select(rule => rule.Id + ".md"));
        foreach (var rule in Rules)
        {
            var page = Text($"docs/{rule.Id}.md");
            page.ShouldStartWith($"# {rule.Id}: {rule.Title}\n");
            page.ShouldContain($"| Category | {rule.Category} |\n");
            page.ShouldContain($"| Severity | {rule.DefaultSeverity.ToString().ToLowerInvariant()} |\n");
            page.ShouldContain($"dotnet_diagnostic.{rule.Id}.severity = ");
            File.Exists(Path.Combine(Analyzers.FullName, rule.HelpLinkUri)).ShouldBeTrue(rule.HelpLinkUri);
        }
    }

    [Fact]
    public void Each_rule_has_one_row_in_the_release_files() =>
        (Text("AnalyzerReleases.Shipped.md") + Text("AnalyzerReleases.Unshipped.md")).Split('\n')
            .Where(line => line.StartsWith("SDG", StringComparison.Ordinal))
            .ShouldBe(Rules.Select(
                rule => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}. [Help](docs/{rule.Id}.md)"));

    [Fact]
    public void Each_rule_has_a_row_in_the_table_of_the_analyzers()
    {
        foreach (var rule in Rules)
            Text("README.md").ShouldContain($"| {rule.Id} | {rule.DefaultSeverity.ToString().ToLowerInvariant()} | ");
    }

    [Fact]
    public void Each_rule_is_reported_by_an_analyzer() => Analysis.Analyzers
        .SelectMany(analyzer => analyzer.SupportedDiagnostics)
        .Select(rule => rule.Id)
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal)
        .ShouldBe(Rules.Select(rule => rule.Id));

    /// <summary>Users of F# and Visual Basic are told what no analyzer does for them.</summary>
    [Fact]
    public void The_quick_start_lists_each_rule_for_the_languages_that_no_analyzer_reads()
    {
        Analysis.Analyzers
            .SelectMany(analyzer => analyzer.GetType().GetCustomAttribute<DiagnosticAnalyzerAttribute>()!.Languages)
            .Distinct(StringComparer.Ordinal)
            .ShouldBe([LanguageNames.CSharp]);
        var page = File.ReadAllText(Repository.PathOf("src", "docs", "quick-start.md"));
        var section = page[page.IndexOf("## F# and Visual Basic", StringComparison.Ordinal)..];

        foreach (var rule in Rules)
            section.ShouldContain($"({rule.Id})");
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(Analyzers.FullName, file));
}
