using SeedanceGen.Cli.Tests.Infrastructure;
using SeedanceGen.Cli.Tests.Transcripts;
using SeedanceGen.TestKit.Snapshots;

namespace SeedanceGen.Cli.Tests.Support;

public class SnapshotSetTests
{
    [Fact]
    public void There_is_a_file_for_each_schema_and_transcript_and_no_other()
    {
        var schemas = ((IEnumerable<object[]>)SchemaTests.Reporting)
            .Select(row => $"Schemas.{((string)row[0]).Replace(' ', '-')}.verified.json");
        var transcripts = Scenarios.All.SelectMany(
            scenario => new[] { "plain", "terminal" }.Select(way => $"Transcripts.{scenario.Name}.{way}.verified.txt"));

        SnapshotFolder.Committed(Clone.Snapshots).ShouldHoldExactly([.. schemas, .. transcripts]);
    }

    /// <summary>A command that is added without a session in which it does its work is found here.</summary>
    [Fact]
    public void Every_command_has_transcripts_in_which_it_is_done()
    {
        foreach (var way in (string[])["plain", "terminal"])
        {
            var done = Directory.GetFiles(
                Repository.PathOf("tests", "SeedanceGen.Cli.Tests", "Snapshots"), $"Transcripts.*.{way}.verified.txt")
                .SelectMany(file => File.ReadAllText(file).Split("$ seedance ")[1..])
                .Where(played => played.TrimEnd().EndsWith("-- exit code: 0", StringComparison.Ordinal))
                .Select(played => played.Split('\n')[0])
                .ToList();
            foreach (var (path, _) in CommandTree.All.Where(command => command.Path.Length > 0 && command.Command.Subcommands.Count == 0))
                done.ShouldContain(line => line == path || line.StartsWith(path + " ", StringComparison.Ordinal), $"{path}, {way}");
        }
    }
}
