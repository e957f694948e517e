using System.CommandLine;
using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Durable;

namespace SeedanceGen.Cli.Store;

/// <summary><c>seedance worker</c>: works on the jobs of a store until it is interrupted.</summary>
internal sealed class WorkerCommand : ToolCommand<WorkerEvent>
{
    private readonly Option<string?> _store = SharedOptions.Store();
    private readonly Option<string> _output = new("--output", "-o")
    {
        HelpName = "DIR",
        Required = true,
        Description = "The folder for videos; on many machines, one that all of them share",
    };

    private readonly WorkerOptions _limits = new();

    public WorkerCommand(CommandRunner runner)
        : base(runner, "worker", "Works on the jobs of a store until Ctrl+C, with other workers.")
    {
        Add(_store, _output);
        Add(_limits.All);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "seedance worker --store jobs.db -o videos",
        "seedance worker --store postgres://seedance@db.example/jobs -o /mnt/videos",
    ];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, WorkerEvent report)
    {
        var store = StoreAddress.Require(parsed.GetValue(_store), context.Host);
        var folder = OutputFolder.Create(parsed.GetRequiredValue(_output), context.Host.Folder);
        var handler = new WorkerHandler(context);
        await using var session = await StoreSession.StartWorkerAsync(context, store, _limits.Read(parsed, folder), handler);
        context.Output.Note($"Working on {store}. Ctrl+C ends the worker; its jobs stay in the store.");
        await new StoreProgress(context, session).ShowUntilAsync(_ => Task.FromResult(false));
    }
}

/// <summary>The limits of a worker.</summary>
internal sealed class WorkerOptions
{
    private readonly Option<int?> _credits = ValueOption.Number(
        "--max-credits", "CREDITS", "What the whole store may be charged; the same for all of its workers", 1, int.MaxValue);

    private readonly Option<double?> _rate = ValueOption.PerSecond(
        "--submissions-per-second", "How many submissions all workers of the store begin in a second; no limit by default");

    private readonly Option<TimeSpan?> _pollInterval = ValueOption.Seconds(
        "--poll-interval", "The time between two polls of a job; grows from 2 to 30 by default");

    public Symbol[] All => [_credits, _rate, _pollInterval];

    public WorkerInput Read(ParseResult parsed, string folder) => new()
    {
        Folder = folder,
        MaxCredits = parsed.GetValue(_credits),
        SubmissionsPerSecond = parsed.GetValue(_rate),
        PollInterval = parsed.GetValue(_pollInterval),
    };
}

/// <summary>Prints the end of each job that this worker hears of.</summary>
internal sealed class WorkerHandler(CommandContext context) : IVideoHandler
{
    public Task CompletedAsync(FinishedVideo video, CancellationToken cancellationToken) =>
        PrintAsync(video.Job, $"saved as {video.Location}");

    public Task FailedAsync(VideoJob job, CancellationToken cancellationToken) =>
        PrintAsync(job, $"{StoreTexts.Of(job.State)}: {job.Error}");

    public Task OutcomeUnknownAsync(VideoJob job, CancellationToken cancellationToken) =>
        PrintAsync(job, $"{StoreTexts.Of(job.State)}; look whether the job exists, then run: seedance jobs resolve {job.Key}");

    private Task PrintAsync(VideoJob job, string end)
    {
        context.Output.Text($"{job.Key} {end}");
        context.Output.Object(new WorkerEvent
        {
            Key = job.Key,
            State = StoreTexts.Of(job.State),
            RequestId = job.RequestId,
            CreditsCharged = job.CreditsCharged,
            File = job.Location,
            Problem = job.Error,
        });
        return Task.CompletedTask;
    }
}

/// <summary>The end of a job; one object per line.</summary>
internal sealed class WorkerEvent : Report
{
    [Description("The key of the job in the store")]
    public string? Key { get; set; }

    [Description("How the job ended: `succeeded`, `failed`, `cancelled` or `outcome-unknown`")]
    public string? State { get; set; }

    [Description(JobReport.IdDescription)]
    public string? RequestId { get; set; }

    [Description("The price in credits, when the service named it")]
    public long? CreditsCharged { get; set; }

    [Description("Where the worker saved the video")]
    public string? File { get; set; }

    [Description("Why there is no video")]
    public string? Problem { get; set; }

    internal override JsonTypeInfo JsonType => StoreJson.Readable.WorkerEvent;

    internal override bool IsStreamed => true;
}
