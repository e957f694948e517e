using System.Diagnostics;
using System.Globalization;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Readme;

/// <summary>Runs the command lines of the tool's pages unchanged, one block after the other, with the real tool against the mock.</summary>
[Trait("Category", "Slow")]
public sealed class ShellSnippetTests : IDisposable
{
    private const string Page = "src/SeedanceGen.Cli/README.md";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_block_of_the_README_runs()
    {
        if (OperatingSystem.IsWindows())
            return; // They are written for a Unix shell.

        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately });
        await PrepareAsync();

        foreach (var block in FencedBlock.Of(Page, "sh"))
            await RunAsync(server, block.Text);

        Mp4.ShouldBeWrittenTo(_folder.At("river.mp4"));
        Mp4.ShouldBeWrittenTo(_folder.At("from-a-file.mp4"));
        Mp4.ShouldBeWrittenTo(_folder.At("videos/0002.mp4"));
    }

    [Fact]
    public async Task The_requests_that_the_page_of_batches_shows_keep_the_rules()
    {
        using var tool = new ToolRun { Piped = FencedBlock.Of("src/docs/batch.md", "json").ShouldHaveSingleItem().Text };

        (await tool.RunAsync("validate", "-")).ShouldBe(ExitCode.Success, tool.Error);

        tool.Output.ShouldStartWith("2 requests");
    }

    [Fact]
    public async Task The_mock_prints_what_the_quick_start_shows()
    {
        var shown = FencedBlock.Of("src/docs/quick-start.md", "console").ShouldHaveSingleItem().Text.Split('\n', 2);
        var port = shown[0].Split(' ')[^1];
        using var tool = new ToolRun();
        tool.ErrorWriter.When("ready", tool.Interrupts.Press);

        // The port of the page may be taken.
        var arguments = shown[0]["$ seedance ".Length..].Replace(port, "0", StringComparison.Ordinal).Split(' ');
        (await tool.RunAsync(arguments)).ShouldBe(ExitCode.Success, tool.Error);

        var chosen = new Uri(tool.OutputLines[0].Split('=')[1]).Port.ToString(CultureInfo.InvariantCulture);
        tool.Output.Replace($":{chosen}/", $":{port}/", StringComparison.Ordinal).ShouldBe(shown[1]);
    }

    [Fact]
    public async Task The_commands_of_the_skill_run()
    {
        if (OperatingSystem.IsWindows())
            return; // They are written for a Unix shell.

        await using var server = await SeedanceMockServer.StartAsync();
        await PrepareAsync();
        await File.WriteAllTextAsync(_folder.At("request.json"), Request(1));

        await RunAsync(server, FencedBlock.Of("src/docs/skill.md", "sh").ShouldHaveSingleItem().Text);

        Mp4.ShouldBeWrittenTo(_folder.At("river.mp4"));
    }

    [Fact]
    public async Task The_command_that_makes_clips_makes_one()
    {
        if (OperatingSystem.IsWindows())
            return; // It is written for a Unix shell.

        await using var server = await SeedanceMockServer.StartAsync();
        await PrepareAsync();
        if (!Programs.Has("ffmpeg"))
            await WriteCommandAsync("ffmpeg", "for last; do :; done; printf 'size\\146typ' > \"$last\"");

        var block = FencedBlock.Of("src/SeedanceGen.Testing/Service/Videos/README.md", "sh").ShouldHaveSingleItem().Text;
        await RunAsync(server, block + "clip 16x9 320x180");

        Mp4.ShouldBeWrittenTo(_folder.At("16x9.mp4"));
    }

    private async Task PrepareAsync()
    {
        await File.WriteAllTextAsync(_folder.At("prompts.txt"), "A river, from a file\n");
        await File.WriteAllLinesAsync(_folder.At("requests.jsonl"), [Request(1), Request(2)]);
        await WriteCommandAsync("seedance", $"exec dotnet exec '{typeof(SeedanceTool).Assembly.Location}' \"$@\"");
    }

    private async Task WriteCommandAsync(string name, string script)
    {
        Directory.CreateDirectory(_folder.At("bin"));
        await File.WriteAllTextAsync(_folder.At($"bin/{name}"), $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.At($"bin/{name}"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private async Task RunAsync(SeedanceMockServer server, string block)
    {
        var start = new ProcessStartInfo("bash", ["-e", "-u", "-o", "pipefail", "-c", block])
        {
            WorkingDirectory = _folder.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = _folder.At("bin") + Path.PathSeparator + start.Environment["PATH"];
        start.Environment["HOME"] = _folder.Root;
        start.Environment[SeedanceClientOptions.ApiKeyVariable] = server.ApiKey;
        start.Environment[SeedanceClientOptions.BaseAddressVariable] = server.BaseAddress.AbsoluteUri;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, block + error + await output);
    }

    private static string Request(int take) => $$"""{"model":"seedance-2.0","prompt":"A river, take {{take}}","duration":5}""";
}
