using System.Globalization;
using System.Text;

namespace SeedanceGen.Testing.Service;

/// <content>One webhook, from its first attempt to its last.</content>
internal sealed partial class WebhookSender
{
    private async Task RunAsync(WebhookDispatch dispatch)
    {
        try
        {
            await FollowPlanAsync(dispatch, dispatch.Plan).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The server was stopped: what was under way then has said so itself.
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
            Record(dispatch, WebhookKind.Result, 1, dispatch.Body, WebhookOutcome.DroppedByPlan, LostBy(plan));
            dispatch.IsExcused = true;
            return;
        }

        await dispatch.RestAsync(plan.Delay, state, _stopping.Token).ConfigureAwait(false);
        await dispatch.RestAsync(plan.AfterNext ?? TimeSpan.Zero, state, _stopping.Token, canBeCutShort: true).ConfigureAwait(false);
        for (var i = 0; i < plan.ForgedWebhooks.Count; i++)
            await AttemptAsync(dispatch, WebhookKind.Forged, i + 1, plan.ForgedWebhooks[i].Forge(dispatch.Body)).ConfigureAwait(false);

        if (!await DeliverAsync(dispatch, plan).ConfigureAwait(false))
            return;

        for (var i = 0; i < plan.Duplicates; i++)
        {
            await dispatch.RestAsync(plan.DuplicateDelay, state, _stopping.Token).ConfigureAwait(false);
            await AttemptAsync(dispatch, WebhookKind.Duplicate, i + 1, dispatch.Body).ConfigureAwait(false);
        }
    }

    private async Task<bool> DeliverAsync(WebhookDispatch dispatch, WebhookPlan plan)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (attempt <= plan.DroppedAttempts)
                Record(dispatch, WebhookKind.Result, attempt, dispatch.Body, WebhookOutcome.DroppedByPlan, LostBy(plan));
            else
                dispatch.IsDelivered = await AttemptAsync(dispatch, WebhookKind.Result, attempt, dispatch.Body).ConfigureAwait(false);

            LetOthersGo(dispatch);
            if (dispatch.IsDelivered || attempt > plan.RetryDelays.Count)
                return dispatch.IsDelivered;

            await dispatch.RestAsync(plan.RetryDelays[attempt - 1], state, _stopping.Token).ConfigureAwait(false);
        }
    }

    private async Task<bool> AttemptAsync(WebhookDispatch dispatch, WebhookKind kind, int attempt, byte[] body)
    {
        if (kind != WebhookKind.Forged && !dispatch.IsJudged)
        {
            dispatch.IsJudged = true;
            WebhookJudge.Judge(state, dispatch);
        }

        var sentAt = state.Time.GetUtcNow();
        using var timeout = new CancellationTokenSource(dispatch.Plan.AttemptTimeout, state.Time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stopping.Token);
        try
        {
            var statusCode = await _post.SendAsync(dispatch.Url, body, end.Token).ConfigureAwait(false);
            var delivered = statusCode is >= 200 and < 300;
            Record(dispatch, kind, attempt, body, delivered ? WebhookOutcome.Delivered : WebhookOutcome.Refused, problem: null, statusCode, sentAt);
            return delivered;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            Record(dispatch, kind, attempt, body, WebhookOutcome.Stopped, Stopped, statusCode: null, sentAt);
            throw;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Nobody awaits a webhook: whatever goes wrong with it is told by its journal.
            var problem = failure is OperationCanceledException ? $"no answer within {dispatch.Plan.AttemptTimeout}" : failure.Message;
            Record(dispatch, kind, attempt, body, WebhookOutcome.Failed, "not delivered: " + problem, statusCode: null, sentAt);
            return false;
        }
    }

    private void LetOthersGo(WebhookDispatch dispatch)
    {
        WebhookDispatch[] others;
        lock (_gate)
            others = [.. _open.Where(other => other.RequestId != dispatch.RequestId)];
        foreach (var other in others)
            other.CutShort();
    }

    private static string LostBy(WebhookPlan plan) => "not sent: lost on its way, as its plan says" + (plan.Repro is { } repro ? $" ({repro})" : "");

    private void Record(
        WebhookDispatch dispatch,
        WebhookKind kind,
        int attempt,
        byte[] body,
        WebhookOutcome outcome,
        string? problem,
        int? statusCode = null,
        DateTimeOffset? sentAt = null)
    {
        var now = state.Time.GetUtcNow();
        var delivery = new WebhookDelivery
        {
            RequestId = dispatch.RequestId,
            Url = dispatch.Url,
            Kind = kind,
            Attempt = attempt,
            SentAt = sentAt ?? now,
            Timestamp = now,
            Body = state.Keys.Redact(Encoding.UTF8.GetString(body)),
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
        }

        dispatch.Complete();
    }

    /// <summary>The webhooks that were due and did not arrive, or have not yet.</summary>
    public IEnumerable<MockViolation> Undelivered()
    {
        WebhookDispatch[] missing;
        lock (_gate)
            missing = [.. _failed.Concat(_open).Where(dispatch => dispatch is { IsDelivered: false, IsExcused: false })];
        foreach (var dispatch in missing)
        {
            var attempts = Deliveries.Where(delivery => delivery.RequestId == dispatch.RequestId && delivery.Kind == WebhookKind.Result).ToList();
            var repro = dispatch.Plan.Repro is { } line ? $" Its plan was drawn by {line}." : "";
            yield return new MockViolation(
                MockViolationKind.UndeliveredWebhook,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The webhook of {dispatch.RequestId} to {dispatch.Url.GetLeftPart(UriPartial.Authority)} did not arrive in {attempts.Count} attempts{(attempts.Count == 0 ? "" : ": ")}{string.Join("; ", attempts)}. Expected: a 2xx answer of the receiver before the server ends. A receiver that cannot be reached, or says no, is at fault; a test that ended too early awaits {nameof(SeedanceMockServer.WaitForWebhooksAsync)}.{repro}"));
        }
    }
}
