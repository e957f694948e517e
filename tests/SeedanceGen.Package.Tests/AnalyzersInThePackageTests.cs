namespace SeedanceGen.Package.Tests;

/// <summary>Whoever references the package has the rules of the YAML in the build, and nothing of how it was made.</summary>
public sealed class AnalyzersInThePackageTests(PackedSdk sdk) : IClassFixture<PackedSdk>
{
    private const string Program =
        """
        using SeedanceGen;

        var request = VideoRequest.Seedance15Pro("A river")
            .WithDuration(7)
            .Build();
        Console.WriteLine(request.Model);
        """;

    [Fact]
    public void A_duration_that_the_model_does_not_accept_is_a_build_error_at_its_place_and_its_severity_can_be_changed()
    {
        using var consumer = new Consumer(sdk);

        var refused = consumer.Build(Program);
        refused.ExitCode.ShouldNotBe(0);
        refused.Output.ShouldContain("Program.cs(4,19): error SDG1001: duration is 7, but seedance-1.5-pro accepts 5 or 10 seconds");

        var accepted = consumer.Build(Program.Replace("(7)", "(10)", StringComparison.Ordinal)).ShouldSucceed();
        accepted.Output.ShouldContain("0 Warning(s)");

        consumer.Configure("root = true\n[*.cs]\ndotnet_diagnostic.SDG1001.severity = warning\n");
        var warned = consumer.Build(Program).ShouldSucceed();
        warned.Output.ShouldContain("Program.cs(4,19): warning SDG1001");
    }

    [Fact]
    public void The_package_holds_the_analyzers_and_neither_the_generator_nor_the_yaml()
    {
        var entries = sdk.Entries();

        entries.Where(entry => entry.StartsWith("analyzers/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ShouldBe(["analyzers/dotnet/cs/SeedanceGen.Analyzers.CodeFixes.dll", "analyzers/dotnet/cs/SeedanceGen.Analyzers.dll"]);
        entries.Where(entry => entry.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ShouldBe(["lib/net10.0/SeedanceGen.dll", "lib/net10.0/SeedanceGen.xml", "lib/net8.0/SeedanceGen.dll", "lib/net8.0/SeedanceGen.xml"]);
        entries.ShouldNotContain(entry => entry.Contains("YamlDotNet") || entry.Contains("SeedanceGen.Generator") || entry.EndsWith(".yaml"));
        entries.ShouldContain("README.md");
    }
}
