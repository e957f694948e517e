using System.CommandLine;
using System.Globalization;
using SeedanceGen.Cli.Store;

namespace SeedanceGen.Cli.Batch;

/// <summary><c>seedance batch</c>: submits the requests of a file, each one at most once, even across crashes.</summary>
internal sealed class BatchCommand : ToolCommand<BatchReport>
{
    private const int DefaultConcurrency = 4;
    private const int MaxConcurrency = 256;

    private readonly Argument<string> _file = new("FILE") { Description = "The requests, one JSON object per line" };
    private readonly Option<string?> _output = new("--output", "-o")
    {
        HelpName = "DIR",
        Description = "The folder for videos, journal and report; the same folder again continues the batch; required, but for --detach",
    };

    private readonly Option<int?> _concurrency = ValueOption.Number(
        "--max-concurrency",
        "JOBS",
        string.Create(CultureInfo.InvariantCulture, $"How many jobs may run at a time; {DefaultConcurrency} by default"),
        1,
        MaxConcurrency);

    private readonly Option<int?> _credits = ValueOption.Number(
        "--max-credits",
        "CREDITS",
        "Submit no line that would bring all runs above this, at the price of the most expensive line so far",
        1,
        int.MaxValue);

    private readonly Option<bool> _retryUnknown = new("--retry-unknown")
    {
        Description = "Submit lines with an unknown outcome again; they may be charged twice",
    };

    private readonly Option<bool> _duplicates = new("--allow-duplicates")
    {
        Description = "Submit also lines that are the same request as another line; each is charged",
    };

    private readonly Option<string?> _store = SharedOptions.Store();
    private readonly Option<bool> _detach = new("--detach")
    {
        Description = "Put the lines into the store and end; workers make the videos",
    };

    private readonly Option<string?> _name = new("--name")
    {
        HelpName = "NAME",
        Description = "The name of the batch in the store, and the beginning of its keys; the file's name by default",
    };

    private readonly Option<bool> _dryRun = SharedOptions.DryRun();
    private readonly Option<bool> _anyContent = SharedOptions.AnyContent();
    private readonly Option<bool> _mock = SharedOptions.Mock();
    private readonly WaitingOptions _waiting = new();

