namespace SeedanceGen.Contract.Tests.Spec;

/// <summary>Two independent linters find nothing wrong with the API description, and do find an error that a test adds.</summary>
[Trait("Category", "Slow")]
public sealed class LinterTests
{
    [NodeFact]
    public void Spectral_reports_nothing()
    {
        var command = SpecTools.Spectral(Repository.Spec);

        command.ShouldSucceed();
        command.Output.ShouldContain("No results with a severity of 'hint' or higher found!");
    }

    [NodeFact]
    public void Redocly_reports_nothing()
    {
        var command = SpecTools.Redocly(Repository.Spec);

        command.ShouldSucceed();
        command.Output.ShouldContain("Your API description is valid.");
        command.Output.ShouldNotContain("warning was generated", Case.Insensitive);
    }

    [NodeFact]
    public void Both_linters_report_an_example_that_breaks_the_limit_of_a_model()
    {
        using var scratch = new Scratch();
        var yaml = File.ReadAllText(Repository.Yaml);
        File.WriteAllText(scratch.File("seedance.openapi.yaml"),
            yaml.Replace("                  duration: 5\n", "                  duration: 16\n", StringComparison.Ordinal));

        SpecTools.Spectral(scratch.Folder).ExitCode.ShouldNotBe(0);
        SpecTools.Redocly(scratch.Folder).ExitCode.ShouldNotBe(0);
    }
}
