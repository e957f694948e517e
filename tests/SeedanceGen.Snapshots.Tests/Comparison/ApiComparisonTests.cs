using SeedanceGen.Release.Comparison;

namespace SeedanceGen.Snapshots.Tests.Comparison;

/// <summary>What a difference of two listings of the public API means.</summary>
public sealed class ApiComparisonTests
{
    private const string Api = """
        type Sdk.Request: sealed record
        implements Sdk.Request: System.IEquatable<Sdk.Request>
        member Sdk.Request: public Request()
        member Sdk.Request: public required string Prompt { get; init; }
        attribute Sdk.Request: [JsonPropertyName("prompt")] on public required string Prompt { get; init; }
        member Sdk.Request: public int? Duration { get; init; }
        type Sdk.IClient: interface
        member Sdk.IClient: System.Threading.Tasks.Task SubmitAsync(Sdk.Request request, int attempts = 3)
        type Sdk.Seconds: enum of int
        member Sdk.Seconds: Seconds5 = 5

        """;

    [Fact]
    public void The_same_listing_changes_nothing() => ApiComparison.Between(Api, Api).ShouldBeEmpty();

    [Fact]
    public void Another_order_or_other_line_ends_change_nothing()
    {
        var turned = string.Join("\r\n", Api.Split('\n', StringSplitOptions.RemoveEmptyEntries).Reverse());
        ApiComparison.Between(Api, turned).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("member Sdk.Request: public long? Seed { get; init; }")]
    [InlineData("attribute Sdk.Request: [JsonPropertyName(\"seed\")] on public long? Seed { get; init; }")]
    [InlineData("implements Sdk.Request: System.IDisposable")]
    [InlineData("member Sdk.Seconds: Seconds10 = 10")]
    [InlineData("member Sdk.IClient: default void Later()")]
    [InlineData("type Sdk.NewThing: interface")]
    [InlineData("member Sdk.NewThing: public required string Word { get; init; }")]
    [InlineData("attribute Sdk.Request: [Obsolete(\"Use another.\")] on public int? Duration { get; init; }")]
    public void An_addition_is_minor(string line) => Bumps(Api + line).ShouldBe([VersionBump.Minor]);

    [Theory]
    [InlineData("member Sdk.Request: public required string Place { get; init; }")]
    [InlineData("member Sdk.Request: public abstract void Later()")]
    [InlineData("member Sdk.IClient: void Later()")]
    [InlineData("implements Sdk.IClient: System.IDisposable")]
    [InlineData("attribute Sdk.Request: [RequiresUnreferencedCode(\"reflects\")] on public Request()")]
    [InlineData("attribute Sdk.Seconds: [Flags]")]
    public void An_addition_that_obliges_users_is_major(string line) => Bumps(Api + line).ShouldBe([VersionBump.Major]);

    [Theory]
    [InlineData("member Sdk.Request: public int? Duration { get; init; }\n", "")]
    [InlineData("member Sdk.Seconds: Seconds5 = 5\n", "")]
    [InlineData("Seconds5 = 5", "Seconds5 = 6")]
    [InlineData("int? Duration", "int Duration")]
    [InlineData("int? Duration", "long? Duration")]
    [InlineData("attempts = 3", "attempts = 4")]
    [InlineData("Sdk.Request request,", "Sdk.Request? request,")]
    [InlineData("Sdk.Request request,", "Sdk.Request asked,")]
    [InlineData("sealed record", "sealed class")]
    [InlineData("{ get; init; }", "{ get; }")]
    [InlineData("[JsonPropertyName(\"prompt\")]", "[JsonPropertyName(\"text\")]")]
    public void A_removed_or_changed_member_is_major(string old, string now)
    {
        var changes = ApiComparison.Between(Api, Api.Replace(old, now, StringComparison.Ordinal)).ToList();

        changes.ShouldContain(change => change.Bump == VersionBump.Major && change.Text.StartsWith("- ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_removed_member_is_named()
    {
        var changes = ApiComparison.Between(
            Api, Api.Replace("member Sdk.Request: public int? Duration { get; init; }\n", "", StringComparison.Ordinal));

        changes.ShouldHaveSingleItem().ShouldBe(
            new Change(VersionBump.Major, ChangeArea.PublicSurface, "- member Sdk.Request: public int? Duration { get; init; }"));
    }

    [Fact]
    public void A_withdrawn_warning_is_minor() => ApiComparison.Between(Api + "attribute Sdk.Request: [Obsolete(\"Old.\")]\n", Api)
        .ShouldHaveSingleItem().Bump.ShouldBe(VersionBump.Minor);

    private static IEnumerable<VersionBump> Bumps(string current) => ApiComparison.Between(Api, current).Select(change => change.Bump);
}