    public BatchCommand(CommandRunner runner)
        : base(runner, "batch", "Makes many videos; can be stopped, killed and run again at any time.")
    {
        Add(_file, _output, _concurrency, _credits, _retryUnknown, _duplicates, _store, _detach, _name, _dryRun, _anyContent, _mock);
        Add(_waiting.All);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "seedance batch requests.jsonl -o videos --mock",
        "seedance batch requests.jsonl -o videos --max-credits 400",
        "seedance batch requests.jsonl -o videos --retry-unknown",
        "seedance batch requests.jsonl --store jobs.db --detach",
    ];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, BatchReport report)
    {
        var requests = await RequestFile.ReadLinesAsync(parsed.GetRequiredValue(_file), context);
        if (requests.Any(request => request.Problems.Count > 0))
            throw RequestLine.ProblemsOf(requests);
        RequestLine.WriteWarnings(requests, context.Output);

        if (parsed.GetValue(_dryRun))
            report.ShowUnsent(context, requests);
        else if (StoreOf(parsed, context) is { } store)
            await RunInStoreAsync(parsed, context, store, requests, report);
        else
            await RunWithJournalAsync(parsed, context, requests, report);
    }

    /// <summary>
    /// The store of the batch; null for a journal. A variable alone does not move a batch from its journal to a store, where its lines
    /// would be paid for again.
    /// </summary>
    private StoreAddress? StoreOf(ParseResult parsed, CommandContext context) => parsed.GetValue(_detach)
        ? StoreAddress.Require(parsed.GetValue(_store), context.Host)
        : parsed.GetValue(_store) is { } given ? StoreAddress.Read(given, context.Host) : null;

    private async Task RunInStoreAsync(
        ParseResult parsed, CommandContext context, StoreAddress store, IReadOnlyList<RequestLine> requests, BatchReport report)
    {
        var isDetached = parsed.GetValue(_detach);
        EnsureFit(parsed, isDetached);
        var name = StoredBatch.NameOf(parsed.GetValue(_name), parsed.GetRequiredValue(_file));
        StoredBatch.EnsureAcceptable(requests, parsed.GetValue(_duplicates));
        report.Store = store.Shown;
        if (isDetached)
        {
            await using var queue = await StoreSession.OpenAsync(context, store);
            await new StoredBatch(context, store, queue, name, requests).EnqueueAsync(report);
            context.Output.Result($"{report.SummarizeEnqueued(name)}. Next: seedance worker --store {store} -o DIR");
            return;
        }

        var folder = OutputFolder.Create(FolderOf(parsed), context.Host.Folder);
        StoreMark.EnsureNoJournal(folder);
        var input = new WorkerInput
        {
            Folder = folder,
            MaxCredits = parsed.GetValue(_credits),
            PollInterval = _waiting.PollIntervalOf(parsed),
        };
        await using var session = await StoreSession.StartWorkerAsync(context, store, input, handler: null);
        StoreMark.Write(folder, store);
        var batch = new StoredBatch(context, store, session, name, requests);
        await batch.EnqueueAsync(report);
        context.Output.Note(report.SummarizeEnqueued(name));
        var problem = await batch.FinishAsync(folder, report);
        report.Write(folder);
        context.Output.Result(report.Summarize());
        if (problem is not null)
            throw problem;
    }

    private string FolderOf(ParseResult parsed) => parsed.GetValue(_output) ?? throw new UsageException(
        "There is no --output: name the folder of the videos, such as -o videos. See: seedance batch --help");

    /// <exception cref="UsageException">An option does not go with a store.</exception>
    private void EnsureFit(ParseResult parsed, bool isDetached)
    {
        (Option Option, string Instead)[] others =
        [
            (_mock, "run 'seedance mock', and name its address by SEEDANCE_BASE_URL"),
            (_retryUnknown, "'seedance jobs resolve' says what became of a job"),
            (_concurrency, "'seedance worker' has --submissions-per-second"),
            (_anyContent, "a worker saves only what begins like a video"),
            (_waiting.Timeout, "the jobs stay in the store for as long as they take"),
        ];
        (Option Option, string Instead)[] ofWorkers =
        [
            (_output, "name the folder by 'seedance worker -o'"),
            (_credits, "name the limit by 'seedance worker --max-credits'"),
            (_waiting.PollInterval, "name it by 'seedance worker --poll-interval'"),
        ];
        foreach (var (option, instead) in isDetached ? [.. others, .. ofWorkers] : others)
        {
            if (parsed.GetResult(option) is { Implicit: false })
                throw new UsageException($"{option.Name} does not go with {(isDetached ? "--detach" : "--store")}: {instead}.");
        }
    }

    private async Task RunWithJournalAsync(
        ParseResult parsed, CommandContext context, IReadOnlyList<RequestLine> requests, BatchReport report)
    {
        if (parsed.GetValue(_name) is not null)
            throw new UsageException("--name needs --store: with a journal, the folder is the name of the batch.");

        var output = FolderOf(parsed);
        await using var session = await ServiceSession.OpenAsync(context, parsed.GetValue(_mock));
        var folder = OutputFolder.Create(output, context.Host.Folder);
        StoreMark.EnsureNone(folder);
        using var journal = BatchJournal.Open(folder, session.Service);
        var ledger = new BatchLedger(journal, requests, session.IsMock);
        ledger.EnsureUnchanged();
        if (!parsed.GetValue(_duplicates))
            ledger.EnsureDistinct();
        BatchFolder.EnsureFree(folder, ledger.Lines);
        BatchFolder.DeletePartialVideos(folder, ledger.Lines);
        var input = new BatchInput
        {
            Folder = folder,
            MaxConcurrency = parsed.GetValue(_concurrency) ?? DefaultConcurrency,
            MaxCredits = parsed.GetValue(_credits),
            RetryUnknown = parsed.GetValue(_retryUnknown),
            Download = new DownloadOptions { AcceptAnyContent = parsed.GetValue(_anyContent) },
            Wait = _waiting.Apply(parsed, session.Wait),
        };

        var view = new BatchProgressView(context, ledger);
        var run = new BatchRun(context, input, ledger, session, view);
        try
        {
            await view.ShowAsync(run.RunAsync);
        }
        finally
        {
            report.Read(ledger, folder);
        }

        var problem = BatchReport.ProblemOf(ledger, run.Cause);
        report.Write(folder);
        view.WriteProblems();
        context.Output.Result(report.Summarize());
        if (problem is not null)
            throw problem;
    }
}
