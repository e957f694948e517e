using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using SeedanceGen.Generator.Tests.Infrastructure;

namespace SeedanceGen.Generator.Tests.Malformed;

/// <summary>
/// Every faulty file gives exactly the diagnostics that it expects, each at the place that it names. The expectation is a
/// comment in the faulty line, or in the first one for a file without lines: <c>#! SDG2003</c>.
/// </summary>
public sealed partial class MalformedSpecTests
{
    private static readonly string Folder = Repository.PathOf("tests", "SeedanceGen.Generator.Tests", "Malformed");

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_faulty_file_gives_its_diagnostics_at_their_place_and_no_exception(string file)
    {
        var yaml = Completed(File.ReadAllText(Path.Combine(Folder, file)).ReplaceLineEndings("\n"));
        var expected = Expected(yaml);
        expected.ShouldNotBeEmpty();

        var result = GeneratorRun.Of(yaml);
        result.Diagnostics.Select(diagnostic => Found(diagnostic, yaml)).Order(StringComparer.Ordinal).ShouldBe(expected);
        result.Diagnostics.ShouldAllBe(diagnostic => diagnostic.Location.GetLineSpan().Path == GeneratorRun.SpecPath);
    }

    [Fact]
    public void The_corpus_reaches_every_rule_that_one_file_can_break()
    {
        var texts = string.Concat(Directory.EnumerateFiles(Folder, "*.yaml").Select(File.ReadAllText));
        var rules = Generator.Diagnostics.ProblemRules.All.Select(rule => rule.Id)
            .Except([Generator.Diagnostics.ProblemRules.SeveralSpecs]);
        rules.Where(rule => !texts.Contains("#! " + rule, StringComparison.Ordinal)).ShouldBeEmpty();
        Files.Count.ShouldBeGreaterThanOrEqualTo(20);
    }

    [Fact]
    public void A_second_description_is_reported_at_its_own_path()
    {
        var driver = GeneratorRun.Driver(new MemoryText("b.yaml", RepositoryFiles.Spec), new MemoryText("a.yaml", RepositoryFiles.Spec));
        var result = driver.RunGenerators(GeneratorRun.EmptyProject).GetRunResult().Results.Single();
        var diagnostic = result.Diagnostics.ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe("SDG2014");
        diagnostic.Location.GetLineSpan().Path.ShouldBe("b.yaml");
        result.GeneratedSources.Length.ShouldBe(3);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void A_file_that_breaks_off_anywhere_never_throws()
    {
        // Every 97th place is cheap and meets all kinds of constructs.
        for (var length = 0; length < RepositoryFiles.Spec.Length; length += 97)
        {
            var result = GeneratorRun.Of(RepositoryFiles.Spec[..length]);
            if (result.GeneratedSources.Length == 0)
                result.Diagnostics.ShouldNotBeEmpty();
        }
    }

    /// <summary>A short file stands for the whole description with its fault in the request's schema.</summary>
    private static string Completed(string yaml)
    {
        const string Marker = "#request\n";
        if (!yaml.StartsWith(Marker, StringComparison.Ordinal))
            return yaml;
        var head = File.ReadAllText(Path.Combine(Folder, "Head.txt")).ReplaceLineEndings("\n");
        return head + yaml[Marker.Length..];
    }

    private static string[] Expected(string yaml) => [.. yaml.Split('\n')
        .SelectMany((line, index) => Expectation().Matches(line).Select(match => At(match.Groups["id"].Value, index + 1)))
        .Order(StringComparer.Ordinal)];

    private static string Found(Diagnostic diagnostic, string yaml)
    {
        var span = diagnostic.Location.GetLineSpan();
        span.EndLinePosition.ShouldBeGreaterThanOrEqualTo(span.StartLinePosition);
        var lines = yaml.Split('\n');
        var start = span.StartLinePosition;
        start.Line.ShouldBeLessThan(lines.Length);
        start.Character.ShouldBeLessThanOrEqualTo(lines[start.Line].Length);

        // The offset and the line name the same place.
        var offset = lines.Take(start.Line).Sum(line => line.Length + 1) + start.Character;
        diagnostic.Location.SourceSpan.Start.ShouldBe(offset, diagnostic.ToString());
        return At(diagnostic.Id, start.Line + 1);
    }

    private static string At(string id, int line) => string.Create(CultureInfo.InvariantCulture, $"{line:0000} {id}");

    [GeneratedRegex(@"#! (?<id>SDG\d{4})")]
    private static partial Regex Expectation();
}
