using System.CommandLine;
using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Durable;

namespace SeedanceGen.Cli.Store;

/// <summary>A command for one job of a store.</summary>
internal abstract class StoredJobCommand : ToolCommand<StoredJobReport>
{
    private readonly Option<string?> _store;

    protected StoredJobCommand(CommandRunner runner, string name, string description, Option<string?> store)
        : base(runner, name, description) => _store = store;

    protected sealed override async Task RunAsync(ParseResult parsed, CommandContext context, StoredJobReport report)
    {
        var store = StoreAddress.Require(parsed.GetValue(_store), context.Host);
        Check(parsed);
        report.Store = store.Shown;
        await using var session = await StoreSession.OpenExistingAsync(context, store);
        await StoreFault.GuardAsync(context, store, async interrupt =>
        {
            await RunAsync(parsed, context, session.Queue, report, interrupt);
            return true;
        });
    }

    /// <summary>Checks the command line before the store is opened.</summary>
    protected virtual void Check(ParseResult parsed)
    {
    }

    protected abstract Task RunAsync(
        ParseResult parsed, CommandContext context, IVideoQueue queue, StoredJobReport report, CancellationToken interrupt);

    /// <summary>Reports a job and prints it.</summary>
    protected static void Show(CommandContext context, StoredJobReport report, VideoJob job)
    {
        report.Job = StoredJob.Of(job, context.Description.PromptOf(job.Request));
        context.Output.Text(Format.Pairs(
            ("key", report.Job.Key),
            ("state", report.Job.State),
            ("job", report.Job.RequestId),
            ("credits", report.Job.CreditsCharged?.ToString(CultureInfo.InvariantCulture)),
            ("age", Format.Age(StoreSession.Clock.GetUtcNow() - report.Job.SubmittedAt)),
            ("prompt", report.Job.Prompt),
            ("video", report.Job.File),
            ("problem", report.Job.Problem)));
    }

    protected static VideoJob Found(VideoJob? job, string key, StoredJobReport report) => job ?? throw new UsageException(
        $"The store {report.Store} has no job '{key}': 'seedance jobs list' shows the keys.");
}

/// <summary><c>seedance jobs status</c>: shows a job of a store, or the figures of the whole store.</summary>
internal sealed class JobStatusCommand : StoredJobCommand
{
    private readonly Argument<string?> _key = new("KEY")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The key of a job; without it, the figures of the whole store",
    };

    public JobStatusCommand(CommandRunner runner, Option<string?> store)
        : base(runner, "status", "Shows a job of a store, or the figures of the whole store.", store) => Add(_key);

    public override IReadOnlyList<string> Examples { get; } =
        ["seedance jobs status --store jobs.db", "seedance jobs status requests-0001 --store jobs.db"];

    protected override async Task RunAsync(
        ParseResult parsed, CommandContext context, IVideoQueue queue, StoredJobReport report, CancellationToken interrupt)
    {
        if (parsed.GetValue(_key) is { } key)
        {
            Show(context, report, Found(await queue.GetAsync(key, interrupt), key, report));
            return;
        }

        var totals = await queue.GetTotalsAsync(interrupt);
        report.Jobs = totals.Jobs.ToDictionary(state => StoreTexts.Of(state.Key), state => state.Value, StringComparer.Ordinal);
        (report.CreditsCharged, report.CreditsUncertain) = (totals.CreditsCharged, totals.CreditsUncertain);
        report.OldestOpen = totals.OldestOpen;
        context.Output.Text(Format.Pairs(
        [
            .. Enum.GetValues<VideoJobState>().Select(state =>
                (StoreTexts.Of(state), (string?)totals.Count(state).ToString(CultureInfo.InvariantCulture))),
            ("credits charged", totals.CreditsCharged.ToString(CultureInfo.InvariantCulture)),
            ("credits uncertain", totals.CreditsUncertain.ToString(CultureInfo.InvariantCulture)),
            ("oldest open job", totals.OldestOpen is { } oldest ? Format.Age(StoreSession.Clock.GetUtcNow() - oldest) : null),
        ]));
    }
}

/// <summary><c>seedance jobs resolve</c>: says what became of a submission whose outcome is unknown.</summary>
internal sealed class JobResolveCommand : StoredJobCommand
{
    private readonly Argument<string> _key = StoreOptions.Key();
    private readonly Option<string?> _accepted = new("--accepted")
    {
        HelpName = "ID",
        Description = "The service accepted it, and this is the id of its job; the job goes on",
    };

    private readonly Option<int?> _credits = ValueOption.Number(
        "--credits", "CREDITS", "With --accepted: what the service charged; the job then holds no more of --max-credits", 0, int.MaxValue);

    private readonly Option<bool> _notCharged = new("--not-charged")
    {
        Description = "The service certainly accepted nothing; the job is submitted again",
    };

    public JobResolveCommand(CommandRunner runner, Option<string?> store)
        : base(runner, "resolve", "Says what became of a submission whose outcome is unknown.", store) =>
        Add(_key, _accepted, _credits, _notCharged);

