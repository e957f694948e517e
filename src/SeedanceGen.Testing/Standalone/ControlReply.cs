using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Engine;
using SeedanceGen.Testing.Errors;

namespace SeedanceGen.Testing.Standalone;

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
            state.Faults.ChaosDescription),
        Json.ControlStatus);

    public static MockReply Journal(MockServerState state) => MockReply.Json(
        StatusCodes.Status200OK,
        [.. state.Journal.Entries.Select(entry => new ControlJournalEntry(
            entry.Number, entry.Timestamp, entry.Operation?.Id, entry.RequestId, entry.Method, entry.Path, entry.StatusCode, entry.Fault, entry.KeyLeaked, entry.Body))],
        Json.ControlJournalEntryArray);

    public static MockReply Jobs(MockServerState state) =>
        MockReply.Json(StatusCodes.Status200OK, [.. state.Jobs.All.Select(Describe)], Json.ControlJobArray);

    public static MockReply Job(MockJob job) => MockReply.Json(StatusCodes.Status200OK, Describe(job), Json.ControlJob);

    public static MockReply Ledger(MockServerState state) => MockReply.Json(
        StatusCodes.Status200OK,
        new ControlLedger(state.Ledger.TotalCharged, [.. state.Ledger.Charges.Select(charge => new ControlCharge(charge.RequestId, charge.Credits, charge.Timestamp))]),
        Json.ControlLedger);

    public static MockReply Findings(MockServerState state) => MockReply.Json(
        StatusCodes.Status200OK,
        [.. state.Findings.All.Select(finding => new ControlFinding(finding.Kind.ToString(), finding.Message))],
        Json.ControlFindingArray);

    public static MockReply Fault(ScriptedFault script) =>
        MockReply.Json(StatusCodes.Status200OK, new ControlScript(script.ToString()), Json.ControlScript);

    private static ControlJob Describe(MockJob job) =>
        new(job.RequestId, job.Status.Value, job.CreditsCharged, job.AcceptedAt, job.Polls, job.Failure?.Code);
}
