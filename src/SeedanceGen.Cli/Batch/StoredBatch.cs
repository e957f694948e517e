using System.Globalization;
using System.Text.Json;
using SeedanceGen.Cli.Store;
using SeedanceGen.Durable;
using SeedanceGen.Texts;

namespace SeedanceGen.Cli.Batch;

/// <summary>
/// A batch in a store of durable jobs. The name of the batch and the number of a line are the key of the line's job, and one key is paid
/// for once, however often it is put into the store.
/// </summary>
internal sealed class StoredBatch(
    CommandContext context, StoreAddress store, StoreSession session, string name, IReadOnlyList<RequestLine> requests)
{
    private const int LongestName = 100;
    private const int MaxReads = 8;
    private const int MaxReportedLines = 10;

    private readonly Dictionary<int, VideoJob> _seen = [];

    /// <summary>The name of a batch: as it was given, or from the name of its file.</summary>
    /// <exception cref="UsageException">The name has characters that a key cannot have, or there is none.</exception>
    public static string NameOf(string? given, string file)
    {
        if (given is not null)
        {
            return given.Length is > 0 and <= LongestName && given.All(IsOfKey)
                ? given
                : throw new UsageException($"--name is '{given}': it takes 1 to {LongestName} of the characters A-Z a-z 0-9 - _ . ~");
        }

        var name = string.Concat(Path.GetFileNameWithoutExtension(file).Select(letter => IsOfKey(letter) ? letter : '-'));
        return name.Trim('-', '.').Length > 0
            ? name[..Math.Min(name.Length, LongestName)]
            : throw new UsageException("The batch needs a name, because its keys in the store begin with it: add --name.");
    }

    /// <exception cref="UsageException">A line is the same request as another one, or names an idempotency key.</exception>
    public static void EnsureAcceptable(IReadOnlyList<RequestLine> requests, bool acceptsDuplicates)
    {
        if (requests.FirstOrDefault(request => request.Key is not null) is { } keyed)
        {
            throw new UsageException(
                $"line {keyed.Number} names an idempotency key, and a store makes its own from the keys of its jobs: leave it out.");
        }

        if (!acceptsDuplicates)
            BatchLedger.EnsureDistinct(requests.Where(request => request.RepeatOf is not null));
    }

    /// <summary>Puts the lines into the store. A line that is there already stays as it is.</summary>
    /// <exception cref="UsageException">The store has a line with another request; nothing was added.</exception>
    public Task EnqueueAsync(BatchReport report) => StoreFault.GuardAsync(context, store, async interrupt =>
    {
        report.Lines = requests.Count;
        await EnsureUnchangedAsync(interrupt);
        var outcomes = await session.Queue.EnqueueAsync(
            requests.Select(request => KeyValuePair.Create(KeyOf(request.Number), request.Request!)), interrupt);
        report.Enqueued = outcomes.GetValueOrDefault(EnqueueOutcome.Added);
        report.AlreadyThere = outcomes.GetValueOrDefault(EnqueueOutcome.AlreadyThere);
        // Another process has put lines of the same name into the store since they were looked for.
        if (outcomes.GetValueOrDefault(EnqueueOutcome.Conflict) is > 0 and var conflicts)
        {
            throw new UsageException(
                $"The store {store} has {Format.Count(conflicts, "line")} of the batch {name} with another request; those stay as "
                + "they are. Name the batch otherwise by --name.");
        }

        return true;
    });

    /// <summary>Waits until each line has ended, and reports all of them.</summary>
    /// <returns>Why the batch is incomplete; null when every line is saved.</returns>
    public async Task<ToolException?> FinishAsync(string folder, BatchReport report)
    {
        var place = 0;
        await new StoreProgress(context, session).ShowUntilAsync(async cancellationToken =>
        {
            // Each line is read about once: the next one is looked at when this one has ended.
            for (; place < requests.Count; place++)
            {
                var number = requests[place].Number;
                if (await session.Queue.GetAsync(KeyOf(number), cancellationToken) is { } job)
                    _seen[number] = job;
                if (!_seen.TryGetValue(number, out var seen) || !HasEnded(seen))
                    return false;
            }

            return true;
        });
        // Interrupted: each other line is read once, for its outcome so far.
        if (place < requests.Count)
            await ReadAllAsync(requests.Skip(place), CancellationToken.None);
        var outcomes = requests.Select(request => (Line: request, Job: _seen.GetValueOrDefault(request.Number)))
            .Select(row => (row.Line, row.Job, Outcome: OutcomeOf(row.Job))).ToList();
        report.Folder = folder;
        report.Saved = outcomes.Count(row => row.Outcome.Code == ExitCode.Success);
        report.CreditsCharged = outcomes.Sum(row => row.Job?.CreditsCharged ?? 0);
        report.Results = [.. outcomes.Select(row => LineOf(row.Line, row.Job, row.Outcome, folder))];
        foreach (var (line, _, outcome) in outcomes.Where(row => row.Outcome.Code != ExitCode.Success && !IsOpen(row.Job)))
            context.Output.Say(string.Create(CultureInfo.InvariantCulture, $"line {line.Number}: {outcome.Description}"));
        return BatchReport.ProblemOf(outcomes.Select(row => row.Outcome), cause: null, Advice);
    }

    private static bool IsOfKey(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '~';

    private static bool HasEnded(VideoJob job) => job.State is VideoJobState.Handled or VideoJobState.OutcomeUnknown;

    private static bool IsOpen(VideoJob? job) => job is null || !HasEnded(job);

    private string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{name}-{number:D4}");

    /// <summary>Looks for lines that the store has with another request, before any line is added.</summary>
    private async Task EnsureUnchangedAsync(CancellationToken cancellationToken)
    {
        var totals = await session.Queue.GetTotalsAsync(cancellationToken);
        if (totals.Jobs.Values.Sum() == 0)
            return;

        await ReadAllAsync(requests, cancellationToken);
        var changed = requests.Where(request =>
            _seen.TryGetValue(request.Number, out var job) && TextOf(job.Request) != TextOf(request.Request!)).ToList();
        if (changed.Count > 0)
        {
            var more = changed.Count > MaxReportedLines ? " and more" : string.Empty;
            throw new UsageException(
                $"The store {store} knows line {string.Join(", ", changed.Take(MaxReportedLines).Select(line => line.Number))}{more} of "
                + $"the batch {name} with another request than the file has now. Restore it, add new requests at the end, or name the "
                + "batch otherwise by --name. Nothing was added.");
        }
    }

    private async Task ReadAllAsync(IEnumerable<RequestLine> lines, CancellationToken cancellationToken)
    {
        var reads = new ParallelOptions { MaxDegreeOfParallelism = MaxReads, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(lines, reads, async (line, token) =>
        {
            if (await session.Queue.GetAsync(KeyOf(line.Number), token) is { } job)
            {
                lock (_seen)
                    _seen[line.Number] = job;
            }
        });
    }

    private static string TextOf(VideoGenerationRequest request) =>
        JsonSerializer.Serialize(request, SeedanceJsonContext.Default.VideoGenerationRequest);

    private BatchLineReport LineOf(RequestLine line, VideoJob? job, LineOutcome outcome, string folder)
    {
        var file = job?.Location;
        return new BatchLineReport
        {
            Line = line.Number,
            Key = KeyOf(line.Number),
            Outcome = outcome.Name,
            RequestId = job?.RequestId,
            Status = job?.Generation?.Facts().Status.Value,
            CreditsCharged = (int?)job?.CreditsCharged,
            File = Path.GetDirectoryName(file) == folder ? Path.GetFileName(file) : file,
            Bytes = file is not null && File.Exists(file) ? new FileInfo(file).Length : null,
            Problem = job?.Error is { } error ? OutsideText.Message(error) : null,
        };
    }

    /// <summary>The outcome of a line. A job that has ended without an id was not accepted, and so not charged.</summary>
    private LineOutcome OutcomeOf(VideoJob? job)
    {
        var reason = job?.Error is { } error ? $" ({OutsideText.Message(error).TrimEnd('.')})" : string.Empty;
        var open = context.Interrupt.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.TimedOut;
        return job switch
        {
            { State: VideoJobState.Handled, Location: { } file } => new("saved", $"saved as {file}", ExitCode.Success),
            { State: VideoJobState.Handled, RequestId: null } => new("notSubmitted", $"not submitted{reason}", ExitCode.Rejected),
            { State: VideoJobState.Handled } => new("failed", $"job {job.RequestId} ended without a video{reason}", ExitCode.JobFailed),
            { State: VideoJobState.OutcomeUnknown } => new(
                "unknown",
                $"it is unknown whether the job was accepted and charged{reason}; 'seedance jobs resolve {job.Key}' says what became of it",
                ExitCode.OutcomeUnknown),
            { RequestId: { } id } => new("unfinished", $"job {id} continues{reason}", open),
            _ => new("notSubmitted", $"not submitted yet{reason}", open),
        };
    }

    private string Advice(List<LineOutcome> outcomes) =>
        outcomes.Any(outcome => outcome.Code is ExitCode.Interrupted or ExitCode.TimedOut)
            ? $"The store keeps them: run the same command again, or 'seedance worker --store {store}'."
            : outcomes.Any(outcome => outcome.Code == ExitCode.OutcomeUnknown)
                ? "Check whether the unknown jobs exist, and resolve them by 'seedance jobs resolve'."
                : "To try again, add a line with a changed request.";
}
