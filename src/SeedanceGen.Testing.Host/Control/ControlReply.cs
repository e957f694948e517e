using System.Text;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>The answers of the control API.</summary>
internal static class ControlReply
{
    private static readonly ControlJsonContext Json = ControlJsonContext.Default;

    public static MockResponse Refuse(int statusCode, string message) => ErrorResponses.Reply(statusCode, MockErrorCodes.Control, message);

    public static MockResponse Status(MockServerState state) => MockResponse.Json(
        StatusCodes.Status200OK,
        new ControlStatus(
            state.BaseAddress,
            state.Time.GetUtcNow(),
            state.Options.TimeProvider is VirtualTimeProvider,
            state.Journal.Entries.Count,
            state.Jobs.All.Count,
            state.Ledger.TotalCharged,
            state.Violations.All.Count,
            state.Faults.ChaosDescription,
            [.. ControlRoutes.All.Select(route => route.ToString())]),
        Json.ControlStatus);

    public static MockResponse Journal(MockServerState state) => MockResponse.Json(
        StatusCodes.Status200OK,
        [.. state.Journal.Entries.Select(Describe)],
        Json.ControlJournalEntryArray);

    public static MockResponse Jobs(MockServerState state) =>
        MockResponse.Json(StatusCodes.Status200OK, [.. state.Jobs.All.Select(Describe)], Json.ControlJobArray);

    public static MockResponse Job(MockJob job) => MockResponse.Json(StatusCodes.Status200OK, Describe(job), Json.ControlJob);

    public static MockResponse Ledger(MockServerState state) => MockResponse.Json(
        StatusCodes.Status200OK,
        new ControlLedger(state.Ledger.TotalCharged, state.Ledger.Balance, [.. state.Ledger.Charges.Select(charge => new ControlCharge(charge.RequestId, charge.Credits, charge.Timestamp))]),
        Json.ControlLedger);

    public static MockResponse Violations(MockServerState state) => MockResponse.Json(
        StatusCodes.Status200OK,
        [.. state.Violations.All.Select(violation => new ControlViolation(violation.Kind.ToString(), violation.Message))],
        Json.ControlViolationArray);

    public static MockResponse Keys(MockServerState state) =>
        MockResponse.Json(StatusCodes.Status200OK, new ControlKeys(state.Keys.Current, state.Keys.IsRevoked), Json.ControlKeys);

    public static MockResponse Webhooks(MockServerState state) => MockResponse.Json(
        StatusCodes.Status200OK, [.. state.WebhookSender.Deliveries.Select(delivery => Describe(delivery, state.Keys))], Json.ControlWebhookDeliveryArray);

    public static MockResponse Faults(MockServerState state) =>
        MockResponse.Json(StatusCodes.Status200OK, [.. state.Faults.Scripts.Select(Describe)], Json.ControlScriptArray);

    public static MockResponse Fault(ScriptedFault script) => MockResponse.Json(StatusCodes.Status200OK, Describe(script), Json.ControlScript);

    public static MockResponse Report(MockServerState state) => new()
    {
        StatusCode = StatusCodes.Status200OK,
        ContentType = "text/plain; charset=utf-8",
        Body = Encoding.UTF8.GetBytes(SeedanceMock.ReportOf(state)),
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
