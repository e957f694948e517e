namespace SeedanceGen.Testing.Service;

/// <summary>Takes the final results of jobs to their webhooks, as their plans say, and remembers every attempt.</summary>
internal sealed partial class WebhookSender(MockServerState state) : IAsyncDisposable
{
    private const string Stopped = "not delivered: the mock server was stopped";

    /// <summary>In real time: a virtual clock stands while the answer to a request is awaited.</summary>
    private static readonly TimeSpan LongestOvertaking = TimeSpan.FromSeconds(2);

    /// <summary>In real time: a test that ends waits for what is under way, but not for a receiver that never answers.</summary>
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly List<WebhookDispatch> _open = [];
    private readonly List<WebhookDispatch> _failed = [];
    private readonly List<WebhookDelivery> _deliveries = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly WebhookPost _post = new();

    public IReadOnlyList<WebhookDelivery> Deliveries
    {
        get
        {
            lock (_gate)
                return [.. _deliveries];
        }
    }

    /// <summary>Sends the webhook of a job that has just ended by itself.</summary>
    public void Deliver(MockJob job) => Enqueue(job)?.Start();

    /// <summary>Makes the webhook of a job due; null when there is nothing to send.</summary>
    public WebhookDispatch? Enqueue(MockJob job)
    {
        if (job.Asked.WebhookUrl is not { } url)
            return null;

        var plan = PlanFor(job);
        var dispatch = new WebhookDispatch(this, job.RequestId, url, WebhookBody.Of(job, state, plan), plan);
        if (LoopbackRule.Objection(url) is { } objection)
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
                dispatch.BeginWork(state.HoldClock());
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
            await Task.WhenAny(work, Task.Delay(LongestOvertaking, CancellationToken.None)).ConfigureAwait(false);
    }

    /// <summary>Completes when every webhook that is due now has been answered or given up.</summary>
    public async Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        var clock = state.Options.TimeProvider as VirtualTimeProvider;
        var untilDone = clock?.MovesByItself == true;
        using var moving = untilDone ? clock!.Await() : null;
        while (true)
        {
            Task[] work;
            lock (_gate)
                work = [.. _open.Select(dispatch => untilDone ? dispatch.Done : dispatch.Work).OfType<Task>()];
            if (work.Length == 0)
                return;

            await Task.WhenAll(work).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lets what is under way arrive, within bounds.</summary>
    public async Task DrainAsync()
    {
        Task[] work;
        lock (_gate)
            work = [.. _open.Where(dispatch => dispatch.IsStarted).Select(dispatch => dispatch.Work).OfType<Task>()];
        if (work.Length > 0)
            await Task.WhenAny(Task.WhenAll(work), Task.Delay(LongestDrain)).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task[] sending;
        lock (_gate)
            sending = [.. _open.Where(dispatch => dispatch.IsStarted).Select(dispatch => dispatch.Done)];

        await Task.WhenAll(sending).ConfigureAwait(false);
        _post.Dispose();
        _stopping.Dispose();
    }

    private WebhookPlan PlanFor(MockJob job)
    {
        try
        {
            return job.Webhook ?? state.Options.WebhookFor?.Invoke(job)?.EnsureUsable() ?? state.Options.Webhook;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Code of the test's author: whatever it throws is shown to him, as a violation that names it.
            state.Violations.Add(
                MockViolationKind.UndeliveredWebhook,
                $"{nameof(SeedanceMockOptions.WebhookFor)} threw for {job.RequestId}, so its webhook goes out as the options say: {failure.GetType().Name}: {failure.Message}");
            return state.Options.Webhook;
        }
    }
}
