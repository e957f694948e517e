namespace SeedanceGen.Durable.Ledger;

/// <summary>
/// One step of a job: which states it may come from, and what it writes. Every step but the claim (<see cref="IJobStore.ClaimAsync"/>) and
/// the parking (<see cref="IJobStore.ParkAsync"/>) is made here.
/// </summary>
internal sealed record JobChange
{
    private static readonly VideoJobState[] InSubmission = [VideoJobState.Submitting, VideoJobState.OutcomeUnknown];

    public required string Key { get; init; }

    public required IReadOnlyList<VideoJobState> From { get; init; }

    /// <summary>The submission that the writer began. A later one makes the change fail. Null for a writer that began none.</summary>
    public int? Attempt { get; init; }

    /// <summary>
    /// The times at which the writer's lease of a delivery may end by what it knows. The row has one of them as long as no other worker
    /// took the job. Null for a step that needs no lease.
    /// </summary>
    public (DateTimeOffset, DateTimeOffset)? LeaseEnds { get; init; }

    /// <summary>The new state; null keeps what is there.</summary>
    public VideoJobState? To { get; init; }

    /// <summary>The id that the service gave the job; null keeps what is there.</summary>
    public string? RequestId { get; init; }

    /// <summary>An id that a broken response named, which may be the job's; null keeps what is there.</summary>
    public string? CandidateId { get; init; }

    /// <summary>Whether the change fails when another job has the id.</summary>
    public bool IsForeignId { get; init; }

    /// <summary>The job as the service reports it, as JSON; null keeps what is there.</summary>
    public string? Generation { get; init; }

    /// <summary>Where the storage put the video; null keeps what is there.</summary>
    public string? Location { get; init; }

    /// <summary>What went wrong; null clears it.</summary>
    public string? Error { get; init; }

    /// <summary>
    /// Whether the row must be without an id. An id that a webhook named meanwhile shows that the service accepted the job.
    /// </summary>
    public bool RequiresNoId { get; init; }

    /// <summary>What the service charged for the submission, in credits. It counts once; null keeps what is there.</summary>
    public long? Credits { get; init; }

    /// <summary>Whether the row's reservation ends, because the price is known or nothing is charged.</summary>
    public bool IsSettled { get; init; }

    /// <summary>
    /// Whether the submission may be charged although the job is queued again. Until the outcome of a later one is known, the row keeps its
    /// reservation, and it is not canceled as one that was never sent. False ends that.
    /// </summary>
    public bool? MayBeCharged { get; init; }

    /// <summary>Whether nothing but the price and the reservation changes.</summary>
    public bool IsPriceOnly { get; init; }

    /// <summary>When the job is to be worked on next.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>How often the new state was worked on.</summary>
    public int Tries { get; init; }

