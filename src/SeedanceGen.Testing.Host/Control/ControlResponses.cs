using System.Text;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>The responses of the control API.</summary>
internal static class ControlResponses
{
    private static readonly ControlJsonContext Json = ControlJsonContext.Default;

    public static MockResponse Error(int statusCode, string message) => MockResponse.Error(statusCode, MockErrorCodes.Control, message);

    public static MockResponse Status(SeedanceMock mock) => MockResponse.Json(
        StatusCodes.Status200OK,
        new ControlStatus(
            mock.BaseAddress,
            mock.Engine.Options.TimeProvider.GetUtcNow(),
            mock.Engine.Options.TimeProvider is VirtualTimeProvider,
            mock.Journal.Entries.Count,
            mock.Jobs.Count,
            mock.Ledger.TotalCharged,
            mock.Violations.Count,
            mock.ChaosDescription,
            [.. ControlRoutes.All.Select(route => route.ToString())]),
        Json.ControlStatus);

    public static MockResponse Journal(SeedanceMock mock) => MockResponse.Json(
        StatusCodes.Status200OK,
        [.. mock.Journal.Entries.Select(Describe)],
        Json.ControlJournalEntryArray);

    public static MockResponse Jobs(SeedanceMock mock) =>
        MockResponse.Json(StatusCodes.Status200OK, [.. mock.Jobs.Select(Describe)], Json.ControlJobArray);

    public static MockResponse Job(MockJob job) => MockResponse.Json(StatusCodes.Status200OK, Describe(job), Json.ControlJob);

    public static MockResponse Ledger(SeedanceMock mock) => MockResponse.Json(
        StatusCodes.Status200OK,
        new ControlLedger(
            mock.Ledger.TotalCharged,
            mock.Ledger.Balance,
            [.. mock.Ledger.Charges.Select(charge => new ControlCharge(charge.RequestId, charge.Credits, charge.Timestamp))]),
        Json.ControlLedger);

    public static MockResponse Violations(SeedanceMock mock) => MockResponse.Json(
        StatusCodes.Status200OK,
        [.. mock.Violations.Select(violation => new ControlViolation(violation.Kind.ToString(), violation.Message))],
        Json.ControlViolationArray);

    public static MockResponse Keys(SeedanceMock mock) =>
        MockResponse.Json(StatusCodes.Status200OK, new ControlKeys(mock.Keys.Current, mock.Keys.IsRevoked), Json.ControlKeys);

    public static MockResponse Webhooks(SeedanceMock mock) => MockResponse.Json(
        StatusCodes.Status200OK,
        [.. mock.Webhooks.Select(delivery => Describe(delivery, mock.Keys))],
        Json.ControlWebhookDeliveryArray);

    public static MockResponse Faults(SeedanceMock mock) =>
        MockResponse.Json(StatusCodes.Status200OK, [.. mock.Engine.Faults.Scripts.Select(Describe)], Json.ControlScriptArray);

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

    private static ControlWebhookDelivery Describe(WebhookDelivery delivery, MockKeys keys) => new(
        delivery.RequestId,
        keys.Redact(delivery.Url.OriginalString),
        delivery.Kind.ToString(),
        delivery.Attempt,
        delivery.SentAt,
        delivery.Timestamp,
        delivery.Outcome.ToString(),
        delivery.StatusCode,
        delivery.Problem,
        delivery.Body);
}
