using SeedanceGen.Cli.Tests.Infrastructure;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.TestKit.Snapshots;

namespace SeedanceGen.Cli.Tests.Transcripts;

public class SnapshotSetTests
{
    [Fact]
    public void Each_schema_and_transcript_has_a_file_and_no_other_file_exists()
    {
        var schemas = ((IEnumerable<object[]>)SchemaTests.Reporting)
            .Select(row => $"Schemas.{((string)row[0]).Replace(' ', '-')}.verified.json");
        var transcripts = Scenarios.All
            .SelectMany(scenario => new[] { "plain", "terminal" }.Select(way => $"Transcripts.{scenario.Name}.{way}.verified.txt"));

        SnapshotFolder.Committed(Clone.Snapshots).ShouldHoldExactly([.. schemas, .. transcripts]);
    }

    /// <summary>Fails for a new command without a scenario in which it succeeds.</summary>
    [Fact]
    public void Every_command_has_a_transcript_in_which_it_succeeds()
    {
        foreach (var way in (string[])["plain", "terminal"])
        {
            var folder = Repository.PathOf("tests", "SeedanceGen.Cli.Tests", "Snapshots");
            var done = Directory.GetFiles(folder, $"Transcripts.*.{way}.verified.txt")
                .SelectMany(file => File.ReadAllText(file).Split("$ seedance ")[1..])
                .Where(played => played.TrimEnd().EndsWith("-- exit code: 0", StringComparison.Ordinal))
                .Select(played => played.Split('\n')[0])
                .ToList();
            // The operations of the description are one command here: all of them are made by the same code.
            var commands = CommandTree.All.Where(command => command.Path.Length > 0 && command.Command.Subcommands.Count == 0)
                .Select(command => command.Path.StartsWith("api ", StringComparison.Ordinal) ? "api" : command.Path);
            // A program starts `mcp` and speaks with it, not a person: the tests in Mcp do.
            foreach (var path in commands.Distinct().Where(path => path != "mcp"))
                done.ShouldContain(line => line == path || line.StartsWith(path + " ", StringComparison.Ordinal), $"{path}, {way}");
        }
    }
}
