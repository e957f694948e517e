using System.Text.Json;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing;

/// <summary>One job on the mock server. Every change is atomic: of competing calls, exactly one moves the job.</summary>
public sealed class MockJob
{
    // A timer cannot wait longer than some weeks, and may fire a little early: each callback checks the time again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly object _gate = new();
    private readonly JobLifecycle _lifecycle;
    private readonly TimeProvider _time;
    private readonly Action<MockJob> _finishedByItself;
    private readonly long _accepted;
    private readonly ReadOnlyMemory<byte> _body;
    private readonly JobDescription _description;
    private VideoGenerationRequest? _request;
    private GenerationStatus _status = GenerationStatus.Queued;
    private ApiError? _failure;
    private WebhookPlan? _webhook;
    private ITimer? _timer;
    private DateTimeOffset? _startedAt;
    private DateTimeOffset? _endedAt;
    private int _polls;
    private bool _stopped;

    /// <param name="requestId">The job's id.</param>
    /// <param name="description">What the API description says about jobs.</param>
    /// <param name="body">What was asked for, as it was sent.</param>
    /// <param name="asked">The same, read.</param>
    /// <param name="creditsCharged">The price.</param>
    /// <param name="lifecycle">How the job comes to its end.</param>
    /// <param name="time">The clock.</param>
    /// <param name="finishedByItself">
    /// Called once when time or the test ends the job; a request that ends it learns so from its step.
    /// </param>
    /// <param name="existing">What the job was before the server began; null for one that was submitted to it.</param>
    internal MockJob(
        string requestId,
        JobDescription description,
        ReadOnlyMemory<byte> body,
        JsonElement asked,
        int creditsCharged,
        JobLifecycle lifecycle,
        TimeProvider time,
        Action<MockJob> finishedByItself,
        ExistingJob? existing = null)
    {
        (RequestId, CreditsCharged, _body, _description) = (requestId, creditsCharged, body, description);
        WebhookUrl = description.Webhook is { } webhook && ApiDescription.Text(asked, webhook) is { } url
            && Uri.TryCreate(url, UriKind.RelativeOrAbsolute, out var address) ? address : null;
        Shape = ApiDescription.Text(asked, JobDescription.Shape);
        (_lifecycle, _time, _finishedByItself) = (lifecycle, time, finishedByItself);
        _accepted = time.GetTimestamp();
        AcceptedAt = time.GetUtcNow();
        if (existing is not null)
            Continue(existing);
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
    public DateTimeOffset AcceptedAt { get; private set; }

    /// <summary>Whether nothing changes the job; see <see cref="ExistingJob.IsFixed"/>.</summary>
    public bool IsFixed { get; private set; }

    /// <summary>The job's current status. Reading it here is not a poll and changes nothing.</summary>
    public GenerationStatus Status
    {
        get
        {
            lock (_gate)
                return _status;
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

    /// <summary>
    /// Every status that the job has entered, oldest first, and when, by the server's <see cref="TimeProvider"/>; a copy that later changes
    /// do not reach.
    /// </summary>
    public IReadOnlyList<(GenerationStatus Status, DateTimeOffset Timestamp)> Transitions
    {
        get
        {
            lock (_gate)
                return [.. History()];
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

    /// <summary>How this job's webhook is sent when the job ends; null leaves it to the options.</summary>
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
                if (IsTerminal(_status))
                {
                    throw new InvalidOperationException(
                        $"Job '{RequestId}' is {_status}: its webhook has gone out, and a plan would change nothing. Set it before the job "
                            + $"ends, or use {nameof(SeedanceMockOptions)}.{nameof(SeedanceMockOptions.WebhookFor)}.");
                }

                _webhook = value;
            }
        }
    }

    /// <summary>The job's place among all jobs of the server, from 1.</summary>
    internal long Number { get; set; }

    /// <summary>The job's place in the store, by which it can be forgotten; null when it is kept for ever.</summary>
    internal LinkedListNode<KeptJob>? Place { get; set; }

    /// <summary>Called once when the job has ended, with the time, under the lock of the job.</summary>
    internal Action<MockJob, DateTimeOffset>? Ended { get; init; }

    /// <summary>For how long a link to its video is valid; null for ever.</summary>
    internal TimeSpan? LinkLifetime { get; init; }

    /// <summary>Until when a link that is given out now is valid; null for ever.</summary>
    internal DateTimeOffset? LinkEnd => _time.GetUtcNow() + LinkLifetime;

    /// <summary>Whether the job has ended.</summary>
    internal bool IsEnded => IsTerminal(Status);

    /// <summary>What was asked for, as it was sent.</summary>
    internal ReadOnlyMemory<byte> Body => _body;

    /// <summary>Where the result is reported; null when the submission named no place.</summary>
    internal Uri? WebhookUrl { get; }

    /// <summary>The aspect ratio that was asked for; null for any.</summary>
    internal string? Shape { get; }

    /// <summary>Moves a queued job to processing.</summary>
    /// <exception cref="InvalidOperationException">The job is not queued, or <see cref="IsFixed"/> is true.</exception>
    public void Start() => MoveByHand(GenerationStatus.Processing, failure: null);

    /// <summary>Ends the job as succeeded: its video can be downloaded, and the mock sends its webhook.</summary>
    /// <exception cref="InvalidOperationException">The job has already ended, or <see cref="IsFixed"/> is true.</exception>
    public void Succeed() => MoveByHand(GenerationStatus.Succeeded, failure: null);

    /// <summary>
    /// Ends the job as failed; the mock sends its webhook. The shape of a job's error is not documented: the mock uses that of the error
    /// envelope.
    /// </summary>
    /// <param name="code">The error's code.</param>
    /// <param name="message">The error's text for people.</param>
    /// <exception cref="InvalidOperationException">The job has already ended, or <see cref="IsFixed"/> is true.</exception>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty.</exception>
    public void Fail(string code, string message)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        MoveByHand(GenerationStatus.Failed, new ApiError { Code = code, Message = message });
    }

    /// <summary>
    /// Ends the job in any status that ends jobs by the API description, such as one that a later version of it adds; the mock sends its
    /// webhook.
    /// </summary>
    /// <param name="status">The status.</param>
    /// <exception cref="ArgumentException">It does not end a job; the message names those that do.</exception>
    /// <exception cref="InvalidOperationException">The job has already ended, or <see cref="IsFixed"/> is true.</exception>
    public void End(GenerationStatus status)
    {
        _description.EnsureTerminal(status, nameof(status));
        MoveByHand(status, failure: null);
    }

    /// <summary>The job's id and status, without its prompt.</summary>
    public override string ToString() => $"{RequestId}: {Status}";

    /// <summary>A text of what was asked for; null when there is none of this name.</summary>
    internal string? TextOf(string field)
    {
        using var asked = JsonDocument.Parse(_body);
        return ApiDescription.Text(asked.RootElement, field);
    }

    /// <summary>Starts the clock of a job that existed before; its status changes when time or a request comes.</summary>
    internal void Resume()
    {
        lock (_gate)
        {
            if (!IsFixed && !IsTerminal(_status))
                ScheduleNextStep();
        }
    }

    /// <summary>Starts the job's clock; called once, when the server has stored the job.</summary>
    internal Step Begin()
    {
        lock (_gate)
            return FollowLifecycle();
    }

    /// <summary>One read through the API.</summary>
    internal Step Poll()
    {
        lock (_gate)
        {
            _polls++;
            return FollowLifecycle();
        }
    }

    /// <summary>One cancel through the API: it has won when the job has just finished as cancelled.</summary>
    internal Step Cancel()
    {
        lock (_gate)
        {
            var step = FollowLifecycle();
            return IsFixed || IsTerminal(step.Status) ? step : MoveTo(GenerationStatus.Cancelled);
        }
    }

    /// <summary>Ends the job's clock for good; its status stays as it is.</summary>
    internal void StopClock()
    {
        lock (_gate)
        {
            _stopped = true;
            _timer?.Dispose();
            _timer = null;
        }
    }

    private bool IsTerminal(GenerationStatus status) => _description.IsTerminal(status);

    /// <summary>
    /// Takes over what the job was before. The times of its start and its end are not known, so both are the time of its acceptance.
    /// </summary>
    private void Continue(ExistingJob existing)
    {
        (_status, _failure, _webhook, IsFixed) = (existing.Status, existing.Failure, existing.Webhook, existing.IsFixed);
        AcceptedAt -= existing.Age;
        if (_status != GenerationStatus.Queued && _status != GenerationStatus.Cancelled)
            _startedAt = AcceptedAt;
        if (IsTerminal(_status))
            _endedAt = AcceptedAt;
    }

    private void MoveByHand(GenerationStatus target, ApiError? failure)
    {
        Step step;
        lock (_gate)
        {
            if (IsFixed)
                throw new InvalidOperationException($"Job '{RequestId}' is fixed as {_status}, and nothing changes it.");
            if (IsTerminal(_status) || _status == target)
                throw new InvalidOperationException($"Job '{RequestId}' is {_status} and cannot become {target}.");

            step = MoveTo(target, failure);
        }

        if (step.JustFinished)
            _finishedByItself(this);
    }

    private Step FollowLifecycle()
    {
        if (IsFixed || IsTerminal(_status))
            return new Step(_status, JustFinished: false);

        var step = MoveTo(_lifecycle.StatusAt(_polls, _time.GetElapsedTime(_accepted)), _lifecycle.Failure);
        ScheduleNextStep();
        return step;
    }

    // A job moves forward only: a status that it has left or is in changes nothing.
    private Step MoveTo(GenerationStatus target, ApiError? failure = null)
    {
        if (target == _status || target == GenerationStatus.Queued)
            return new Step(_status, JustFinished: false);

        var now = _time.GetUtcNow();
        if (_status == GenerationStatus.Queued && IsTerminal(target) && target != GenerationStatus.Cancelled)
            _startedAt = now;

        _failure = target == GenerationStatus.Failed ? failure : null;
        _status = target;
        if (!IsTerminal(target))
        {
            _startedAt = now;
            return new Step(target, JustFinished: false);
        }

        _endedAt = now;
        StopClock();
        Ended?.Invoke(this, now);
        return new Step(target, JustFinished: true);
    }

    private void ScheduleNextStep()
    {
        if (_stopped || _lifecycle.NextDue(_status) is not { } due)
            return;

        var wait = due - _time.GetElapsedTime(_accepted);
        wait = wait > LongestWait ? LongestWait : wait < ShortestWait ? ShortestWait : wait;
        _timer ??= _time.CreateTimer(static job => ((MockJob)job!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void Ring()
    {
        bool finished;
        lock (_gate)
        {
            if (_stopped)
                return;

            finished = FollowLifecycle().JustFinished;
        }

        if (finished)
            _finishedByItself(this);
    }

    private IEnumerable<(GenerationStatus Status, DateTimeOffset Timestamp)> History()
    {
        yield return (GenerationStatus.Queued, AcceptedAt);
        if (_startedAt is { } started)
            yield return (GenerationStatus.Processing, started);
        if (_endedAt is { } ended)
            yield return (_status, ended);
    }

    /// <summary>The result of one call on a job. Of all calls on a job, exactly one sees that it has just finished.</summary>
    internal readonly record struct Step(GenerationStatus Status, bool JustFinished);
}
