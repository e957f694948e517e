using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Cli.Tests.Terminal;
using SeedanceGen.Testing;
using SeedanceGen.TestKit.Snapshots;

namespace SeedanceGen.Cli.Tests.Transcripts;

/// <summary>What a person sees of each command, in a terminal and without one, on a clock whose pauses take no time.</summary>
public partial class TranscriptTests
{
    private const int Width = 80;
    private const string CtrlC = "\u0003";

    public static TheoryData<string> Names => new(Scenarios.All.Select(scenario => scenario.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_command_without_a_terminal_prints_its_transcript(string name)
    {
        var transcript = await PlayAsync(name, async (stage, place) =>
        {
            using var tool = new ToolRun()
                .With(stage.Service.BaseAddress.AbsoluteUri, stage.Scenario.HasKey ? stage.Service.ApiKey : null)
                .In(stage.Folder)
                .WithVariable("HOME", stage.Folder.Root);
            tool.Piped = stage.Scenario.Piped;
            foreach (var (variable, value) in stage.Scenario.Variables)
                tool.WithVariable(variable, value);
            var user = new RunningTool(
                hasTerminal: false, type: _ => Task.CompletedTask, pressCtrlC: () => Task.Run(tool.Interrupts.Press));
            tool.ErrorWriter.WhenWritten(user.Read);
            tool.OutputWriter.WhenWritten(user.Read);
            var meanwhile = stage.Scenario.Meanwhile.GetValueOrDefault(place)?.Invoke(user, stage) ?? Task.CompletedTask;
            var run = tool.RunAsync(stage.Scenario.Commands[place]);
            try
            {
                await meanwhile;
            }
            catch
            {
                tool.Interrupts.Press();
                throw;
            }

            return ((int)await run, tool.Output, tool.Error);
        });

        SnapshotFolder.Committed(Clone.Snapshots).ShouldMatch(new Snapshot($"Transcripts.{name}.plain.verified.txt", transcript));
    }

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Names))]
    public async Task A_command_in_a_terminal_prints_its_transcript(string name)
    {
        if (!OperatingSystem.IsLinux())
            return; // The pseudo-terminal is opened by a program of Linux.

        var transcript = await PlayAsync(name, async (stage, place) =>
        {
            var screen = new TerminalScreen(Width);
            var (rest, output) = (string.Empty, new StringBuilder());
            Stream? keyboard = null;
            var user = new RunningTool(hasTerminal: true, text => TypeAsync(keyboard!, text), () => TypeAsync(keyboard!, CtrlC));
            var code = await TerminalRun.RunAsync(
                stage.Folder,
                stage.Service.BaseAddress,
                typeof(TranscriptTests).Assembly.Location,
                Width,
                stage.Scenario.Commands[place],
                text =>
                {
                    rest = screen.Write(rest + text);
                    user.Read(text);
                },
                text =>
                {
                    output.Append(text);
                    user.Read(text);
                },
                typed =>
                {
                    keyboard = typed;
                    return stage.Scenario.Meanwhile.GetValueOrDefault(place)?.Invoke(user, stage) ?? Task.CompletedTask;
                },
                stage.Scenario.HasKey,
                stage.Scenario.Variables);
            rest.ShouldBeEmpty();
            return (code, output.ToString(), screen.Text + "\n");
        });

        SnapshotFolder.Committed(Clone.Snapshots).ShouldMatch(new Snapshot($"Transcripts.{name}.terminal.verified.txt", transcript));
    }

    private static async Task TypeAsync(Stream keyboard, string text)
    {
        await keyboard.WriteAsync(Encoding.UTF8.GetBytes(text));
        await keyboard.FlushAsync();
    }

    private static async Task<string> PlayAsync(
        string name, Func<Stage, int, Task<(int Code, string Output, string Error)>> run)
    {
        var scenario = Scenarios.All.Single(scenario => scenario.Name == name);
        var stuck = new StuckRead();
        await using var server = scenario.GetsStuck ? await stuck.StartAsync() : await SeedanceMockServer.StartAsync(scenario.Service);
        scenario.Prepare?.Invoke(server);
        using var folder = new TemporaryFolder();
        foreach (var (file, text) in scenario.Files)
            await File.WriteAllTextAsync(folder.At(file), text);

        var transcript = new StringBuilder();
        foreach (var (place, arguments) in scenario.Commands.Index())
        {
            var (code, output, error) = await run(new Stage(scenario, server, stuck.HasCome, folder), place);
            var quoted = arguments.Select(argument => argument.Contains(' ', StringComparison.Ordinal) ? $"\"{argument}\"" : argument);
            transcript.Append("$ seedance ").AppendJoin(' ', quoted).Append('\n');
            Append(transcript, "standard output", output);
            Append(transcript, "standard error", error);
            transcript.Append(string.Create(CultureInfo.InvariantCulture, $"-- exit code: {code}\n\n"));
        }

        var shown = transcript.Replace(server.BaseAddress.AbsoluteUri, "http://127.0.0.1:PORT/").Replace(folder.Root, "FOLDER").ToString();
        return PageToken().Replace(OtherPort().Replace(shown, "127.0.0.1:PORT"), "token=TOKEN");
    }

    private static void Append(StringBuilder transcript, string name, string text)
    {
        if (text.Trim().Length > 0)
            transcript.Append("-- ").Append(name).Append(":\n").Append(text.TrimEnd()).Append('\n');
    }

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex OtherPort();

    [GeneratedRegex("token=[A-Za-z0-9_-]{22}")]
    private static partial Regex PageToken();
}
