using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using SeedanceGen.Analyzers.Tests.Harness;

namespace SeedanceGen.Analyzers.Tests.Releases;

/// <summary>The examples of the rules' pages: each line that a comment marks with the rule is reported, and no other is.</summary>
public sealed partial class RulePageExampleTests
{
    /// <summary>The declarations that the examples use.</summary>
    private const string Surroundings = """
        using SeedanceGen;

        internal static class Program
        {
            private static void Main() { }

            private static async Task ExampleAsync(
                ISeedanceClient client, VideoGenerationRequest request, Dictionary<string, string?> configuration)
            {
                await Task.Yield();
                {
        EXAMPLE
                }
            }
        }
        """;

    public static TheoryData<string> Pages =>
        [.. new DirectoryInfo(Path.Combine(RuleDocumentationTests.Analyzers.FullName, "docs")).GetFiles().Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Exactly_the_marked_lines_are_reported(string page)
    {
        var rule = Path.GetFileNameWithoutExtension(page);
        var example = WholeKey().Replace(Block(page, "csharp"), "${1}f3k9x2m7q4w8z1c6");
        var source = Surroundings.Replace("EXAMPLE", Renamed(example), StringComparison.Ordinal);
        var marked = source.Split('\n').Index().Where(line => Mark(rule).IsMatch(line.Item)).Select(line => line.Index).ToList();

        var reported = await Analysis.RunAsync(TestCompilation.Of(source));

        marked.ShouldNotBeEmpty();
        reported.Select(diagnostic => diagnostic.Id).Distinct().ShouldBe([rule]);
        reported.Select(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line).Distinct().ShouldBe(marked, source);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_settings_change_the_severity(string page)
    {
        var rule = Path.GetFileNameWithoutExtension(page);
        var shown = Severity().Match(Block(page, "ini")).Groups[1].Value;
        var settings = AnalyzerConfigSet.Create(new[] { AnalyzerConfig.Parse(Block(page, "ini"), "/project/.editorconfig") });

        settings.GetOptionsForSourcePath("/project/Program.cs").TreeOptions[rule]
            .ShouldBe(shown == "warning" ? ReportDiagnostic.Warn : ReportDiagnostic.Error);
    }

    /// <summary>Renames variables, because examples on one page may repeat a name and a program may not.</summary>
    private static string Renamed(string example)
    {
        var made = 0;
        return Declared().Replace(example, declared => $"var example{made++} =");
    }

    private static string Block(string page, string language)
    {
        var text = File.ReadAllText(Path.Combine(RuleDocumentationTests.Analyzers.FullName, "docs", page)).ReplaceLineEndings("\n");
        return Regex.Match(text, $"```{language}\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
    }

    private static Regex Mark(string rule) => new($"// {rule}\\b");

    [GeneratedRegex("(sd2_live_8)f…")]
    private static partial Regex WholeKey();

    [GeneratedRegex(@"^var (?:client|job|request) =", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"severity = (\w+)")]
    private static partial Regex Severity();
}
