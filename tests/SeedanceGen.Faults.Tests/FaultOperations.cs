namespace SeedanceGen.Faults.Tests;

/// <summary>Each operation of the library, with one fault in its response.</summary>
internal static class FaultOperations
{
    private static readonly VideoGenerationRequest Request = VideoRequest.Seedance20("A river").WithDuration(5).Build();

    private static readonly WaitOptions ShortWait = new()
    {
        Timeout = TimeSpan.FromSeconds(2),
        PollInterval = TimeSpan.FromMilliseconds(20),
        MaxPollInterval = TimeSpan.FromMilliseconds(100),
    };

    /// <summary>The rows of one fault: every operation that it concerns.</summary>
    public static IEnumerable<FaultRow> RowsOf(FaultKind kind)
    {
        if (kind.Submit != Says.NotTried)
        {
            yield return Row(
                kind, "submit", kind.Submit, client => client.SubmitAsync(Request), job => Accepted(job, kind), Documents.IsSubmission);
            yield return Row(
                kind, "submit many", kind.Submit, OneOfManyAsync, outcome => Accepted(outcome.Job!, kind), Documents.IsSubmission);
        }

        if (kind.Read != Says.NotTried)
        {
            yield return Row(kind, "get", kind.Read, client => client.GetAsync(Documents.JobId), _ => Says.Value);
            yield return Row(kind, "cancel", kind.Read, client => client.CancelAsync(Documents.JobId), _ => Says.Value);
            yield return Row(
                kind, "list models", kind.Read, client => client.ListModelsAsync(), list => list is null ? Says.Defect : Says.Value);
        }

        if (kind.PolledOnce != Says.NotTried)
        {
            yield return Poll(kind, "generate, one poll", kind.PolledOnce, request => request.Number == 1, GenerateAsync);
            yield return Poll(kind, "watch, one poll", kind.PolledOnce, request => request.Number == 1, WatchAsync);
        }

        if (kind.PolledAlways != Says.NotTried)
        {
            yield return Poll(kind, "generate, every poll", kind.PolledAlways, _ => true, GenerateAsync);
            yield return Poll(kind, "generate many, every poll", kind.PolledAlways, _ => true, GenerateManyAsync);
            yield return Poll(kind, "watch, every poll", kind.PolledAlways, _ => true, WatchAsync);
        }
    }

    /// <summary>The client of every row: few attempts, short pauses, a short wait.</summary>
    public static SeedanceClient ClientOf(Uri address, Action<SeedanceClientOptions>? more = null)
    {
        var options = new SeedanceClientOptions
        {
            ApiKey = "sd2_live_fault_table",
            BaseAddress = address,
            MaxAttempts = FaultKinds.Attempts,
            AttemptTimeout = TimeSpan.FromSeconds(1),
            TotalTimeout = TimeSpan.FromSeconds(10),
            RetryDelay = TimeSpan.FromMilliseconds(5),
            MaxRetryDelay = TimeSpan.FromMilliseconds(20),
            WaitDefaults = ShortWait,
        };
        more?.Invoke(options);
        return new SeedanceClient(options);
    }

    private static FaultRow Row<T>(
        FaultKind kind,
        string operation,
        Says expected,
        Func<SeedanceClient, Task<T>> call,
        Func<T, Says> of,
        Func<Received, bool>? isOdd = null) =>
        new(kind.Name, kind.Guide, operation, expected, kind.Posts, async () =>
        {
            FaultServer? service = null;
            await using var server = service = new FaultServer(
                request =>
                {
                    var plain = Documents.Plain(request, service!.Address);
                    return isOdd?.Invoke(request) != false ? kind.Response(plain) : FaultResponse.Of(plain);
                });
            await using var client = ClientOf(server.Address);
            return await Observed.OfAsync(() => call(client), of, server);
        });

    private static FaultRow Poll(
        FaultKind kind, string operation, Says expected, Func<Received, bool> isOdd, Func<SeedanceClient, Task<VideoGeneration>> call) =>
        Row(kind with { Posts = 1 }, operation, expected, call, OfFinished, request => Documents.IsRead(request) && isOdd(request));

    private static Says OfFinished(VideoGeneration video) => video.Status == GenerationStatus.Succeeded ? Says.Finished : Says.Defect;

    private static Says Accepted(GenerationJob job, FaultKind kind) =>
        job.Id == Documents.JobId && job.CreditsCharged == kind.Credits ? Says.Accepted : Says.Defect;

    private static Task<VideoGeneration> GenerateAsync(SeedanceClient client) => client.GenerateAsync(Request);

    private static async Task<VideoGeneration> WatchAsync(SeedanceClient client)
    {
        var job = await client.SubmitAsync(Request);
        VideoGeneration? last = null;
        await foreach (var seen in job.WatchAsync())
            last = seen;
        return last!;
    }

    private static async Task<GenerationOutcome> OneOfManyAsync(SeedanceClient client)
    {
        await foreach (var outcome in client.GenerateManyAsync([Request], maxConcurrency: 1))
            return outcome.Job is null ? throw outcome.Error! : outcome;
        throw new InvalidOperationException("No outcome was reported.");
    }

    private static async Task<VideoGeneration> GenerateManyAsync(SeedanceClient client)
    {
        await foreach (var outcome in client.GenerateManyAsync([Request], maxConcurrency: 1))
        {
            outcome.Job.ShouldNotBeNull("the outcome keeps the charged job");
            return outcome.Generation ?? throw outcome.Error!;
        }

        throw new InvalidOperationException("No outcome was reported.");
    }
}
