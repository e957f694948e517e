using System.CommandLine;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.AI;

namespace SeedanceGen.Cli.Mcp;

/// <summary>
/// <c>seedance mcp</c>: a server of the Model Context Protocol over standard input and output. Standard output is the protocol's alone.
/// </summary>
internal sealed class McpCommand : ToolCommand<McpReport>
{
    // Hosts of agents end a call after a minute by default, and a job takes longer.
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(45);

    private readonly Option<int?> _maxCredits = ValueOption.Number(
        "--max-credits",
        "CREDITS",
        "The ceiling of this server: it submits nothing that would bring what it was charged above this. For a host that cannot ask you, "
            + "this option is your consent; without it, such a host submits nothing",
        0,
        int.MaxValue);

    private readonly Option<string?> _folder = new("--output", "-o")
    {
        HelpName = "DIR",
        Description = "The folder that videos are saved in; nothing is written elsewhere, and without it nothing is downloaded",
    };

    private readonly Option<TimeSpan?> _wait = ValueOption.Seconds(
        "--wait", "How long a call waits for a job before it returns the job unfinished; 45 by default");

    private readonly Option<bool> _mock = SharedOptions.Mock();

    public McpCommand(CommandRunner runner)
        : base(runner, "mcp", "Offers the service to AI agents: a Model Context Protocol server over standard input and output.") =>
        Add(_maxCredits, _folder, _wait, _mock);

    public override IReadOnlyList<string> Examples { get; } =
        ["seedance mcp --mock -o videos", "seedance mcp --max-credits 200 -o videos"];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, McpReport report)
    {
        var folder = PrepareFolder(parsed.GetValue(_folder), context.Host.Folder);
        await using var session = await ServiceSession.OpenAsync(context, parsed.GetValue(_mock));
        await using var tools = new SeedanceTools(session.Client, new SeedanceToolsOptions
        {
            MaxCredits = parsed.GetValue(_maxCredits),
            DownloadFolder = folder,
            WaitTimeout = parsed.GetValue(_wait) ?? DefaultWait,
            NamePrefix = string.Empty,
            Submitted = new Announcer(context, session),
        });
        var server = new AgentServer(tools, session.Wait.PollInterval, context.Host.TimeProvider, context.Settings.ApiKey.Value);
        var (input, output) = context.Host.OpenStreams();
        context.Output.Note("The server is ready; the end of its input or Ctrl+C ends it.");
        await server.RunAsync(input, output, context.Interrupt);
    }

    private static string? PrepareFolder(string? folder, string current)
    {
        if (folder is null)
            return null;
        if (string.IsNullOrWhiteSpace(folder))
            throw new UsageException("--output is empty: name a folder, such as videos.");

        var path = Path.GetFullPath(folder, current);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException($"--output is '{folder}', and that folder cannot be created: {denied.Message}", denied);
        }

        OutputFile.EnsureWritable(Path.Combine(path, "seedance"), folder);
        return path;
    }

    /// <summary>
    /// Writes the id of each job to standard error and to the history too: the job is paid for, and a host may end before it reads the
    /// result.
    /// </summary>
    private sealed class Announcer(CommandContext context, ServiceSession session) : IProgress<GenerationJob>
    {
        public void Report(GenerationJob value)
        {
            context.Output.Say($"{value.Id} accepted, {Format.Credits(value.CreditsCharged)}");
            if (value.Request is { } request)
                _ = session.RememberAsync(context, value, request);
        }
    }
}

/// <summary>The server prints nothing of its own on standard output; only an error before its start.</summary>
internal sealed class McpReport : Report
{
    internal override JsonTypeInfo JsonType => McpReportJson.Readable.McpReport;

    internal override bool IsStreamed => true;
}

/// <summary>The JSON shape of the command.</summary>
[JsonSerializable(typeof(McpReport))]
internal sealed partial class McpReportJson : JsonSerializerContext
{
    public static McpReportJson Readable { get; } = new(ToolJson.CreateOptions());
}
