using System.CommandLine;
using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Cli.History;
using SeedanceGen.Durable;

namespace SeedanceGen.Cli.Store;

/// <summary><c>seedance jobs</c>: lists jobs, and with a store shows, resolves and cancels them.</summary>
internal sealed class JobsCommand : JobListCommand
{
    public JobsCommand(CommandRunner runner)
        : this(runner, SharedOptions.Store())
    {
    }

    private JobsCommand(CommandRunner runner, Option<string?> store)
        : base(runner, "jobs", "Lists the jobs that this machine submitted, or those of a store.", store)
    {
        store.Recursive = true;
        Add(store);
        Subcommands.Add(new JobListCommand(runner, "list", "Lists the jobs of a store, or those that this machine submitted.", store));
        Subcommands.Add(new JobStatusCommand(runner, store));
        Subcommands.Add(new JobResolveCommand(runner, store));
        Subcommands.Add(new StoredJobCancelCommand(runner, store));
    }

    public override IReadOnlyList<string> Examples { get; } = ["seedance jobs", "seedance jobs list --store jobs.db"];
}

/// <summary><c>seedance jobs list</c>: the jobs of a store; without one, those that this machine submitted.</summary>
internal class JobListCommand : ToolCommand<JobListReport>
{
    private const int DefaultLimit = 50;

    private readonly Option<string?> _store;
    private readonly Option<bool> _local = new("--local")
    {
        Description = "List what this machine submitted, although a store is named",
    };

    private readonly Option<VideoJobState?> _state = StoreOptions.State();
    private readonly Option<int?> _limit = ValueOption.Number(
        "--limit",
        "JOBS",
        string.Create(CultureInfo.InvariantCulture, $"How many jobs to list; {DefaultLimit} by default"),
        1,
        int.MaxValue);

    public JobListCommand(CommandRunner runner, string name, string description, Option<string?> store)
        : base(runner, name, description)
    {
        _store = store;
        Add(_local, _state, _limit);
    }

    public override IReadOnlyList<string> Examples { get; } =
        ["seedance jobs list --store jobs.db --state outcome-unknown", "seedance jobs list --local"];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, JobListReport report)
    {
        var limit = parsed.GetValue(_limit) ?? DefaultLimit;
        var store = parsed.GetValue(_local) ? null : StoreAddress.Read(parsed.GetValue(_store), context.Host);
        if (store is not null)
            await ListStoreAsync(context, store, parsed.GetValue(_state), limit, report);
        else if (parsed.GetValue(_state) is not null)
            throw new UsageException($"--state needs a store: name it by {SharedOptions.StoreOption} or {ToolSettings.StoreVariable}.");
        else
            await ListHistoryAsync(context, limit, report);
    }

    private static async Task ListStoreAsync(
        CommandContext context, StoreAddress store, VideoJobState? state, int limit, JobListReport report)
    {
        report.Store = store.Shown;
        await using var session = await StoreSession.OpenExistingAsync(context, store);
        var jobs = await StoreFault.GuardAsync(context, store, interrupt =>
            session.Queue.QueryAsync(state, interrupt).Take(limit + 1).ToListAsync(interrupt).AsTask());
        report.Jobs = [.. jobs.Take(limit).Select(job => StoredJob.Of(job, context.Description.PromptOf(job.Request)))];
        report.IsCut = jobs.Count > limit;
        var now = StoreSession.Clock.GetUtcNow();
        context.Output.Text(Format.Table(
        [
            ["key", "state", "job", "credits", "age", "prompt"],
            .. report.Jobs.Select(job => new[]
            {
                job.Key!, job.State, job.RequestId ?? "-", Credits(job.CreditsCharged), Format.Age(now - job.SubmittedAt),
                job.Prompt ?? string.Empty,
            }),
        ]));
        SayMore(context, report);
    }

    private static async Task ListHistoryAsync(CommandContext context, int limit, JobListReport report)
    {
        if (JobHistory.Of(context) is not { } history)
        {
            throw new UsageException(
                $"No history is kept: {ToolSettings.HistoryVariable} or the configuration file turns it off, or the environment names no "
                + "folder for it (HOME).");
        }

        var jobs = await history.ReadAsync();
        report.History = history.Path;
        report.IsCut = jobs.Count > limit;
        report.Jobs = [.. jobs.Take(limit).Select(StoredJob.Of)];
        var now = context.Host.TimeProvider.GetUtcNow();
        if (jobs.Count > 0)
        {
            context.Output.Text(Format.Table(
            [
                ["job", "state", "credits", "age", "prompt"],
                .. report.Jobs.Select(job => new[]
                {
                    job.RequestId!, job.State, Credits(job.CreditsCharged), Format.Age(now - job.SubmittedAt), job.Prompt ?? string.Empty,
                }),
            ]));
        }

        SayMore(context, report);
        context.Output.Note(jobs.Count > 0
            ? "The states are those that this machine read last; 'seedance get ID' reads one again."
            : $"This machine has submitted no job. The list is kept in {history.Path}.");
    }

    private static void SayMore(CommandContext context, JobListReport report)
    {
        if (report.IsCut)
            context.Output.Note("There are more; --limit lists them.");
    }

    private static string Credits(long? credits) => credits?.ToString(CultureInfo.InvariantCulture) ?? "-";
}

