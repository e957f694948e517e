using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Cli.Tests.Terminal;
using SeedanceGen.Snapshots.Tests.Comparer;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Transcripts;

/// <summary>What a person sees: each command in a terminal and without one, on a clock whose pauses take no time.</summary>
public partial class TranscriptTests
{
    private const int Width = 80;

    public static TheoryData<string> Names => new(Scenarios.All.Select(scenario => scenario.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Without_a_terminal(string name)
    {
        var transcript = await PlayAsync(name, async (server, folder, hasKey, arguments) =>
        {
            using var tool = new ToolRun().With(server.BaseAddress.AbsoluteUri, hasKey ? server.ApiKey : null).In(folder).WithVariable("HOME", folder.Root);
            var code = await tool.RunAsync(arguments);
            return ((int)code, tool.Output, tool.Error);
        });

        SnapshotFolder.Committed().ShouldMatch(new Snapshot($"Transcripts.{name}.plain.verified.txt", transcript));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task In_a_terminal(string name)
    {
        if (!OperatingSystem.IsLinux())
            return; // The pseudo-terminal is opened by a program of Linux.

        var transcript = await PlayAsync(name, async (server, folder, hasKey, arguments) =>
        {
            var screen = new TerminalScreen(Width);
            var rest = string.Empty;
            var code = await TerminalRun.RunAsync(
                folder, server.BaseAddress, typeof(TranscriptTests).Assembly.Location, " > .output", Width, arguments, text => rest = screen.Write(rest + text), hasKey);
            var output = await File.ReadAllTextAsync(folder.At(".output"));
            File.Delete(folder.At(".output"));
            rest.ShouldBeEmpty();
            return (code, output, screen.Text + "\n");
        });

        SnapshotFolder.Committed().ShouldMatch(new Snapshot($"Transcripts.{name}.terminal.verified.txt", transcript));
    }

    private static async Task<string> PlayAsync(
        string name, Func<SeedanceMockServer, TemporaryFolder, bool, string[], Task<(int Code, string Output, string Error)>> run)
    {
        var scenario = Scenarios.All.Single(scenario => scenario.Name == name);
        await using var server = await SeedanceMockServer.StartAsync(scenario.Service);
        using var folder = new TemporaryFolder();
        foreach (var (file, text) in scenario.Files)
            await File.WriteAllTextAsync(folder.At(file), text);

        var transcript = new StringBuilder();
        foreach (var arguments in scenario.Commands)
        {
            var (code, output, error) = await run(server, folder, scenario.HasKey, arguments);
            transcript.Append("$ seedance ").AppendJoin(' ', arguments.Select(argument => argument.Contains(' ', StringComparison.Ordinal) ? $"\"{argument}\"" : argument)).Append('\n');
            Append(transcript, "standard output", output);
            Append(transcript, "standard error", error);
            transcript.Append(string.Create(CultureInfo.InvariantCulture, $"-- exit code: {code}\n\n"));
        }

        var shown = transcript.Replace(server.BaseAddress.AbsoluteUri, "http://127.0.0.1:PORT/").Replace(folder.Root, "FOLDER").ToString();
        return OtherPort().Replace(shown, "http://127.0.0.1:PORT/");
    }

    private static void Append(StringBuilder transcript, string name, string text)
    {
        if (text.Trim().Length > 0)
            transcript.Append("-- ").Append(name).Append(":\n").Append(text.TrimEnd()).Append('\n');
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex OtherPort();
}
