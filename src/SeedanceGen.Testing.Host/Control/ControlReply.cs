using System.Text;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Engine;
using SeedanceGen.Testing.Errors;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>The answers of the control API.</summary>
internal static class ControlReply
{
    private static readonly ControlJsonContext Json = ControlJsonContext.Default;

    public static MockReply Refuse(int statusCode, string message) => MockErrors.Reply(statusCode, MockErrorCodes.Control, message);

    public static MockReply Status(MockServerState state) => MockReply.Json(
        StatusCodes.Status200OK,
        new ControlStatus(
            state.BaseAddress,
            state.Time.GetUtcNow(),
            state.Options.TimeProvider is VirtualTimeProvider,
            state.Journal.Entries.Count,
            state.Jobs.All.Count,
            state.Ledger.TotalCharged,
            state.Findings.All.Count,
            state.Faults.ChaosDescription,
            [.. ControlRoutes.All.Select(route => route.ToString())]),
        Json.ControlStatus);

    public static MockReply Journal(MockServerState state) => MockReply.Json(
        StatusCodes.Status200OK,
        [.. state.Journal.Entries.Select(Describe)],
        Json.ControlJournalEntryArray);

    public static MockReply Jobs(MockServerState state) =>
        MockReply.Json(StatusCodes.Status200OK, [.. state.Jobs.All.Select(Describe)], Json.ControlJobArray);

    public static MockReply Job(MockJob job) => MockReply.Json(StatusCodes.Status200OK, Describe(job), Json.ControlJob);

    public static MockReply Ledger(MockServerState state) => MockReply.Json(
        StatusCodes.Status200OK,
        new ControlLedger(state.Ledger.TotalCharged, state.Ledger.Balance, [.. state.Ledger.Charges.Select(charge => new ControlCharge(charge.RequestId, charge.Credits, charge.Timestamp))]),
        Json.ControlLedger);

    public static MockReply Findings(MockServerState state) => MockReply.Json(
        StatusCodes.Status200OK,
        [.. state.Findings.All.Select(finding => new ControlFinding(finding.Kind.ToString(), finding.Message))],
        Json.ControlFindingArray);

    public static MockReply Keys(MockServerState state) =>
        MockReply.Json(StatusCodes.Status200OK, new ControlKeys(state.Keys.Current, state.Keys.IsRevoked), Json.ControlKeys);

    public static MockReply Webhooks(MockServerState state) => MockReply.Json(
        StatusCodes.Status200OK, [.. state.Courier.Deliveries.Select(delivery => Describe(delivery, state.Keys))], Json.ControlWebhookDeliveryArray);

    public static MockReply Faults(MockServerState state) =>
        MockReply.Json(StatusCodes.Status200OK, [.. state.Faults.Scripts.Select(Describe)], Json.ControlScriptArray);

    public static MockReply Fault(ScriptedFault script) => MockReply.Json(StatusCodes.Status200OK, Describe(script), Json.ControlScript);

    public static MockReply Report(MockServerState state) => new()
    {
        StatusCode = StatusCodes.Status200OK,
        ContentType = "text/plain; charset=utf-8",
        Body = Encoding.UTF8.GetBytes(SeedanceMock.ReportOf(state)),
    };

    private static ControlScript Describe(ScriptedFault script) => new(script.ToString(), script.Used);

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
        entry.Answer.ToString(),
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
