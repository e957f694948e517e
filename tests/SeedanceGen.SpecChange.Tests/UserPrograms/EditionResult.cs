using System.Text.RegularExpressions;

namespace SeedanceGen.SpecChange.Tests.UserPrograms;

/// <summary>What came of an edition.</summary>
/// <param name="Build">The build of the edited repository.</param>
/// <param name="Changed">The files that the edit and the build changed, as git sees them.</param>
/// <param name="Compilation">The build of the user's programs; the same as before when that failed.</param>
/// <param name="Run">The run of the programs; the same as before when that failed.</param>
internal sealed partial record EditionResult(
    CommandResult Build, IReadOnlyList<string> Changed, CommandResult Compilation, CommandResult Run)
{
    /// <summary>What a program said at its end: nothing when all it expected was so.</summary>
    public string? FailureOf(string program) =>
        Run.Output.Split("== ", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Trim())
            .Where(part => part.StartsWith(program + ": ", StringComparison.Ordinal))
            .Select(part => part[(program.Length + 2)..]).DefaultIfEmpty("it did not run: " + Run.Output).Single() is var end
            && end == "done" ? null : end;

    /// <summary>The warnings that a user sees in a file: the line, and the rule.</summary>
    public IEnumerable<string> WarningsIn(string file) => Warning().Matches(Compilation.Output)
        .Where(match => match.Groups["file"].Value == file)
        .Select(match => $"{match.Groups["line"].Value} {match.Groups["rule"].Value}").Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"(?<file>\w+\.cs)\((?<line>\d+),\d+\): warning (?<rule>\w+)")]
    private static partial Regex Warning();
}
