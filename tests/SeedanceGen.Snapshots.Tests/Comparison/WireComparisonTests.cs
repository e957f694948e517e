using SeedanceGen.Release.Comparison;
using SeedanceGen.Release.Surfaces;

namespace SeedanceGen.Snapshots.Tests.Comparison;

/// <summary>What a difference of the bytes means.</summary>
public sealed class WireComparisonTests
{
    private const string Builder = "Seedance20RequestBuilder";
    private const string Body = """{"model":"seedance-2.0","prompt":"a","duration":4}""";

    [Fact]
    public void The_same_bytes_change_nothing() => Compared(Body, Body).ShouldBeEmpty();

    [Fact]
    public void One_more_field_is_minor_and_named() =>
        Compared(Body, """{"model":"seedance-2.0","prompt":"a","duration":4,"seed":0}""").ShouldHaveSingleItem()
            .ShouldBe(new Change(VersionBump.Minor, ChangeArea.Wire, $"{Builder}: seed is sent, as 0"));

    [Fact]
    public void One_field_less_is_major_and_named() =>
        Compared(Body, """{"model":"seedance-2.0","prompt":"a"}""").ShouldHaveSingleItem()
            .ShouldBe(new Change(VersionBump.Major, ChangeArea.Wire, $"{Builder}: duration is no longer sent"));

    [Theory]
    [InlineData("\"4\"")]
    [InlineData("4.0")]
    [InlineData("5")]
    public void A_value_that_is_written_differently_is_major(string value) =>
        Compared(Body, Body.Replace("4}", value + "}", StringComparison.Ordinal)).ShouldHaveSingleItem().Bump.ShouldBe(VersionBump.Major);

    [Fact]
    public void Another_sample_of_a_field_whose_rules_changed_is_left_to_the_rules()
    {
        Compared(Body, Body.Replace("4}", "5}", StringComparison.Ordinal), "duration")
            .ShouldHaveSingleItem().Bump.ShouldBe(VersionBump.Patch);
        Compared(Body, Body.Replace("4}", "\"5\"}", StringComparison.Ordinal), "duration")
            .ShouldHaveSingleItem().Bump.ShouldBe(VersionBump.Major);
    }

    [Fact]
    public void Another_order_of_fields_is_a_patch() =>
        Compared(Body, """{"prompt":"a","model":"seedance-2.0","duration":4}""").ShouldHaveSingleItem().Bump.ShouldBe(VersionBump.Patch);

    [Fact]
    public void A_known_value_or_an_operation_that_changes_its_text_is_major()
    {
        Of(WireListing.Values, "Resolution.P720 = \"720p\"\n", "Resolution.P720 = \"hd\"\n").Max(change => change.Bump)
            .ShouldBe(VersionBump.Major);
        Of(WireListing.Operations, "list: GET /v1\n", "list: GET /v2\n").Max(change => change.Bump).ShouldBe(VersionBump.Major);
        Of(WireListing.Operations, "list: GET /v1\n", "list: GET /v1\nget: GET /v1/x\n")
            .ShouldHaveSingleItem().Bump.ShouldBe(VersionBump.Minor);
    }

    [Fact]
    public void A_new_builder_is_minor_and_one_that_goes_is_major()
    {
        WireComparison.Between(Listing([]), Listing([(Builder, Body)]), []).ShouldHaveSingleItem().Bump.ShouldBe(VersionBump.Minor);
        WireComparison.Between(Listing([(Builder, Body)]), Listing([]), []).ShouldHaveSingleItem().Bump.ShouldBe(VersionBump.Major);
    }

    private static List<Change> Compared(string old, string now, params string[] changedFields) => Of(Builder, old, now, changedFields);

    private static List<Change> Of(string name, string old, string now, params string[] changedFields) =>
        WireComparison.Between(Listing([(name, old)]), Listing([(name, now)]), [.. changedFields]).ToList();

    private static Dictionary<string, string> Listing((string Name, string Text)[] listings) =>
        listings.ToDictionary(listing => listing.Name, listing => listing.Text);
}
