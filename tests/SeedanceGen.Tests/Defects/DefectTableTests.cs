using System.Reflection;
using System.Text.RegularExpressions;

namespace SeedanceGen.Tests.Defects;

/// <summary>The table of defects names tests, and each of them exists.</summary>
public sealed partial class DefectTableTests
{
    private const int Defects = 12;

    [Fact]
    public void Every_row_names_tests_and_each_of_them_exists()
    {
        var rows = File.ReadAllLines(Repository.PathOf("tests", "SeedanceGen.Tests", "Defects", "README.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).ToList();

        rows.Count.ShouldBe(Defects);
        foreach (var row in rows)
        {
            var names = Name().Matches(row.Split('|')[3]);
            names.Count.ShouldBeGreaterThan(0, row);
            foreach (Match name in names)
                Exists(name.Groups["project"].Value, name.Groups["class"].Value, name.Groups["test"].Value).ShouldBeTrue(name.Value);
        }
    }

    private static bool Exists(string project, string type, string test) => project.Length == 0
        ? typeof(DefectTableTests).Assembly.GetTypes()
            .Any(candidate => candidate.Name == type && candidate.GetMethod(test)?.GetCustomAttributes<FactAttribute>(inherit: true)
                .Any() == true)
        : Directory.EnumerateFiles(Repository.PathOf("tests", project), type + ".cs", SearchOption.AllDirectories)
            .Any(file => Regex.IsMatch(File.ReadAllText(file), $@"public (async )?(Task|void) {test}\("));

    [GeneratedRegex(@"`(?:(?<project>[\w.]+): )?(?<class>\w+)\.(?<test>\w+)`")]
    private static partial Regex Name();
}
