using System.Text;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>The responses of the control API.</summary>
internal static class ControlResponses
{
    private static readonly ControlJsonContext Json = ControlJsonContext.Default;

    public static MockResponse Error(int statusCode, string message) => MockResponse.Error(statusCode, MockErrorCodes.Control, message);

    public static MockResponse Status(SeedanceMock mock)
    {
        var (engine, counts) = (mock.Engine, mock.Counts);
        return MockResponse.Json(
            StatusCodes.Status200OK,
            new ControlStatus(
                mock.BaseAddress,
                engine.Options.TimeProvider.GetUtcNow(),
                engine.Options.TimeProvider is VirtualTimeProvider,
                counts.Requests,
                counts.Jobs,
                engine.Ledger.TotalCharged,
                counts.Webhooks,
                counts.Violations,
                engine.Options.Retention is { IsUnlimited: false } kept
                    ? new ControlRetention(kept.Count, kept.Age?.TotalSeconds, kept.Bytes)
                    : null,
                mock.WebhookPublicKey,
                mock.ChaosDescription,
                [.. ControlRoutes.All.Select(route => route.ToString())]),
            Json.ControlStatus);
    }

    public static MockResponse Journal(SeedanceMock mock, ControlPage page)
    {
        var operation = page.OneOf("operation", ControlNames.Operations);
        var (job, status) = (page.Text("job"), page.Count("statusCode", 0));
        var faulted = page.OneOf("faulted", ControlNames.Flags);
        return page.Of(
            mock.Journal.Entries.Select(entry => ((long?)entry.Number, entry)),
            entry => (operation is null || entry.Operation == operation)
                && (job is null || entry.RequestId == job)
                && (status is null || entry.StatusCode == status)
                && (faulted is null || entry.Fault is not null == faulted),
            (_, entry) => Describe(entry),
            Json.ControlJournalEntry);
    }

    public static MockResponse Jobs(SeedanceMock mock, ControlPage page)
    {
        var state = page.OneOf("state", ControlNames.Statuses);
        return page.Of(
            mock.Jobs.Select(job => ((long?)job.Number, job)),
            job => state is null || job.Status.Value == state,
            (_, job) => Describe(job),
            Json.ControlJob);
    }

    public static MockResponse Job(MockJob job) => MockResponse.Json(StatusCodes.Status200OK, Describe(job), Json.ControlJob);

    public static MockResponse Ledger(SeedanceMock mock) => MockResponse.Json(
        StatusCodes.Status200OK,
        new ControlLedger(
            mock.Ledger.TotalCharged,
            mock.Ledger.Balance,
            [.. mock.Ledger.Charges.Select(charge => new ControlCharge(charge.RequestId, charge.Credits, charge.Timestamp))]),
        Json.ControlLedger);

    public static MockResponse Violations(SeedanceMock mock, ControlPage page)
    {
        var kind = page.OneOf("kind", ControlNames.Kinds.ToDictionary(pair => pair.Key, pair => (MockViolationKind?)pair.Value));
        return page.Of(
            mock.Engine.Violations.Numbered(),
            violation => kind is null || violation.Kind == kind,
            (number, violation) =>
                new ControlViolation(number, violation.Kind.ToString(), violation.Message, [.. violation.Requests]),
            Json.ControlViolation);
    }

    public static MockResponse Keys(SeedanceMock mock) =>
        MockResponse.Json(StatusCodes.Status200OK, new ControlKeys(mock.Keys.Current, mock.Keys.IsRevoked), Json.ControlKeys);

    public static MockResponse Webhooks(SeedanceMock mock, ControlPage page)
    {
        var (job, outcome) = (page.Text("job"), page.OneOf("outcome", ControlNames.Outcomes));
        return page.Of(
            mock.Engine.Webhooks.Numbered(),
            delivery => (job is null || delivery.RequestId == job) && (outcome is null || delivery.Outcome.ToString() == outcome),
            (number, delivery) => Describe(number, delivery, mock.Keys),
            Json.ControlWebhookDelivery);
    }

    public static MockResponse Faults(SeedanceMock mock) =>
        MockResponse.Json(StatusCodes.Status200OK, [.. mock.Engine.Faults.Scripts.Select(Describe)], Json.ControlScriptArray);

    public static MockResponse FaultKinds() =>
        MockResponse.Json(StatusCodes.Status200OK, [.. ControlFaultKinds.All], Json.ControlFaultKindArray);

    public static MockResponse Fault(ScriptedFault script) =>
        MockResponse.Json(StatusCodes.Status200OK, Describe(script), Json.ControlScript);

    public static MockResponse Report(SeedanceMock mock) => new()
    {
        StatusCode = StatusCodes.Status200OK,
        ContentType = "text/plain; charset=utf-8",
        Body = Encoding.UTF8.GetBytes(mock.Report()),
    };

    private static ControlScript Describe(ScriptedFault script) => new(script.ToString(), script.CallCount);

    private static ControlJob Describe(MockJob job) => new(
        job.Number,
        job.RequestId,
        job.Status.Value,
        job.CreditsCharged,
        job.AcceptedAt,
        job.Polls,
        job.Failure?.Code,
        job.Failure?.Message,
        [.. job.Transitions.Select(step => new ControlTransition(step.Status.Value, step.Timestamp))]);

    private static ControlJournalEntry Describe(JournalEntry entry) => new(
        entry.Number,
        entry.Timestamp,
        entry.Operation?.Id,
        entry.RequestId,
        entry.Method,
        entry.Path,
        entry.StatusCode,
        entry.JobStatus?.Value,
        entry.RetryAfter?.TotalSeconds,
        entry.Delivery.ToString(),
        entry.Loss,
        entry.Fault,
        entry.Credential.ToString(),
        entry.KeyLeaked,
        entry.Body);

    private static ControlWebhookDelivery Describe(long? number, WebhookDelivery delivery, MockKeys keys) => new(
        number,
        delivery.RequestId,
        keys.Redact(delivery.Url.OriginalString),
        delivery.Kind.ToString(),
        delivery.Attempt,
        delivery.SentAt,
        delivery.Timestamp,
        delivery.Outcome.ToString(),
        delivery.StatusCode,
        delivery.Problem is null ? null : keys.Redact(delivery.Problem),
        delivery.Body);
}
