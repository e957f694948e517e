using System.CommandLine;
using System.Globalization;

namespace SeedanceGen.Cli.Batch;

/// <summary><c>seedance batch</c>: submits the requests of a file, each one at most once, even across crashes.</summary>
internal sealed class BatchCommand : ToolCommand<BatchReport>
{
    private const int DefaultConcurrency = 4;
    private const int MaxConcurrency = 256;

    private readonly Argument<string> _file = new("FILE") { Description = "The requests, one JSON object per line" };
    private readonly Option<string> _output = new("--output", "-o")
    {
        HelpName = "DIR",
        Required = true,
        Description = "The folder for videos, journal and report; the same folder again continues the batch",
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

    private readonly Option<bool> _anyContent = SharedOptions.AnyContent();
    private readonly Option<bool> _mock = SharedOptions.Mock();
    private readonly WaitingOptions _waiting = new();

    public BatchCommand(CommandRunner runner)
        : base(runner, "batch", "Makes many videos; can be stopped, killed and run again at any time.")
    {
        Add(_file, _output, _concurrency, _credits, _retryUnknown, _duplicates, _anyContent, _mock);
        Add(_waiting.All);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "seedance batch requests.jsonl -o videos --mock",
        "seedance batch requests.jsonl -o videos --max-credits 400",
        "seedance batch requests.jsonl -o videos --retry-unknown",
    ];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, BatchReport report)
    {
        var requests = await RequestFile.ReadLinesAsync(parsed.GetRequiredValue(_file), context);
        if (requests.Any(request => request.Problems.Count > 0))
            throw RequestLine.ProblemsOf(requests);
        RequestLine.WriteWarnings(requests, context.Output);

        await using var session = await ServiceSession.OpenAsync(context, parsed.GetValue(_mock));
        var folder = BatchFolder.Create(parsed.GetRequiredValue(_output), context.Host.Folder);
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
        var run = new BatchRun(context, input, ledger, session.Client, view);
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
