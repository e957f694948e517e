using System.Text.RegularExpressions;
using SeedanceGen.Package.Tests.Support;
using SeedanceGen.Release.Commands;

namespace SeedanceGen.Package.Tests.Running;

/// <summary>A user with the clone and an empty home folder types the commands of the pages.</summary>
[Collection(SharedPackages.Name)]
[Trait("Category", "Slow")]
public sealed partial class NewcomerTests(PackagedClone packaged)
{
    private const string Front = "README.md";
    private const string ToolPage = "src/SeedanceGen.Cli/README.md";

    /// <summary>
    /// Starts the mock, waits for both variables, and ends it with SIGTERM: a process that a background job starts ignores Ctrl+C.
    /// </summary>
    private const string MockUntilEnded = """
        coproc MOCK { exec seedance mock; }
        read -r address <&"${MOCK[0]}"; read -r key <&"${MOCK[0]}"
        kill -TERM "$MOCK_PID"; wait "$MOCK_PID"
        echo "$address $key"
        """;

    [Fact]
    public void The_commands_of_the_README_do_what_it_says()
    {
        if (OperatingSystem.IsWindows())
            return; // They are written for a Unix shell.

        var blocks = FencedBlock.Of(Front, "sh").Select(block => Commands(block.Text)).ToList();
        blocks.Count.ShouldBe(3);
        var newcomer = new Newcomer(packaged, "newcomer");

        // In an empty project, with the feed that the first of these commands has filled. The mock is stopped at the end.
        ShouldBeUnderstood(blocks[2][0]);
        newcomer.Run("dotnet new console --output .");
        foreach (var command in blocks[2][1..^1])
            newcomer.Run(command.Replace("/path/to/clone/.feed", packaged.Feed, StringComparison.Ordinal));
        blocks[2][^1].ShouldBe("seedance mock");
        newcomer.Run(MockUntilEnded).Output.ShouldContain("SEEDANCE_BASE_URL=http://127.0.0.1:");
        newcomer.Run("dotnet build -nologo -tl:off").Output.ShouldContain("0 Warning(s)");

        // The unchanged first command is a gate of .ci/run, because it builds the clone again; here the tool from the feed runs.
        const string FromSource = "dotnet run --project src/SeedanceGen.Cli -- ";
        ShouldBeUnderstood(blocks[0][0]);
        newcomer.Run(blocks[0][0].Replace(FromSource, "seedance ", StringComparison.Ordinal)).Output.ShouldContain("credits");
        newcomer.ShouldHaveVideo("river.mp4");

        foreach (var command in (string[])[.. blocks[0][1..], .. blocks[1]])
            ShouldBeUnderstood(command);
    }

    [Fact]
    public void The_tool_is_installed_and_used_as_its_page_says()
    {
        if (OperatingSystem.IsWindows())
            return; // They are written for a Unix shell.

        var newcomer = new Newcomer(packaged, "newcomer to the tool");
        newcomer.Run($"dotnet nuget add source {packaged.Feed} --name seedance");
        newcomer.Run(FencedBlock.Of(ToolPage, "console").ShouldHaveSingleItem().Text.Trim()["$ ".Length..]);
        var blocks = FencedBlock.Of(ToolPage, "sh").ToList();

        newcomer.Run(blocks[0].Text);
        newcomer.ShouldHaveVideo("river.mp4");

        // Without --mock it would need a key.
        var batch = blocks.Last(block => block.Text.Contains("--mock\n", StringComparison.Ordinal)).Text;
        newcomer.Run(batch[..(batch.IndexOf("--mock\n", StringComparison.Ordinal) + "--mock\n".Length)]).Output.ShouldContain(
            "2 of 2 saved");
        newcomer.ShouldHaveVideo("tried/0001.mp4");
        newcomer.ShouldHaveVideo("tried/0002.mp4");
    }

    [Theory]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("generator/SeedanceGen.Release/README.md")]
    public void The_commands_of_a_page_for_maintainers_are_understood(string page)
    {
        foreach (var command in FencedBlock.Of(page, "sh").SelectMany(block => Commands(block.Text)))
            ShouldBeUnderstood(command);
    }

    /// <summary>A command that takes minutes has other tests; here its projects, scripts and arguments must exist.</summary>
    private static void ShouldBeUnderstood(string command)
    {
        var parts = Understood().Match(command);
        parts.Success.ShouldBeTrue(command);
        var project = parts.Groups["project"].Value;
        if (project.Length > 0)
            Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.csproj").ShouldHaveSingleItem(command);
        var script = parts.Groups["script"].Value;
        if (script.Length > 0)
            File.Exists(Repository.PathOf(script)).ShouldBeTrue(command);
        if (project == "generator/SeedanceGen.Release")
            CommandLine.Check(parts.Groups["arguments"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldBeEmpty(command);
    }

    private static string[] Commands(string block) =>
        [.. block.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
            .Select(line => Comment().Replace(line, string.Empty).Trim()).Where(line => line.Length > 0)];

    [GeneratedRegex(@"(^|\s)#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex("""
        ^([A-Z_]+=\S+[ ])*(
            dotnet[ ](
                build
                | format
                | test([ ](?<project>tests/\S+))?([ ](--filter[ ]|-p:)\S+)?
                | run([ ]-c[ ]Release)?[ ]--project[ ](?<project>\S+)([ ]--[ ](?<arguments>.*))?
            )
            | (?<script>(\.ci|tests/\w+)/[\w-]+)
        )$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Understood();
}