/// <summary>A list of jobs.</summary>
internal sealed class JobListReport : Report
{
    [Description("The store, without a password; absent for the list of this machine")]
    public string? Store { get; set; }

    [Description("The file of the list of this machine; absent for a store")]
    public string? History { get; set; }

    [Description("The jobs: of a store in the order of their keys, of this machine the newest first")]
    public IReadOnlyList<StoredJob> Jobs { get; set; } = [];

    [Description("Whether there are more jobs than `--limit` let through")]
    public bool IsCut { get; set; }

    internal override JsonTypeInfo JsonType => StoreJson.Readable.JobListReport;
}

/// <summary>A job of a store, or of the list of this machine.</summary>
internal sealed class StoredJob
{
    [Description("The key of the job in the store; absent in the list of this machine")]
    public string? Key { get; init; }

    [Description("The state in the store, such as `queued` or `outcome-unknown`; in the list of this machine the status that it read last")]
    public required string State { get; init; }

    [Description(JobReport.IdDescription)]
    public string? RequestId { get; init; }

    [Description("The price in credits, when the service named it")]
    public long? CreditsCharged { get; init; }

    [Description("When the job was put into the store, or submitted by this machine")]
    public DateTimeOffset SubmittedAt { get; init; }

    [Description("The beginning of the prompt")]
    public string? Prompt { get; init; }

    [Description("Where the worker saved the video")]
    public string? File { get; init; }

    [Description("What went wrong last; absent when nothing did")]
    public string? Problem { get; init; }

    public static StoredJob Of(VideoJob job, string? prompt) => new()
    {
        Key = job.Key,
        State = StoreTexts.Of(job.State),
        RequestId = job.RequestId,
        CreditsCharged = job.CreditsCharged,
        SubmittedAt = job.EnqueuedAt,
        Prompt = prompt is null ? null : JobHistory.BeginningOf(prompt),
        File = job.Location,
        Problem = job.Error,
    };

    public static StoredJob Of(HistoryRecord record) => new()
    {
        State = record.Status ?? "unknown",
        RequestId = record.Id,
        CreditsCharged = record.Credits,
        SubmittedAt = record.SubmittedAt ?? default,
        Prompt = record.Prompt,
    };
}

/// <summary>The JSON shapes of stores.</summary>
[JsonSerializable(typeof(JobListReport))]
[JsonSerializable(typeof(StoredJobReport))]
[JsonSerializable(typeof(WorkerEvent))]
internal sealed partial class StoreJson : JsonSerializerContext
{
    public static StoreJson Readable { get; } = new(ToolJson.CreateOptions());
}
