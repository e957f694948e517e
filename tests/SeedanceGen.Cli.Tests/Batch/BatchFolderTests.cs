using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Batch;

public class BatchFolderTests
{
    [Fact]
    public async Task A_file_with_the_name_of_a_video_that_was_not_submitted_is_not_replaced()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);
        Directory.CreateDirectory(tool.Folder.At("films"));
        await File.WriteAllTextAsync(tool.Folder.At("films/0001.mp4"), "mine");
        await File.WriteAllTextAsync(tool.Folder.At("own.jsonl"), """{"model":"seedance-2.0","prompt":"A river","duration":5}""");

        (await tool.RunAsync("batch", "own.jsonl", "-o", "films")).ShouldBe(ExitCode.Usage, tool.Error);

        tool.ErrorLines[^1].ShouldContain("0001.mp4");
        (await File.ReadAllTextAsync(tool.Folder.At("films/0001.mp4"))).ShouldBe("mine");
        server.Journal.Entries.ShouldBeEmpty();
    }
}
