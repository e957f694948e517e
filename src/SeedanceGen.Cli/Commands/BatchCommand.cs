using System.CommandLine;
using System.Globalization;
using SeedanceGen.Cli.Batch;
using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Jobs;
using SeedanceGen.Cli.Options;
using SeedanceGen.Cli.Progress;
using SeedanceGen.Cli.Reports;
using SeedanceGen.Cli.Requests;

namespace SeedanceGen.Cli.Commands;

/// <summary><c>seedance batch</c>: many requests from a file, none of them submitted twice, whatever happens in between.</summary>
internal sealed class BatchCommand : ToolCommand<BatchReport>
{
    private const int UsualConcurrency = 4;
    private const int MostConcurrency = 256;

    private readonly Argument<string> _file = new("FILE") { Description = "The requests, one JSON object a line" };
    private readonly Option<string> _output = new("--output", "-o")
    {
        HelpName = "DIR",
        Required = true,
        Description = "The folder for videos, journal and report; the same again resumes",
    };

    private readonly CountOption _concurrency = new("--max-concurrency", "JOBS", 1, MostConcurrency)
    {
        Description = string.Create(CultureInfo.InvariantCulture, $"How many jobs may go on at a time; {UsualConcurrency} when not given"),
    };

    private readonly CountOption _credits = new("--max-credits", "CREDITS", 1, int.MaxValue)
    {
        Description = "Submit no line that would bring all runs above this, at the price of the dearest so far",
    };

    private readonly Option<bool> _retryUnknown = new("--retry-unknown")
    {
        Description = "Submit lines again of which it is not known whether they were accepted; they may be charged twice",
    };

    private readonly Option<bool> _mock = new("--mock") { Description = "Play the service in this process: no key, no network, no credits" };
    private readonly WaitingOptions _waiting = new();

    public BatchCommand(CommandFrame frame)
        : base(frame, "batch", "Makes many videos; can be stopped, killed and run again at any time.") =>
        Add(_file, _output, _concurrency, _credits, _retryUnknown, _mock, _waiting.Timeout, _waiting.PollInterval);

    public override IReadOnlyList<string> Examples { get; } =
    [
        "seedance batch requests.jsonl -o videos --mock",
        "seedance batch requests.jsonl -o videos --max-credits 400",
        "seedance batch requests.jsonl -o videos --retry-unknown",
    ];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, BatchReport report)
    {
        var requests = await RequestFile.ReadLinesAsync(parsed.GetRequiredValue(_file), context.Host);
        if (requests.Any(request => request.Problems.Count > 0))
            throw RequestProblems.Of(requests);

        await using var session = await ServiceSession.OpenAsync(context, parsed.GetValue(_mock));
        var folder = CreateFolder(parsed.GetRequiredValue(_output), context.Host.Folder);
        using var journal = BatchJournal.Open(folder, session.Service);
        var ledger = new BatchLedger(journal, requests);
        ledger.EnsureUnchanged();
        VideoPlace.Tidy(folder, ledger.Lines);
        var input = new BatchInput
        {
            Requests = requests,
            Folder = folder,
            MaxConcurrency = parsed.GetValue(_concurrency) ?? UsualConcurrency,
            MaxCredits = parsed.GetValue(_credits),
            RetryUnknown = parsed.GetValue(_retryUnknown),
            Wait = _waiting.Apply(parsed, session.Wait),
        };
        await GoAsync(context, input, ledger, session, report);
    }

    private static async Task GoAsync(CommandContext context, BatchInput input, BatchLedger ledger, ServiceSession session, BatchReport report)
    {
        var board = new BatchBoard(context, ledger);
        var run = new BatchRun(context, input, ledger, session.Client, board);
        try
        {
            await board.ShowAsync(run.RunAsync);
        }
        finally
        {
            BatchEnd.Fill(report, ledger, input.Folder);
        }

        var problem = BatchEnd.ProblemOf(ledger, run.Cause);
        BatchEnd.Write(report, input.Folder);
        board.TellProblems();
        context.Output.Result(BatchEnd.Words(report));
        if (problem is not null)
            throw problem;
    }

    private static string CreateFolder(string name, string from)
    {
        // Most likely an empty variable of a script, whose journal would be looked for in another folder the next time.
        if (string.IsNullOrWhiteSpace(name))
            throw new UsageException("--output is empty: name a folder, such as videos.");

        try
        {
            return Directory.CreateDirectory(Path.GetFullPath(name, from)).FullName;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--output is '{name}', which cannot be a folder: {refused.Message}", refused);
        }
    }
}
