using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Tests.Checking;

/// <summary>The build takes keywords that only validate without a look at them: they are checked elsewhere.</summary>
public sealed class ValidatingKeywordTests
{
    [Fact]
    public void A_keyword_that_only_validates_is_read_by_the_source_that_checks_it()
    {
        var checks = string.Concat(Directory.EnumerateFiles(Repository.PathOf("src", "Shared", "Schema"), "*.cs").Select(File.ReadAllText));

        SchemaParts.Rules.Where(keyword => !checks.Contains($"\"{keyword}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