    public override IReadOnlyList<string> Examples { get; } =
    [
        "seedance jobs resolve requests-0001 --accepted req_0000000001 --store jobs.db",
        "seedance jobs resolve requests-0001 --accepted req_0000000001 --credits 40",
        "seedance jobs resolve requests-0001 --not-charged --store jobs.db",
    ];

    protected override void Check(ParseResult parsed)
    {
        var id = parsed.GetValue(_accepted);
        if (id is null != parsed.GetValue(_notCharged))
        {
            throw new UsageException(
                "'jobs resolve' needs one of --accepted ID and --not-charged: look in the service's account whether the job exists.");
        }

        if (id is not null && string.IsNullOrWhiteSpace(id))
            throw new UsageException("--accepted is empty: it takes the id of the job.");
        if (id is null && parsed.GetValue(_credits) is not null)
            throw new UsageException("--credits goes with --accepted ID: what is not charged has no price.");
    }

    protected override async Task RunAsync(
        ParseResult parsed, CommandContext context, IVideoQueue queue, StoredJobReport report, CancellationToken interrupt)
    {
        var key = parsed.GetRequiredValue(_key);
        var before = Found(await queue.GetAsync(key, interrupt), key, report);
        var credits = parsed.GetValue(_credits);
        var resolution = parsed.GetValue(_accepted) is not { } id ? SubmissionResolution.NotCharged
            : credits is { } price ? SubmissionResolution.Accepted(id, price)
            : SubmissionResolution.Accepted(id);
        var after = Found(await queue.ResolveAsync(key, resolution, interrupt), key, report);
        Show(context, report, after);
        // The price alone may be what was missing, in any state.
        if (before.State != VideoJobState.OutcomeUnknown && (before.CreditsCharged is not null || after.CreditsCharged is null))
        {
            throw new UsageException(
                $"The job '{key}' is {StoreTexts.Of(before.State)}, and only an unknown outcome is resolved. Nothing changed.");
        }

        if (after.State == VideoJobState.OutcomeUnknown)
            throw new UsageException($"The job '{key}' stays unknown: another job of the store has that id. Nothing changed.");
    }
}

/// <summary><c>seedance jobs cancel</c>: cancels a job of a store.</summary>
internal sealed class StoredJobCancelCommand : StoredJobCommand
{
    private readonly Argument<string> _key = StoreOptions.Key();

    public StoredJobCancelCommand(CommandRunner runner, Option<string?> store)
        : base(runner, "cancel", "Cancels a job of a store: at once when queued, else by its worker.", store) => Add(_key);

    public override IReadOnlyList<string> Examples { get; } = ["seedance jobs cancel requests-0001 --store jobs.db"];

    protected override async Task RunAsync(
        ParseResult parsed, CommandContext context, IVideoQueue queue, StoredJobReport report, CancellationToken interrupt)
    {
        var key = parsed.GetRequiredValue(_key);
        var job = Found(await queue.CancelAsync(key, interrupt), key, report);
        Show(context, report, job);
        if (job.State is VideoJobState.Submitting or VideoJobState.Submitted or VideoJobState.OutcomeUnknown)
            context.Output.Note("A worker cancels the job at its next poll.");
        else if (job is { State: VideoJobState.Succeeded or VideoJobState.Failed } or { State: VideoJobState.Handled, Location: not null })
            throw new UsageException($"The job '{key}' has ended already. Nothing changed.");
    }
}

/// <summary>One job of a store, or the figures of the store.</summary>
internal sealed class StoredJobReport : Report
{
    [Description("The store, without a password")]
    public string? Store { get; set; }

    [Description("The job after the command; absent for the figures of a store")]
    public StoredJob? Job { get; set; }

    [Description("For each state the number of jobs; only for the figures of a store")]
    public IReadOnlyDictionary<string, long>? Jobs { get; set; }

    [Description("What the store was charged, in credits; only for the figures of a store")]
    public long? CreditsCharged { get; set; }

    [Description("What it may have been charged beyond that, in credits; only for the figures of a store")]
    public long? CreditsUncertain { get; set; }

    [Description("When the oldest job was put into the store that has not ended; only for the figures of a store")]
    public DateTimeOffset? OldestOpen { get; set; }

    internal override JsonTypeInfo JsonType => StoreJson.Readable.StoredJobReport;
}

/// <summary>Options and arguments of commands for stores.</summary>
internal static class StoreOptions
{
    public static Argument<string> Key() => new("KEY") { Description = "The key of the job, as 'seedance jobs list' shows it" };

    public static Option<VideoJobState?> State()
    {
        var accepts = string.Join(", ", StoreTexts.All);
        var option = ValueOption.One(
            "--state", "STATE", $"List only jobs in this state of a store: {accepts}", accepts,
            (string text, out VideoJobState? state) => (state = StoreTexts.Parse(text)) is not null);
        option.CompletionSources.Add([.. StoreTexts.All]);
        return option;
    }
}
