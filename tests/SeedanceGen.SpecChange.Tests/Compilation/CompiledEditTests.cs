using SeedanceGen.SpecChange.Tests.Edits;
using SeedanceGen.SpecChange.Tests.UserPrograms;

namespace SeedanceGen.SpecChange.Tests.Compilation;

/// <summary>Every edit gives a client that compiles, without an edit of C#.</summary>
[Trait("Category", "Slow")]
public sealed class CompiledEditTests
{
    /// <summary>The edits that no edition builds: <see cref="UserProgramTests"/> builds the others, and uses what they give.</summary>
    internal static IEnumerable<DescriptionEdit> Compiled =>
        DescriptionEdits.All.Where(edit => !Edition.All.Any(edition => edition.Edits.Contains(edit.Name)));

    public static TheoryData<string> Names => new(Compiled.Select(edit => edit.Name));

    public static TheoryData<string> Faults => new(DescriptionFaults.All.Select(fault => fault.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void An_edit_gives_a_client_that_compiles(string name) => CompiledEdits.ErrorsOf(name).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_one_error_at_its_line_and_gives_NSwag_nothing(string name)
    {
        var fault = DescriptionFaults.All.Single(other => other.Name == name);
        var yaml = fault.Apply(new YamlEditor(File.ReadAllText(Repository.Yaml)));

        var problems = CompiledEdits.Problems(yaml.ToString());

        problems.Count.ShouldBe(1, string.Join('\n', problems));
        CompiledEdits.IsHandedOn(yaml.ToString()).ShouldBeFalse("the build writes no client without it");
        problems[0].Line.ShouldBe(yaml.LineOf(fault.At), problems[0].Text);
    }
}
