using System.Text;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>The responses of the control API.</summary>
internal static class ControlResponses
{
    private static readonly ControlJsonContext Json = ControlJsonContext.Default;

    public static MockResponse Error(int statusCode, string message) => MockResponse.Error(statusCode, MockErrorCodes.Control, message);

    public static MockResponse Status(MockEngine engine) => MockResponse.Json(
        StatusCodes.Status200OK,
        new ControlStatus(
            engine.BaseAddress,
            engine.Clock.Now,
            engine.Options.TimeProvider is VirtualTimeProvider,
            engine.Journal.Entries.Count,
            engine.Jobs.All.Count,
            engine.Ledger.TotalCharged,
            engine.Violations.All.Count,
            engine.Faults.ChaosDescription,
            [.. ControlRoutes.All.Select(route => route.ToString())]),
        Json.ControlStatus);

    public static MockResponse Journal(MockEngine engine) => MockResponse.Json(
        StatusCodes.Status200OK,
        [.. engine.Journal.Entries.Select(Describe)],
        Json.ControlJournalEntryArray);

    public static MockResponse Jobs(MockEngine engine) =>
        MockResponse.Json(StatusCodes.Status200OK, [.. engine.Jobs.All.Select(Describe)], Json.ControlJobArray);

    public static MockResponse Job(MockJob job) => MockResponse.Json(StatusCodes.Status200OK, Describe(job), Json.ControlJob);

    public static MockResponse Ledger(MockEngine engine) => MockResponse.Json(
        StatusCodes.Status200OK,
        new ControlLedger(
            engine.Ledger.TotalCharged,
            engine.Ledger.Balance,
            [.. engine.Ledger.Charges.Select(charge => new ControlCharge(charge.RequestId, charge.Credits, charge.Timestamp))]),
        Json.ControlLedger);

    public static MockResponse Violations(MockEngine engine) => MockResponse.Json(
        StatusCodes.Status200OK,
        [.. engine.Violations.All.Select(violation => new ControlViolation(violation.Kind.ToString(), violation.Message))],
        Json.ControlViolationArray);

    public static MockResponse Keys(MockEngine engine) =>
        MockResponse.Json(StatusCodes.Status200OK, new ControlKeys(engine.Keys.Current, engine.Keys.IsRevoked), Json.ControlKeys);

    public static MockResponse Webhooks(MockEngine engine) => MockResponse.Json(
        StatusCodes.Status200OK,
        [.. engine.Webhooks.Deliveries.Select(delivery => Describe(delivery, engine.Keys))],
        Json.ControlWebhookDeliveryArray);

    public static MockResponse Faults(MockEngine engine) =>
        MockResponse.Json(StatusCodes.Status200OK, [.. engine.Faults.Scripts.Select(Describe)], Json.ControlScriptArray);

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
