using System.Text.Json;

namespace SeedanceGen.Testing;

/// <summary>One job on the mock server. Every change is atomic: of competing calls, exactly one moves the job.</summary>
public sealed partial class MockJob
{
    private readonly object _gate = new();
    private readonly JobLifecycle _lifecycle;
    private readonly TimeProvider _time;
    private readonly Action<MockJob> _finishedByItself;
    private readonly long _accepted;
    private readonly ReadOnlyMemory<byte> _body;
    private VideoGenerationRequest? _request;
    private ApiError? _failure;
    private WebhookPlan? _webhook;
    private DateTimeOffset? _startedAt;
    private DateTimeOffset? _endedAt;
    private int _polls;

    /// <param name="requestId">The job's id.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="body">The same, as it was sent.</param>
    /// <param name="creditsCharged">The price.</param>
    /// <param name="lifecycle">How the job comes to its end.</param>
    /// <param name="time">The clock.</param>
    /// <param name="finishedByItself">Called once when time or the test ends the job; a request that ends it learns so from its step.</param>
    internal MockJob(
        string requestId,
        VideoGenerationRequest request,
        ReadOnlyMemory<byte> body,
        int creditsCharged,
        JobLifecycle lifecycle,
        TimeProvider time,
        Action<MockJob> finishedByItself)
    {
        (RequestId, CreditsCharged, _body) = (requestId, creditsCharged, body);
        Asked = request.Metadata is null && request.UnknownFields is null ? request : request with { Metadata = null, UnknownFields = null };
        (_lifecycle, _time, _finishedByItself) = (lifecycle, time, finishedByItself);
        _accepted = time.GetTimestamp();
        AcceptedAt = time.GetUtcNow();
    }

    /// <summary>The id that the submission returned.</summary>
    public string RequestId { get; }

    /// <summary>What was asked for, as the server understood it.</summary>
    public VideoGenerationRequest Request
    {
        get
        {
            lock (_gate)
                return _request ??= JsonSerializer.Deserialize(_body.Span, SeedanceJsonContext.Default.VideoGenerationRequest)!;
        }
    }

    /// <summary>The price in credits, charged when the job was accepted.</summary>
    public int CreditsCharged { get; }

    /// <summary>When the job was accepted, by the server's <see cref="TimeProvider"/>.</summary>
    public DateTimeOffset AcceptedAt { get; }

    /// <summary>Where the job stands. Looking here is not a poll and changes nothing.</summary>
    public GenerationStatus Status
    {
        get
        {
            lock (_gate)
                return Current;
        }
    }

    /// <summary>How often the job was read through the API.</summary>
    public int Polls
    {
        get
        {
            lock (_gate)
                return _polls;
        }
    }

    /// <summary>Every status that the job has entered, oldest first; a copy that later changes do not reach.</summary>
    public IReadOnlyList<JobTransition> Transitions
    {
        get
        {
            lock (_gate)
                return [.. Course()];
        }
    }

    /// <summary>Why the job failed; null unless it did.</summary>
    public ApiError? Failure
    {
        get
        {
            lock (_gate)
                return _failure;
        }
    }

    /// <summary>How this job's webhook goes out when the job ends; null leaves it to the options.</summary>
    /// <exception cref="ArgumentException">The plan holds something impossible, such as a time below zero.</exception>
    /// <exception cref="InvalidOperationException">The job has already ended.</exception>
    public WebhookPlan? Webhook
    {
        get
        {
            lock (_gate)
                return _webhook;
        }

        set
        {
            value?.EnsureUsable();
            lock (_gate)
            {
                if (Current.IsTerminal)
                    throw new InvalidOperationException($"Job '{RequestId}' is {Current}: its webhook has gone out, and a plan would change nothing. Set it before the job ends, or use {nameof(SeedanceMockOptions)}.{nameof(SeedanceMockOptions.WebhookFor)}.");
                _webhook = value;
            }
        }
    }

    /// <summary>
    /// What was asked for without its free-form parts, which take most of the memory and play no part on the server: they are read again
    /// from the bytes when a test looks at them.
    /// </summary>
    internal VideoGenerationRequest Asked { get; }

    private GenerationStatus Current { get; set; } = GenerationStatus.Queued;

    /// <summary>The job's id and status, without its prompt.</summary>
    public override string ToString() => $"{RequestId}: {Status}";
}
