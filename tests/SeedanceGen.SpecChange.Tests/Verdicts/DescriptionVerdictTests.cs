using SeedanceGen.Release.Comparison;
using SeedanceGen.Release.Repository;
using SeedanceGen.SpecChange.Tests.Edits;

namespace SeedanceGen.SpecChange.Tests.Verdicts;

/// <summary>What the comparison of two descriptions says about each kind of edit.</summary>
public sealed class DescriptionVerdictTests
{
    /// <summary>Edits whose way back is not the opposite: what replaces something breaks in both directions.</summary>
    private static readonly Dictionary<string, VersionBump> TakenBack = new(StringComparer.Ordinal)
    {
        ["another pattern"] = VersionBump.Major,
        ["a field has another name"] = VersionBump.Major,
        ["an operation has another id"] = VersionBump.Major,
        ["a path has another version"] = VersionBump.Major,
        ["another status of a success"] = VersionBump.Major,
        ["another limit of a model"] = VersionBump.Major,
        ["another method"] = VersionBump.Major,
        ["a body of another media type"] = VersionBump.Major,
        ["another type"] = VersionBump.Major,
        ["another unit"] = VersionBump.Major,
        ["a status that is no longer terminal"] = VersionBump.Major,
        ["a union instead of an object"] = VersionBump.Major,
        ["a required query parameter"] = VersionBump.Major,
        ["a required header"] = VersionBump.Major,
        ["a required field"] = VersionBump.Major,
        ["another server"] = VersionBump.Major,
        ["the key in another header"] = VersionBump.Major,
        ["a field of a response has another format"] = VersionBump.Major,
        ["a field of a response has another name"] = VersionBump.Major,
        ["a field of a response has another type"] = VersionBump.Major,
        ["an operation is deprecated"] = VersionBump.Minor,
        ["a value is deprecated"] = VersionBump.Minor,
        ["a field is deprecated"] = VersionBump.Minor,
        ["an enumeration field is deprecated"] = VersionBump.Minor,
        ["a field of a response is deprecated"] = VersionBump.Minor,
        ["another response of a receiver"] = VersionBump.Minor,
        ["a limit of a response"] = VersionBump.Minor,
        ["a required field of a response may be null"] = VersionBump.Patch,
        ["an optional field of a response may be null"] = VersionBump.Patch,
        ["no limit of a response"] = VersionBump.Patch,
        ["a default"] = VersionBump.Major,
    };

    public static TheoryData<string> Names => new(DescriptionEdits.All.Select(edit => edit.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_edit_has_its_verdict_and_names_what_changes(string name)
    {
        var edit = DescriptionEdits.Named(name);

        var changes = DescriptionComparison.Between(File.ReadAllText(Repository.Yaml), DescriptionEdits.Of(edit));

        Lines(changes).ShouldBe(edit.Lines);
        new SurfaceComparison(changes).Bump.ShouldBe(edit.Verdict);
    }

    /// <summary>Additions of one direction are losses of the other, so that no comparison takes one side only.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void An_edit_that_is_taken_back_is_compared_too(string name)
    {
        var edit = DescriptionEdits.Named(name);

        var changes = DescriptionComparison.Between(DescriptionEdits.Of(edit), File.ReadAllText(Repository.Yaml));

        new SurfaceComparison(changes).Bump.ShouldBe(Back(edit), string.Join('\n', Lines(changes)));
    }

    [Fact]
    public void The_description_itself_has_no_change()
    {
        var yaml = File.ReadAllText(Repository.Yaml);

        DescriptionComparison.Between(yaml, yaml + "# A comment.\n").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("openapi: 3.0.3\n\tpaths: {}\n", "tab")]
    [InlineData("a: b\na: c\n", "2:1")]
    [InlineData("", "not one mapping")]
    [InlineData("- a\n", "not one mapping")]
    [InlineData("a: &again\n  b: *again\n", "nested without an end")]
    public void A_description_that_cannot_be_read_is_an_error_with_its_place(string yaml, string words) =>
        Should.Throw<ReleaseException>(() => DescriptionComparison.Between(File.ReadAllText(Repository.Yaml), yaml))
            .Message.ShouldContain(words);

    [Fact]
    public void Kinds_of_nodes_that_no_description_has_are_no_crash() =>
        Should.NotThrow(() => DescriptionComparison.Between(
            File.ReadAllText(Repository.Yaml),
            "openapi: [1]\npaths: { /a: { get: 3, post: { parameters: { a: b }, responses: [x] } } }\nservers: 7\n"));

    private static VersionBump Back(DescriptionEdit edit) => edit.Verdict switch
    {
        _ when TakenBack.TryGetValue(edit.Name, out var bump) => bump,
        VersionBump.Minor => VersionBump.Major,
        VersionBump.Major => VersionBump.Minor,
        _ => VersionBump.Patch,
    };

    private static IEnumerable<string> Lines(IEnumerable<Change> changes) =>
        changes.OrderByDescending(change => change.Bump).Select(change => $"{change.Bump.Name()}  {change.Text}");
}
