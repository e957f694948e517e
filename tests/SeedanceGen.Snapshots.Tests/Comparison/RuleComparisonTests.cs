using SeedanceGen.Release.Comparison;

namespace SeedanceGen.Snapshots.Tests.Comparison;

/// <summary>A changed rule is compared by what it accepts, not by how it is written.</summary>
public sealed class RuleComparisonTests
{
    private const string Rules = """
        seedance-2.0 | duration | Range [4,15]
        seedance-2.0 | duration | optional
        seedance-2.0 | prompt | Length [1,null]
        seedance-2.0 | prompt | required

        """;

    [Fact]
    public void The_same_rules_change_nothing() => RuleComparison.Between(Rules, Rules).ShouldBeEmpty();

    [Theory]
    [InlineData("Range [4,15]", "Range [4,12]")]
    [InlineData("Range [4,15]", "Range [5,15]")]
    [InlineData("Range [4,15]", "Range [4,15,\"ExclusiveMaximum\"]")]
    [InlineData("Range [null,null]", "Range [null,15]")]
    [InlineData("Range [4,15]", "Values [[5,10]]")]
    [InlineData("Values [[5,10]]", "Values [[5]]")]
    [InlineData("Values [[\"a\",\"b\"],[\"A\",\"B\"]]", "Values [[\"a\"],[\"A\"]]")]
    [InlineData("Multiple [2]", "Multiple [4]")]
    [InlineData("Multiple [2]", "Values [[4,6]]")]
    [InlineData("Length [1,null]", "Length [1,500]")]
    [InlineData("Count [1,5]", "Count [1,5,\"Unique\"]")]
    [InlineData("Count [1,5]", "Count [2,5]")]
    [InlineData("UriScheme [[]]", "UriScheme [[\"https\"]]")]
    [InlineData("UriScheme [[\"http\",\"https\"]]", "UriScheme [[\"https\"]]")]
    public void A_narrower_limit_is_major_and_a_wider_one_minor(string wide, string narrow)
    {
        Compared(wide, narrow).ShouldBe((VersionBump.Major, $"seedance-2.0: duration accepts less: optional, {wide} → optional, {narrow}"));
        Compared(narrow, wide).ShouldBe((VersionBump.Minor, $"seedance-2.0: duration accepts more: optional, {narrow} → optional, {wide}"));
    }

    [Theory]
    [InlineData("Range [4,15]", "Range [5,16]")]
    [InlineData("Values [[5,10,20]]", "Range [4,15]")]
    [InlineData("Values [[4,5]]", "Multiple [2]")]
    [InlineData("Values [[5,10]]", "Values [[5,12]]")]
    [InlineData("Pattern [\"a\"]", "Pattern [\"b\"]")]
    [InlineData("Count [1,5]", "Length [1,5]")]
    public void A_limit_that_is_neither_narrower_nor_wider_is_major(string old, string now) =>
        Compared(old, now).Bump.ShouldBe(VersionBump.Major);

    [Theory]
    [InlineData("Values [[5,10]]", "Values [[10,5]]")]
    [InlineData("Values [[\"a\",\"b\"],[\"A\",\"B\"]]", "Values [[\"b\",\"a\"],[\"B\",\"A\"]]")]
    public void The_same_values_in_another_order_are_a_patch(string old, string now) => Compared(old, now).Bump.ShouldBe(VersionBump.Patch);

    [Fact]
    public void A_rule_where_there_was_none_is_major_and_one_that_goes_is_minor()
    {
        var free = Rules.Replace("seedance-2.0 | duration | Range [4,15]\n", "", StringComparison.Ordinal);

        Only(free, Rules).Bump.ShouldBe(VersionBump.Major);
        Only(Rules, free).Bump.ShouldBe(VersionBump.Minor);
    }

    [Fact]
    public void A_new_optional_field_is_minor_and_named() =>
        Only(Rules, Rules + "seedance-2.0 | seed | Range [0,4294967295]\nseedance-2.0 | seed | optional\n")
            .ShouldBe(new Change(
                VersionBump.Minor, ChangeArea.AcceptedValues, "seedance-2.0: seed is new: optional, Range [0,4294967295]"));

    [Fact]
    public void A_new_required_field_is_major() =>
        Only(Rules, Rules + "seedance-2.0 | place | required\n").Bump.ShouldBe(VersionBump.Major);

    [Fact]
    public void A_field_that_becomes_required_is_major_and_one_that_no_longer_is_is_minor()
    {
        var demanding = Rules.Replace("duration | optional", "duration | required", StringComparison.Ordinal);

        Only(Rules, demanding).Bump.ShouldBe(VersionBump.Major);
        Only(demanding, Rules).Bump.ShouldBe(VersionBump.Minor);
    }

    [Fact]
    public void A_removed_field_is_major_and_named() =>
        Only(Rules, Rules.Replace(
            "seedance-2.0 | duration | Range [4,15]\nseedance-2.0 | duration | optional\n", "", StringComparison.Ordinal))
            .ShouldBe(new Change(VersionBump.Major, ChangeArea.AcceptedValues, "seedance-2.0: duration is gone"));

    [Fact]
    public void A_new_model_is_minor_though_its_prompt_is_required() =>
        RuleComparison.Between(Rules, Rules + Rules.Replace("2.0", "3.0", StringComparison.Ordinal))
            .Select(change => (change.Bump, change.Text)).ShouldBe(
        [
            (VersionBump.Minor, "seedance-3.0: duration is new: optional, Range [4,15]"),
            (VersionBump.Minor, "seedance-3.0: prompt is new: required, Length [1,null]"),
        ]);

    private static (VersionBump Bump, string Text) Compared(string old, string now)
    {
        var change = Only(
            Rules.Replace("Range [4,15]", old, StringComparison.Ordinal), Rules.Replace("Range [4,15]", now, StringComparison.Ordinal));
        return (change.Bump, change.Text);
    }

    private static Change Only(string old, string now) => RuleComparison.Between(old, now).ShouldHaveSingleItem();
}
