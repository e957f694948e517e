using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Conformance.Checks;

/// <summary>What takes jobs to see: the documented submissions, their prices, a course to its end, a cancel; and what has to be refused.</summary>
internal sealed partial class JobChecks(ContractRun run)
{
    private static readonly DocumentedFact Acceptance = DocumentedFact.Of(OperationTable.SubmitVideoGeneration);
    private static readonly DocumentedFact Reading = DocumentedFact.Of(OperationTable.GetVideoGeneration);
    private static readonly DocumentedFact Cancelling = DocumentedFact.Of(OperationTable.CancelVideoGeneration);
    private static readonly DocumentedFact QueuedFirst = DocumentedFact.OfProperty(nameof(VideoGenerationAccepted), "status");
    private static readonly DocumentedFact Price = DocumentedFact.OfProperty(nameof(VideoGenerationAccepted), "creditsCharged");

    public async Task RunAsync(CancellationToken token)
    {
        // The first documented job is cancelled at once, the last is followed to its end: each is paid for once.
        var requests = DocumentedExamples.Requests;
        foreach (var request in requests)
        {
            var requestId = await SubmitAsync(request, token).ConfigureAwait(false);
            if (request != requests[^1])
                await CancelAsync(requestId, token).ConfigureAwait(false);
            else
                await FollowAsync(request, requestId, token).ConfigureAwait(false);
        }

        await RefusalsAsync(token).ConfigureAwait(false);
    }

    /// <summary>The id of the job; null when the server did not accept it.</summary>
    private async Task<string?> SubmitAsync(DocumentedRequest request, CancellationToken token)
    {
        var answer = await run.Caller.AskAsync(OperationTable.SubmitVideoGeneration, token, body: WithoutWebhook(request.Body)).ConfigureAwait(false);
        var accepted = run.Check($"{request.Name} is accepted", Acceptance, answer.WrongAsSuccess(), $"{answer.Status}, {answer.Text("requestId")}");
        var credits = Credits(answer);
        run.Charge(credits ?? 0);

        var status = answer.Text("status");
        var queued = GenerationStatus.Queued.Value;
        CheckValue($"{request.Name} is queued first", QueuedFirst, accepted, "/status", Quoted(queued), Quoted(status));
        var price = $"the price of {request.Name}";
        if (accepted && credits is null)
            run.Skip(price, Price, "the answer does not name a price");
        else
            CheckValue(price, Price, accepted, "/creditsCharged", Number(request.Credits), Number(credits));
        return accepted ? answer.Text("requestId") : null;
    }

    private async Task CancelAsync(string? requestId, CancellationToken token)
    {
        const string Name = "a job is cancelled", After = "a cancelled job reads so";
        if (requestId is null)
        {
            run.Skip(Name, Cancelling, NoJob);
            run.Skip(After, Reading, NoJob);
            return;
        }

        var answer = await run.Caller.AskAsync(OperationTable.CancelVideoGeneration, token, requestId).ConfigureAwait(false);
        var read = await run.Caller.AskAsync(OperationTable.GetVideoGeneration, token, requestId).ConfigureAwait(false);
        if (answer.WrongAsError() is null && new GenerationStatus(read.Text("status") ?? "none") is { IsTerminal: true } ended && ended != GenerationStatus.Cancelled)
        {
            run.Skip(Name, Cancelling, $"the job was {ended} before it could be cancelled");
            run.Skip(After, Reading, $"the job was {ended} before it could be cancelled");
            return;
        }

        var cancelled = Quoted(GenerationStatus.Cancelled.Value);
        var wrong = answer.WrongAsSuccess() ?? Other("/status", cancelled, Quoted(answer.Text("status")));
        run.Check(Name, Cancelling, wrong, $"{answer.Status}, {GenerationStatus.Cancelled}");
        run.Check(After, Reading, read.WrongAsSuccess() ?? Other("/status", cancelled, Quoted(read.Text("status"))), $"{read.Status}, {GenerationStatus.Cancelled}");
    }

    private const string NoJob = "there is no job: the submission was not accepted";

    private void CheckValue(string name, DocumentedFact fact, bool accepted, string pointer, string expected, string actual)
    {
        if (accepted)
            run.Check(name, fact, Other(pointer, expected, actual), $"{pointer[1..]} {actual}");
        else
            run.Skip(name, fact, NoJob);
    }

    private static string? Other(string pointer, string expected, string actual) =>
        expected == actual ? null : $"{pointer}: expected {expected}, actual {actual}";

    private static string Quoted(string? text) => text is null ? "nothing" : $"\"{text}\"";

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "nothing";

    private static int? Credits(SeenAnswer answer) =>
        answer.IsSuccess && answer.Json!["creditsCharged"] is JsonValue value && value.TryGetValue<int>(out var credits) ? credits : null;

    /// <summary>The documented callback belongs to nobody here: the result of a verification is not sent to a stranger.</summary>
    private static byte[] WithoutWebhook(byte[] body)
    {
        var request = JsonSerializer.Deserialize(body, SeedanceJsonContext.Default.VideoGenerationRequest)! with { WebhookUrl = null };
        return JsonSerializer.SerializeToUtf8Bytes(request, SeedanceJsonContext.Default.VideoGenerationRequest);
    }
}
