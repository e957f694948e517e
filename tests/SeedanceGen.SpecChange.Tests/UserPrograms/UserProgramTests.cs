using System.Text.RegularExpressions;
using SeedanceGen.Release.Comparison;
using SeedanceGen.SpecChange.Tests.Edits;

namespace SeedanceGen.SpecChange.Tests.UserPrograms;

/// <summary>
/// Each edit of the description reaches the people who use the packages and the tool: a program outside of the repository sees public
/// members alone, works against the mock, and starts the tool with its new options.
/// </summary>
[Trait("Category", "Slow")]
public sealed partial class UserProgramTests(EditedRepository repository) : IClassFixture<EditedRepository>
{
    public static TheoryData<string> Editions => new(Edition.All.Select(edition => edition.Name));

    public static TheoryData<string, string> Programs
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var edition in Edition.All)
            {
                foreach (var edit in edition.Edits)
                    rows.Add(edition.Name, edit);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public void An_edit_and_a_build_change_the_description_and_the_generated_client_alone(string edition)
    {
        var result = repository.Of(edition);

        result.Build.ShouldSucceed();
        result.Changed.ShouldBe(["spec/seedance.openapi.yaml", "src/SeedanceGen/Generated/SeedanceApi.g.cs"], ignoreOrder: true);
        result.Compilation.ShouldSucceed();
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_of_a_user_uses_what_an_edit_gives(string edition, string edit)
    {
        var program = Edition.ProgramOf(edit);
        var result = repository.Of(edition);

        result.FailureOf(program).ShouldBeNull(edit);
        result.WarningsIn(program + ".cs").ShouldBe(Expected(edition, program), ignoreOrder: true);
    }

    [Fact]
    public void Each_edit_that_is_an_addition_has_a_program()
    {
        var used = Edition.All.SelectMany(edition => edition.Edits).ToHashSet(StringComparer.Ordinal);

        DescriptionEdits.All.Where(edit => edit.Verdict == VersionBump.Minor).Select(edit => edit.Name)
            .Where(name => !used.Contains(name)).ShouldBe(WithoutProgram.Keys, ignoreOrder: true);
    }

    /// <summary>Additions that give a program nothing to use, each with the reason.</summary>
    private static Dictionary<string, string> WithoutProgram { get; } = new(StringComparer.Ordinal)
    {
        ["no limit of a response"] = "The client checks no limits of responses.",
        ["another response of a receiver"] = "What the endpoint responds is its own choice.",
        ["another way to send the key"] = "The client sends the key as before.",
        ["a body that may be missing"] = "A submission without a request is no job.",
    };

    /// <summary>A line of a program says which warning its user gets: <c>// warns: SDG1001</c>.</summary>
    private static IEnumerable<string> Expected(string edition, string program) =>
        File.ReadLines(Path.Combine(EditedRepository.UserPrograms, edition, program + ".cs"))
            .SelectMany((line, index) => Mark().Matches(line).Select(match => $"{index + 1} {match.Groups[1].Value}"));

    [GeneratedRegex(@"// warns: (\w+)")]
    private static partial Regex Mark();
}
