using System.Text.RegularExpressions;

namespace SeedanceGen.Contract.Tests.Readme;

/// <summary>The README says which frameworks the packages have a build for, until when, and why not for others.</summary>
public sealed class FrameworksTests
{
    private static readonly string Readme = File.ReadAllText(Repository.PathOf("README.md"));

    [Fact]
    public void The_frameworks_of_the_page_are_those_of_the_library()
    {
        var project = File.ReadAllText(Repository.PathOf("src", "SeedanceGen", "SeedanceGen.csproj"));
        var targets = Regex.Match(project, "<TargetFrameworks>(.*?)</TargetFrameworks>").Groups[1].Value.Split(';');

        var offered = Regex.Matches(Readme, @"^\| \.NET (\d+) \| yes", RegexOptions.Multiline).Select(row => $"net{row.Groups[1].Value}.0");

        offered.ShouldBe(targets, ignoreOrder: true);
    }

    [Fact]
    public void The_end_of_the_build_for_NET_8_is_the_same_on_every_page()
    {
        var end = Regex.Match(Readme, @"^\| \.NET 8 \| yes, until (\d{4}-\d{2}-\d{2}) \|", RegexOptions.Multiline).Groups[1].Value;

        DateOnly.Parse(end, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(new DateOnly(2026, 11, 10));
        File.ReadAllText(Repository.PathOf("src", "SeedanceGen", "README.md")).ShouldContain(end);
        File.ReadAllText(Repository.PathOf("CHANGELOG.md")).ShouldContain(end);
    }

    [Fact]
    public void What_the_reason_against_NET_Standard_names_does_not_exist_there_and_is_used()
    {
        var row = Readme.Split('\n').Single(line => line.StartsWith("| .NET Standard 2.0", StringComparison.Ordinal));
        var folder = Repository.PathOf("src", "SeedanceGen", "Http");
        var sources = string.Concat(Directory.EnumerateFiles(folder, "*.cs").Select(File.ReadAllText));

        foreach (var name in new[] { "SocketsHttpHandler", "HttpRequestError" })
        {
            row.ShouldContain($"`{name}`");
            sources.ShouldContain(name);
        }
    }
}
