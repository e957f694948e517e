using System.Diagnostics;
using System.Text.RegularExpressions;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Readme;

/// <summary>The command lines that the tool's pages show work as they stand, one block after the other, with the real tool against the mock.</summary>
public sealed partial class ShellSnippetTests : IDisposable
{
    private static readonly string Pages = Path.Combine(SeedanceGen.Snapshots.Tests.Clone.Snapshots, "..", "..", "..", "src", "SeedanceGen.Cli");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_block_of_the_README_runs()
    {
        if (OperatingSystem.IsWindows())
            return; // They are written for a Unix shell.

        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately });
        await PrepareAsync();
        var blocks = FencedShell().Matches(await File.ReadAllTextAsync(Path.Combine(Pages, "README.md"))).Select(match => match.Groups[1].Value).ToList();

        blocks.Count.ShouldBeGreaterThan(2);
        foreach (var block in blocks)
            await RunAsync(server, block);

        Mp4.ShouldBeWrittenTo(_folder.At("river.mp4"));
        Mp4.ShouldBeWrittenTo(_folder.At("from-a-file.mp4"));
        Mp4.ShouldBeWrittenTo(_folder.At("videos/0002.mp4"));
    }

    [Fact]
    public async Task The_requests_that_the_page_of_batches_shows_keep_the_rules()
    {
        var lines = FencedJson().Match(await File.ReadAllTextAsync(Path.Combine(Pages, "docs", "batch.md"))).Groups[1].Value;
        using var tool = new ToolRun { Piped = lines };

        (await tool.RunAsync("validate", "-")).ShouldBe(ExitCode.Done, tool.Error);

        tool.Output.ShouldStartWith("2 requests");
    }

    private async Task PrepareAsync()
    {
        await File.WriteAllTextAsync(_folder.At("prompts.txt"), "A river, from a file\n");
        await File.WriteAllLinesAsync(_folder.At("requests.jsonl"), [Request(1), Request(2)]);
        Directory.CreateDirectory(_folder.At("bin"));
        await File.WriteAllTextAsync(_folder.At("bin/seedance"), $"#!/bin/sh\nexec dotnet exec '{typeof(SeedanceTool).Assembly.Location}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.At("bin/seedance"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
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

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex FencedShell();

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex FencedJson();
}
