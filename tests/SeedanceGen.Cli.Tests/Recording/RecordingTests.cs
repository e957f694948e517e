using System.Xml.Linq;
using SeedanceGen.Cli.Tests.Support;

namespace SeedanceGen.Cli.Tests.Recording;

/// <summary>The films of the pages show the real tool. <c>SEEDANCE_RECORD=1</c> records them again.</summary>
[Trait("Category", "Slow")]
public class RecordingTests
{
    private const string RecordVariable = "SEEDANCE_RECORD";
    private const int MostBytes = 200 * 1024;

    public static TheoryData<string, string[]> Films => new()
    {
        { "generate", ["generate", "A river in an autumn forest", "--mock", "-o", "river.mp4"] },
        { "batch", ["batch", "requests.jsonl", "-o", "videos", "--max-concurrency", "3", "--mock"] },
    };

    [Theory]
    [MemberData(nameof(Films))]
    public async Task The_film_shows_the_current_output_of_the_tool(string name, string[] arguments)
    {
        var path = Repository.PathOf("src", "docs", "images", $"{name}.svg");
        if (Environment.GetEnvironmentVariable(RecordVariable) == "1")
            await RecordAsync(path, arguments);

        new FileInfo(path).Length.ShouldBeLessThan(MostBytes);
        var shown = XDocument.Load(path).Descendants()
            .Where(element => element.Name.LocalName == "text")
            .Select(element => element.Value)
            .ToList();
        using var tool = new ToolRun();
        await WriteRequestsAsync(tool.Folder);
        (await tool.RunAsync(arguments)).ShouldBe(ExitCode.Success, tool.Error);
        shown.ShouldContain(line => line.StartsWith($"$ seedance {name}", StringComparison.Ordinal));
        foreach (var line in tool.OutputLines)
            shown.ShouldContain(line.Replace(tool.Folder.Root, "/home/you", StringComparison.Ordinal));
    }

    private static async Task RecordAsync(string path, string[] arguments)
    {
        using var folder = new TemporaryFolder();
        await WriteRequestsAsync(folder);
        var quoted = arguments.Select(argument => argument.Contains(' ', StringComparison.Ordinal) ? $"\"{argument}\"" : argument);
        var typed = "seedance " + string.Join(' ', quoted);
        var film = SvgFilm.Of(await Film.TakeAsync(folder, typed, arguments));
        await File.WriteAllTextAsync(path, film.Replace(folder.Root, "/home/you", StringComparison.Ordinal));
    }

    private static Task WriteRequestsAsync(TemporaryFolder folder) => File.WriteAllLinesAsync(
        folder.At("requests.jsonl"),
        Enumerable.Range(1, 6).Select(line => $$"""{"model":"seedance-2.0","prompt":"River, take {{line}}","duration":5}"""));
}