    /// <summary>Whether the job is to be canceled; null keeps what is there.</summary>
    public bool? IsCancelRequested { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>
    /// The service accepted the submission. The step also applies to a job that another worker parked, because the writer knows what became
    /// of it. Without a price the reservation stays, because the job may have cost as much.
    /// </summary>
    public static JobChange Accepted(VideoJob job, string requestId, long? credits, DateTimeOffset firstPoll, DateTimeOffset now) => new()
    {
        Key = job.Key,
        // A person may have queued it again too soon. When it was not submitted again, it is accepted all the same.
        From = [.. InSubmission, VideoJobState.Queued],
        Attempt = job.Attempt,
        To = VideoJobState.Submitted,
        RequestId = requestId,
        Credits = credits,
        IsSettled = credits is not null,
        DueAt = firstPoll,
        Now = now,
    };

    /// <summary>The price of a job whose acceptance a webhook reported first. The job may have moved on since.</summary>
    public static JobChange Charged(VideoJob job, long credits, DateTimeOffset now) => new()
    {
        Key = job.Key,
        From = Enum.GetValues<VideoJobState>(),
        Attempt = job.Attempt,
        RequestId = job.RequestId,
        Credits = credits,
        IsSettled = true,
        IsPriceOnly = true,
        DueAt = now,
        Now = now,
    };

    /// <summary>
    /// Nothing was sent, or the service refused it for now. The writer knows that, so the step also applies to a parked job. A job that is
    /// to be canceled is canceled instead.
    /// </summary>
    public static JobChange Requeued(VideoJob job, string? error, DateTimeOffset due, DateTimeOffset now) => new()
    {
        Key = job.Key,
        From = InSubmission,
        Attempt = job.Attempt,
        To = VideoJobState.Queued,
        Error = error,
        RequiresNoId = true,
        IsSettled = true,
        DueAt = due,
        Tries = job.Tries + 1,
        Now = now,
    };

    /// <summary>
    /// It is not known what became of the submission. The job is submitted again: with its idempotency key, the service charges it once.
    /// </summary>
    public static JobChange Repeated(VideoJob job, string error, DateTimeOffset due, DateTimeOffset now) =>
        Requeued(job, error, due, now) with { IsSettled = false, MayBeCharged = true };

    /// <summary>The service refused the request for good.</summary>
    public static JobChange Rejected(VideoJob job, string error, DateTimeOffset now) => new()
    {
        Key = job.Key,
        From = InSubmission,
        Attempt = job.Attempt,
        To = VideoJobState.Failed,
        Error = error,
        RequiresNoId = true,
        IsSettled = true,
        DueAt = now,
        Now = now,
    };

    /// <summary>
    /// A broken response named a job, and it is looked for. The handler is told of the unknown outcome when the job was not found by
    /// <paramref name="toldAt"/>.
    /// </summary>
    public static JobChange UnknownWithId(VideoJob job, string error, string candidateId, DateTimeOffset toldAt, DateTimeOffset now) =>
        Unknown(job, error, credits: null, now) with { CandidateId = candidateId, DueAt = toldAt };

    /// <summary>It is not known what became of the submission. The reservation stays.</summary>
    public static JobChange Unknown(VideoJob job, string error, long? credits, DateTimeOffset now) => new()
    {
        Key = job.Key,
        From = InSubmission,
        Attempt = job.Attempt,
        To = VideoJobState.OutcomeUnknown,
        Error = error,
        Credits = credits,
        IsSettled = credits is not null,
        DueAt = now,
        Now = now,
    };

    /// <summary>A webhook named the job of a submission that is under way or whose outcome is unknown.</summary>
    public static JobChange Named(VideoJob job, string requestId, DateTimeOffset now) => new()
    {
        Key = job.Key,
        From = [job.State],
        Attempt = job.Attempt,
        // The worker that submits goes on from here. When it is gone, the parking finds the id.
        To = job.State == VideoJobState.Submitting ? null : VideoJobState.Submitted,
        RequestId = requestId,
        IsForeignId = true,
        DueAt = now,
        Now = now,
    };

    /// <summary>A person found that an unknown submission was not accepted.</summary>
    public static JobChange NotCharged(VideoJob job, DateTimeOffset now) =>
        Requeued(job, error: null, now, now) with { From = [VideoJobState.OutcomeUnknown], Tries = 0, MayBeCharged = false };

    /// <summary>The job is not at its end, or could not be read.</summary>
    public static JobChange PolledAgain(VideoJob job, string? error, DateTimeOffset due, DateTimeOffset now) => new()
    {
        Key = job.Key,
        From = [VideoJobState.Submitted],
        Error = error,
        DueAt = due,
        Tries = job.Tries + 1,
        Now = now,
    };

    /// <summary>The service reports the end of the job.</summary>
    public static JobChange Ended(VideoJob job, VideoJobState state, string generation, string? error, DateTimeOffset now) => new()
    {
        Key = job.Key,
        From = [VideoJobState.Submitted],
        To = state,
        Generation = generation,
        Error = error,
        DueAt = now,
        Now = now,
    };

    /// <summary>The video is stored. The job is still being delivered.</summary>
    public static JobChange Stored(VideoJob job, string location, DateTimeOffset now) => new()
    {
        Key = job.Key,
        From = [job.State],
        Attempt = job.Attempt,
        Location = location,
        DueAt = now,
        Tries = job.Tries,
        Now = now,
    };

    /// <summary>
    /// Moves the end of the lease of a delivery: later, to renew it, or to now, so that another worker can deliver the job.
    /// </summary>
    public static JobChange DeliveryDue(VideoJob job, DateTimeOffset due) => new()
    {
        Key = job.Key,
        From = [job.State],
        Attempt = job.Attempt,
        Error = job.Error,
        DueAt = due,
        Tries = job.Tries,
        // Nothing else changes.
        Now = job.ChangedAt,
    };

    /// <summary>The handler was told. An unknown outcome stays one, and is not told again.</summary>
    public static JobChange Told(VideoJob job, DateTimeOffset now) => new()
    {
        Key = job.Key,
        From = [job.State],
        Attempt = job.Attempt,
        To = job.State == VideoJobState.OutcomeUnknown ? null : VideoJobState.Handled,
        Error = job.Error,
        DueAt = DateTimeOffset.MaxValue,
        Now = now,
    };

    /// <summary>The video could not be stored or the handler failed; another attempt follows.</summary>
    public static JobChange DeliveredAgain(VideoJob job, string error, DateTimeOffset due, DateTimeOffset now) => new()
    {
        Key = job.Key,
        From = [job.State],
        Attempt = job.Attempt,
        Error = error,
        DueAt = due,
        Tries = job.Tries + 1,
        Now = now,
    };

    /// <summary>A job that was certainly not submitted is canceled at once.</summary>
    public static JobChange Cancelled(VideoJob job, DateTimeOffset now) => new()
    {
        Key = job.Key,
        From = [VideoJobState.Queued],
        Attempt = job.Attempt,
        To = VideoJobState.Cancelled,
        Error = "The job was canceled before it was submitted.",
        DueAt = now,
        Now = now,
    };

    /// <summary>
    /// A job that was or is being submitted is canceled by its worker, and so is a queued one that may be charged: its next submission
    /// finds what there is to cancel.
    /// </summary>
    public static JobChange CancelRequested(VideoJob job, DateTimeOffset now) => new()
    {
        Key = job.Key,
        From = [VideoJobState.Queued, VideoJobState.Submitting, VideoJobState.Submitted, VideoJobState.OutcomeUnknown],
        IsCancelRequested = true,
        Error = job.Error,
        DueAt = now,
        Tries = job.Tries,
        Now = now,
    };
}
