using SeedanceGen.Release.Surfaces;
using SeedanceGen.Rules;

namespace SeedanceGen.Snapshots.Tests.Surface;

/// <summary>A rule that is not listed can change without <c>verdict</c> noticing.</summary>
public sealed class RuleListingTests
{
    private static readonly Dictionary<RuleKeywords, string> Rules = new()
    {
        [RuleKeywords.Format] = """{"type":"string","format":"uri"}""",
        [RuleKeywords.Enum] = """{"type":"integer","enum":[5,10]}""",
        [RuleKeywords.Minimum] = """{"type":"integer","minimum":4}""",
        [RuleKeywords.Maximum] = """{"type":"integer","maximum":15}""",
        [RuleKeywords.MultipleOf] = """{"type":"integer","multipleOf":5}""",
        [RuleKeywords.MinimumLength] = """{"type":"string","minLength":1}""",
        [RuleKeywords.MaximumLength] = """{"type":"string","maxLength":5}""",
        [RuleKeywords.Pattern] = """{"type":"string","pattern":"a"}""",
        [RuleKeywords.MinimumCount] = """{"type":"array","minItems":1,"items":{}}""",
        [RuleKeywords.MaximumCount] = """{"type":"array","maxItems":5,"items":{}}""",
    };

    /// <summary>The type of a field is a part of the public surface.</summary>
    [Fact]
    public void Each_keyword_of_the_core_is_listed()
    {
        Rules.Keys.ShouldBe(
            Enum.GetValues<RuleKeywords>().Except([RuleKeywords.None, RuleKeywords.Type]),
            ignoreOrder: true,
            "This test needs a rule with each keyword of RuleKeywords.cs.");
        foreach (var (keyword, schema) in Rules)
            RuleListing.Texts(RuleSchema.Read(schema)).ShouldHaveSingleItem($"RuleListing.cs does not list {keyword}.");
    }

    [Fact]
    public void The_entries_of_a_free_form_object_are_counted_in_the_listing() =>
        RuleListing.Texts(RuleSchema.Read("""{"type":"object","minProperties":1,"maxProperties":3}""")).ShouldBe(["Count [1,3]"]);
}
