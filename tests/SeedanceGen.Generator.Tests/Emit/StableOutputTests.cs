using System.Globalization;
using SeedanceGen.Generator.Tests.Infrastructure;
using SeedanceGen.Generator.Tests.Variations;

namespace SeedanceGen.Generator.Tests.Emit;

/// <summary>The same description gives the same bytes.</summary>
public sealed class StableOutputTests
{
    [Theory]
    [InlineData("tr-TR")]
    [InlineData("fi-FI")]
    [InlineData("ar-SA")]
    [InlineData("de-DE")]
    public void The_culture_changes_no_byte(string culture)
    {
        var expected = GeneratorRun.Sources(RepositoryFiles.Spec);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);
            GeneratorRun.Sources(RepositoryFiles.Spec).ShouldBe(expected);
            GeneratorRun.Sources(SpecText.WithDecimalsAndNegatives()).Values.ShouldContain(
                source => source.Contains("\"minimum\":-1.5,\"maximum\":0.25", StringComparison.Ordinal));
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void The_order_of_keywords_and_branches_changes_no_byte()
    {
        const string Range = "                duration:\n                  minimum: 4\n                  maximum: 15\n";
        const string Flow = "                \"duration\": { 'maximum': 15, minimum: 4 }\n";
        var shuffled = RepositoryFiles.Spec.Replace(Range, Flow, StringComparison.Ordinal);
        shuffled.ShouldNotBe(RepositoryFiles.Spec);
        GeneratorRun.Sources(shuffled).ShouldBe(GeneratorRun.Sources(RepositoryFiles.Spec));
    }

    [Fact]
    public void Windows_line_ends_change_no_byte()
    {
        var windows = RepositoryFiles.Spec.Replace("\n", "\r\n", StringComparison.Ordinal);
        GeneratorRun.Sources(windows).ShouldBe(GeneratorRun.Sources(RepositoryFiles.Spec));
    }

    [Fact]
    public void Lines_end_in_LF_alone_and_carry_no_trailing_blank()
    {
        foreach (var source in GeneratorRun.Sources(RepositoryFiles.Spec).Values)
        {
            source.ShouldNotContain("\r");
            source.Split('\n').ShouldAllBe(line => !line.EndsWith(' '));
            source.ShouldEndWith("}\n");
        }
    }

    [Fact]
    public void The_generated_files_are_three()
    {
        string[] expected = ["SeedanceModels.g.cs", "VideoGenerationRequest.Validation.g.cs", "VideoRequest.g.cs"];
        GeneratorRun.Sources(RepositoryFiles.Spec).Keys.ShouldBe(expected);
    }
}
