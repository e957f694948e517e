using System.Globalization;
using System.Text;
using SeedanceGen.Testing.Time;
using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing.Service;

/// <summary>Sends the final results of jobs to their webhooks, as their plans say, and remembers every attempt.</summary>
internal sealed class WebhookSender(
    WebhookComposer composer,
    WebhookPost post,
    ServerClock clock,
    Func<string, string> redact,
    MockRetention? retention = null) : IAsyncDisposable
{
    private const string Stopped = "not delivered: the mock server was stopped";

    /// <summary>In real time: a virtual clock stands still while a caller waits for a response.</summary>
    private static readonly TimeSpan LongestWaitBeforeResponse = TimeSpan.FromSeconds(2);

    /// <summary>In real time: the end of a test waits for attempts that are under way, but for no receiver that never responds.</summary>
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly List<WebhookDispatch> _open = [];
    private readonly List<WebhookDispatch> _failed = [];
    private readonly AppendList<WebhookDelivery> _deliveries = new(
        retention ?? MockRetention.Everything, static delivery => (delivery.Timestamp, delivery.Body.Length * sizeof(char)));

    private int _forgottenFailures;
    private readonly CancellationTokenSource _stopping = new();

    public IReadOnlyList<WebhookDelivery> Deliveries
    {
        get
        {
            lock (_gate)
                return _deliveries.ToArray();
        }
    }

    /// <summary>How many attempts there were ever, kept or not.</summary>
    public long Total
    {
        get
        {
            lock (_gate)
                return _deliveries.Total;
        }
    }

    /// <summary>The attempts that are kept, with their numbers, from 1.</summary>
    public IReadOnlyList<(long? Number, WebhookDelivery Delivery)> Numbered()
    {
        lock (_gate)
        {
            var first = _deliveries.Total - _deliveries.Count + 1;
            return [.. _deliveries.Select((delivery, index) => ((long?)(first + index), delivery))];
        }
    }

    /// <summary>Sends the webhook of a job that time or the test has just ended.</summary>
    public void Send(MockJob job) => Enqueue(job)?.Start();

    /// <summary>Makes the webhook of a job due; null when there is nothing to send.</summary>
    public WebhookDispatch? Enqueue(MockJob job)
    {
        if (job.WebhookUrl is not { } url)
            return null;

        var (plan, body) = composer.Compose(job);
        var dispatch = new WebhookDispatch(this, job.RequestId, url, body, plan);
        if (post.ObjectionTo(url) is { } objection)
        {
            Record(dispatch, WebhookKind.Result, 1, dispatch.Body, WebhookOutcome.Withheld, objection);
            return null;
        }

        lock (_gate)
            _open.Add(dispatch);
        return dispatch;
    }

    public void Start(WebhookDispatch dispatch)
    {
        lock (_gate)
        {
            if (dispatch.IsStarted)
                return;

            dispatch.IsStarted = true;
            if (!_stopping.IsCancellationRequested)
            {
                dispatch.BeginWork(clock.Hold());
                _ = Task.Run(() => RunAsync(dispatch));
                return;
            }
        }

        Record(dispatch, WebhookKind.Result, 1, dispatch.Body, WebhookOutcome.Stopped, Stopped);
        Close(dispatch);
    }

    public async Task SendBeforeResponseAsync(WebhookDispatch dispatch)
    {
        var work = dispatch.Work;
        Start(dispatch);
        if (work is not null)
            await Task.WhenAny(work, Task.Delay(LongestWaitBeforeResponse, CancellationToken.None)).ConfigureAwait(false);
    }

    /// <summary>Completes when every webhook that is due now has a response or was given up.</summary>
    public async Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        using var moving = clock.MovesByItself ? clock.AwaitTimers() : null;
        while (true)
        {
            Task[] work;
            lock (_gate)
                work = [.. _open.Select(dispatch => clock.MovesByItself ? dispatch.Done : dispatch.Work).OfType<Task>()];
            if (work.Length == 0)
                return;

            await Task.WhenAll(work).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the attempts that are under way, for one second of real time at most.</summary>
    public async Task DrainAsync()
    {
        Task[] work;
        lock (_gate)
            work = [.. _open.Where(dispatch => dispatch.IsStarted).Select(dispatch => dispatch.Work).OfType<Task>()];
        if (work.Length > 0)
            await Task.WhenAny(Task.WhenAll(work), Task.Delay(LongestDrain)).ConfigureAwait(false);
    }

    /// <summary>How many webhooks were due and did not arrive, or have not yet.</summary>
    public int UndeliveredCount
    {
        get
        {
            lock (_gate)
                return _forgottenFailures + Missing().Count();
        }
    }

    /// <summary>The webhooks that were due and did not arrive, or have not yet.</summary>
    public IEnumerable<MockViolation> Undelivered()
    {
        WebhookDispatch[] missing;
        lock (_gate)
            missing = [.. Missing()];
        var results = missing.Length == 0 ? null
            : Deliveries.Where(delivery => delivery.Kind == WebhookKind.Result).ToLookup(delivery => delivery.RequestId);
        foreach (var dispatch in missing)
        {
            var attempts = results![dispatch.RequestId].ToList();
            var repro = dispatch.Plan.Repro is { } line ? $" Its plan was drawn by {line}." : "";
            var attempted = string.Create(
                CultureInfo.InvariantCulture, $"{attempts.Count} attempts{(attempts.Count == 0 ? "" : ": ")}{string.Join("; ", attempts)}");
            yield return new MockViolation(
                MockViolationKind.UndeliveredWebhook,
                $"The webhook of {dispatch.RequestId} to {dispatch.Url.GetLeftPart(UriPartial.Authority)} did not arrive in {attempted}. "
                    + "Expected: a 2xx response of the receiver before the server ends. A receiver that cannot be reached, or refuses it, "
                    + $"is at fault; a test that ended too early awaits WaitForWebhooksAsync.{repro}");
        }
    }

    private IEnumerable<WebhookDispatch> Missing() =>
        _failed.Concat(_open).Where(dispatch => dispatch is { IsDelivered: false, IsExcused: false });

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task[] sending;
        lock (_gate)
            sending = [.. _open.Where(dispatch => dispatch.IsStarted).Select(dispatch => dispatch.Done)];

        await Task.WhenAll(sending).ConfigureAwait(false);
        post.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync(WebhookDispatch dispatch)
    {
        try
        {
            await FollowPlanAsync(dispatch, dispatch.Plan).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The server was stopped: the attempt that was under way has recorded it.
        }
        finally
        {
            Close(dispatch);
        }
    }

    private async Task FollowPlanAsync(WebhookDispatch dispatch, WebhookPlan plan)
    {
        if (plan.IsDropped)
        {
            Record(dispatch, WebhookKind.Result, 1, dispatch.Body, WebhookOutcome.DroppedByPlan, DroppedBy(plan));
            dispatch.IsExcused = true;
            return;
        }

        await RestAsync(dispatch, plan.Delay).ConfigureAwait(false);
        await RestAsync(dispatch, plan.AfterNext ?? TimeSpan.Zero, canBeCutShort: true).ConfigureAwait(false);
        for (var i = 0; i < plan.ForgedWebhooks.Count; i++)
        {
            var forged = composer.Forge(plan.ForgedWebhooks[i], dispatch.Body);
            await AttemptAsync(dispatch, WebhookKind.Forged, i + 1, forged).ConfigureAwait(false);
        }

        if (!await DeliverAsync(dispatch, plan).ConfigureAwait(false))
            return;

        for (var i = 0; i < plan.Duplicates; i++)
        {
            await RestAsync(dispatch, plan.DuplicateDelay).ConfigureAwait(false);
            await AttemptAsync(dispatch, WebhookKind.Duplicate, i + 1, dispatch.Body).ConfigureAwait(false);
        }
    }

    private Task RestAsync(WebhookDispatch dispatch, TimeSpan time, bool canBeCutShort = false) =>
        dispatch.RestAsync(time, clock, _stopping.Token, canBeCutShort);

    private async Task<bool> DeliverAsync(WebhookDispatch dispatch, WebhookPlan plan)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (attempt <= plan.DroppedAttempts)
                Record(dispatch, WebhookKind.Result, attempt, dispatch.Body, WebhookOutcome.DroppedByPlan, DroppedBy(plan));
            else
                dispatch.IsDelivered = await AttemptAsync(dispatch, WebhookKind.Result, attempt, dispatch.Body).ConfigureAwait(false);

            ReleaseOthers(dispatch);
            if (dispatch.IsDelivered || attempt > plan.RetryDelays.Count)
                return dispatch.IsDelivered;

            await RestAsync(dispatch, plan.RetryDelays[attempt - 1]).ConfigureAwait(false);
        }
    }

    private async Task<bool> AttemptAsync(WebhookDispatch dispatch, WebhookKind kind, int attempt, byte[] body)
    {
        if (kind != WebhookKind.Forged && !dispatch.IsValidated)
        {
            dispatch.IsValidated = true;
            composer.Validate(dispatch.RequestId, dispatch.Plan, dispatch.Body);
        }

        var sentAt = clock.Now;
        var headers = composer.HeadersOf(body, kind == WebhookKind.Forged, sentAt);
        using var timeout = new CancellationTokenSource(dispatch.Plan.AttemptTimeout, clock.Time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stopping.Token);
        try
        {
            var statusCode = await post.SendAsync(dispatch.Url, headers, body, end.Token).ConfigureAwait(false);
            var delivered = statusCode is >= 200 and < 300;
            var outcome = delivered ? WebhookOutcome.Delivered : WebhookOutcome.Rejected;
            Record(dispatch, kind, attempt, body, outcome, problem: null, statusCode, sentAt, headers);
            return delivered;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            Record(dispatch, kind, attempt, body, WebhookOutcome.Stopped, Stopped, statusCode: null, sentAt, headers);
            throw;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // No caller awaits a webhook: the list of deliveries is the only place that can tell what went wrong.
            var problem = failure is OperationCanceledException ? $"no response within {dispatch.Plan.AttemptTimeout}" : failure.Message;
            Record(dispatch, kind, attempt, body, WebhookOutcome.Failed, "not delivered: " + problem, statusCode: null, sentAt, headers);
            return false;
        }
    }

    /// <summary>Ends the waits of other jobs for a webhook to be sent first.</summary>
    private void ReleaseOthers(WebhookDispatch dispatch)
    {
        WebhookDispatch[] others;
        lock (_gate)
            others = [.. _open.Where(other => other.RequestId != dispatch.RequestId)];
        foreach (var other in others)
            other.CutShort();
    }

    private static string DroppedBy(WebhookPlan plan) =>
        "not sent: dropped on its way, as its plan says" + (plan.Repro is { } repro ? $" ({repro})" : "");

    private void Record(
        WebhookDispatch dispatch,
        WebhookKind kind,
        int attempt,
        byte[] body,
        WebhookOutcome outcome,
        string? problem,
        int? statusCode = null,
        DateTimeOffset? sentAt = null,
        IReadOnlyList<KeyValuePair<string, string>>? headers = null)
    {
        var now = clock.Now;
        var delivery = new WebhookDelivery
        {
            RequestId = dispatch.RequestId,
            Url = dispatch.Url,
            Kind = kind,
            Attempt = attempt,
            SentAt = sentAt ?? now,
            Timestamp = now,
            Body = redact(Encoding.UTF8.GetString(body)),
            Headers = new Dictionary<string, string>(headers ?? [], StringComparer.OrdinalIgnoreCase),
            Outcome = outcome,
            StatusCode = statusCode,
            Problem = problem,
        };
        lock (_gate)
            _deliveries.Add(delivery);
    }

    private void Close(WebhookDispatch dispatch)
    {
        lock (_gate)
        {
            _open.Remove(dispatch);
            if (dispatch is { IsDelivered: false, IsExcused: false })
                _failed.Add(dispatch);
            if (_failed.Count > retention?.Count)
            {
                _failed.RemoveAt(0);
                _forgottenFailures++;
            }
        }

        dispatch.Complete();
    }
}
