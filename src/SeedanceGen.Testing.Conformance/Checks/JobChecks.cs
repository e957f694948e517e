using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Conformance.Checks;

/// <summary>
/// The checks that need jobs: the documented submissions and their prices, one job until its end, one cancel, and submissions that the
/// server must reject.
/// </summary>
internal sealed class JobChecks(ConformanceRun run)
{
    private const string NoJob = "there is no job: the submission was not accepted";
    private const string CourseName = "every read of a job";
    private const string LinkName = "the link is there when the job has succeeded, and only then";
    private const string EndName = "an ended job does not change";
    private static readonly JobDescription Jobs = ApiDescription.Current.Jobs;
    private static readonly DocumentedFact Acceptance = DocumentedFact.Of(Jobs.Submit);
    private static readonly DocumentedFact Reading = DocumentedFact.Of(Jobs.Get);
    private static readonly DocumentedFact Cancelling = DocumentedFact.Of(Jobs.Cancel);
    private static readonly DocumentedFact QueuedFirst = DocumentedFact.OfField(Jobs.Accepted.View, Jobs.Accepted.Status);
    private static readonly DocumentedFact Price = DocumentedFact.OfField(Jobs.Accepted.View, Jobs.Accepted.Credits);
    private static readonly DocumentedFact Link = DocumentedFact.OfField(Jobs.Read.LinkOwner, Jobs.Read.LinkIn(Jobs.Read.LinkOwner));
    private static readonly DocumentedFact Status = DocumentedFact.OfField(Jobs.Read.View, Jobs.Read.Status);

    public async Task RunAsync(CancellationToken token)
    {
        // The first documented job is canceled at once, the last one is read until its end. Each is paid for once.
        var requests = ApiDescription.Current.Examples.Requests;
        foreach (var request in requests)
        {
            var requestId = await SubmitAsync(request, token).ConfigureAwait(false);
            if (request != requests[^1])
                await CancelAsync(requestId, token).ConfigureAwait(false);
            else
                await FollowAsync(request, requestId, token).ConfigureAwait(false);
        }

        await RejectionsAsync(token).ConfigureAwait(false);
    }

    /// <summary>The id of the job; null when the server did not accept it.</summary>
    private async Task<string?> SubmitAsync(DocumentedRequest request, CancellationToken token)
    {
        var response = await run.Client.CallAsync(Jobs.Submit, token, body: WithoutWebhook(request.Body))
            .ConfigureAwait(false);
        var observed = $"{response.Status}, {response.Text(Jobs.Accepted.Id!)}";
        var accepted = run.Check($"{request.Name} is accepted", Acceptance, response.ProblemAsSuccess(), observed);
        var credits = Credits(response);
        run.Charge(credits ?? 0);

        var status = response.Text(Jobs.Accepted.Status!);
        var queued = GenerationStatus.Queued.Value;
        CheckValue($"{request.Name} is queued first", QueuedFirst, accepted, "/" + Jobs.Accepted.Status, Quoted(queued), Quoted(status));
        var price = $"the price of {request.Name}";
        if (accepted && credits is null)
            run.Skip(price, Price, "the response does not name a price");
        else
            CheckValue(price, Price, accepted, "/" + Jobs.Accepted.Credits, Number(request.Credits), Number(credits));
        return accepted ? response.Text(Jobs.Accepted.Id!) : null;
    }

    private async Task CancelAsync(string? requestId, CancellationToken token)
    {
        const string Name = "a job is cancelled", After = "a cancelled job is read as cancelled";
        if (requestId is null)
        {
            run.Skip(Name, Cancelling, NoJob);
            run.Skip(After, Reading, NoJob);
            return;
        }

        var response = await run.Client.CallAsync(Jobs.Cancel, token, requestId).ConfigureAwait(false);
        var read = await run.Client.CallAsync(Jobs.Get, token, requestId).ConfigureAwait(false);
        if (response.ProblemAsError() is null && new GenerationStatus(read.Text(Jobs.Read.Status!) ?? "none") is { IsTerminal: true } ended
            && ended != GenerationStatus.Cancelled)
        {
            run.Skip(Name, Cancelling, $"the job was {ended} before it could be cancelled");
            run.Skip(After, Reading, $"the job was {ended} before it could be cancelled");
            return;
        }

        var cancelled = Quoted(GenerationStatus.Cancelled.Value);
        var wrong = response.ProblemAsSuccess()
            ?? Other("/" + Jobs.Cancelled.Status, cancelled, Quoted(response.Text(Jobs.Cancelled.Status!)));
        run.Check(Name, Cancelling, wrong, $"{response.Status}, {GenerationStatus.Cancelled}");
        var wrongRead = read.ProblemAsSuccess() ?? Other("/" + Jobs.Read.Status, cancelled, Quoted(read.Text(Jobs.Read.Status!)));
        run.Check(After, Reading, wrongRead, $"{read.Status}, {GenerationStatus.Cancelled}");
    }

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

    private static int? Credits(ObservedResponse response) =>
        response.IsSuccess
        && Jobs.Accepted.Credits is { } field
        && response.Json![field] is JsonValue value
        && value.TryGetValue<int>(out var credits)
            ? credits
            : null;

    /// <summary>Removes the documented webhook URL, so that no result is sent to its owner.</summary>
    private static byte[] WithoutWebhook(byte[] body)
    {
        var request = JsonNode.Parse(body)!.AsObject();
        if (Jobs.Webhook is { } webhook)
            request.Remove(webhook);
        return Encoding.UTF8.GetBytes(request.ToJsonString());
    }

    private async Task RejectionsAsync(CancellationToken token)
    {
        foreach (var (name, field, body) in InvalidSubmissions())
        {
            var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
            var response = await run.Client.CallAsync(Jobs.Submit, token, body: bytes).ConfigureAwait(false);
            run.Charge(Credits(response) ?? 0);
            var fact = DocumentedFact.OfField(Jobs.Request, field);
            run.Check($"{name} is rejected", fact, response.ProblemAsError(), $"{response.Status} with the error envelope");
            if (response.IsSuccess && response.Text(Jobs.Accepted.Id!) is { } requestId)
                await run.Client.CallAsync(Jobs.Cancel, token, requestId).ConfigureAwait(false);
        }
    }

    /// <summary>A submission without each required field, and one just outside each number limit of each model.</summary>
    private static IEnumerable<(string Name, string Field, JsonObject Body)> InvalidSubmissions()
    {
        var documented = JsonNode.Parse(WithoutWebhook(ApiDescription.Current.Examples.Requests[^1].Body))!.AsObject();
        foreach (var model in SeedanceModels.All)
        {
            foreach (var field in model.AllFields)
            {
                if (field.IsRequired && model == SeedanceModels.All[0])
                    yield return ($"a submission without {field.Field}", field.Field, Without(documented, field.Field));

                double[] outside = field.Numbers.Count > 0 ? [field.Numbers.Max() + 1] : [field.Minimum - 1, field.Maximum + 1];
                foreach (var number in outside.Where(double.IsFinite))
                {
                    var body = documented.DeepClone().AsObject();
                    body[JobDescription.Model] = model.Model.Value;
                    body[field.Field] = (long)number;
                    var text = ((long)number).ToString(CultureInfo.InvariantCulture);
                    yield return ($"{model.Model} with {field.Field} {text}", field.Field, body);
                }
            }
        }
    }

    private static JsonObject Without(JsonObject documented, string field)
    {
        var body = documented.DeepClone().AsObject();
        body.Remove(field);
        return body;
    }

    private async Task FollowAsync(DocumentedRequest request, string? requestId, CancellationToken token)
    {
        if (requestId is null)
        {
            run.Skip(CourseName, Reading, NoJob);
            run.Skip(LinkName, Link, NoJob);
            run.Skip(EndName, Status, NoJob);
            return;
        }

        var course = await ReadUntilEndAsync(requestId, token).ConfigureAwait(false);
        var last = course[^1];
        var seen = string.Join(" → ", course.Select(response => response.Text(Jobs.Read.Status!)).Distinct());
        var wrong = course
            .Select(response => response.ProblemAsSuccess()
                ?? Other("/" + Jobs.Read.Id, Quoted(requestId), Quoted(response.Text(Jobs.Read.Id!)))
                ?? Repeated(request, response))
            .FirstOrDefault(problem => problem is not null);
        run.Check(CourseName, Reading, wrong, seen);
        run.Check(LinkName, Link, course.Select(WrongLink).FirstOrDefault(problem => problem is not null), seen);
        if (!IsTerminal(last))
        {
            run.Skip(EndName, Status, $"the job had not ended after {run.Options.JobTimeout}: {seen}");
            return;
        }

        var again = await run.Client.CallAsync(Jobs.Get, token, requestId).ConfigureAwait(false);
        var change = Other("/" + Jobs.Read.Status, Quoted(last.Text(Jobs.Read.Status!)), Quoted(again.Text(Jobs.Read.Status!)));
        run.Check(EndName, Status, change, again.Text(Jobs.Read.Status!) ?? "nothing");
    }

    /// <summary>Every read until the job has ended or the timeout is over.</summary>
    private async Task<List<ObservedResponse>> ReadUntilEndAsync(string requestId, CancellationToken token)
    {
        var time = run.Options.TimeProvider;
        var start = time.GetTimestamp();
        var course = new List<ObservedResponse>();
        while (true)
        {
            course.Add(await run.Client.CallAsync(Jobs.Get, token, requestId).ConfigureAwait(false));
            if (IsTerminal(course[^1]) || !course[^1].IsSuccess || time.GetElapsedTime(start) >= run.Options.JobTimeout)
                return course;

            await Task.Delay(run.Options.PollInterval, time, token).ConfigureAwait(false);
        }
    }

    private static bool IsTerminal(ObservedResponse response) =>
        response.Text(Jobs.Read.Status!) is { Length: > 0 } status && new GenerationStatus(status).IsTerminal;

    /// <summary>The problem when the response repeats a submitted field with another value; null for none.</summary>
    private static string? Repeated(DocumentedRequest request, ObservedResponse response)
    {
        var submitted = JsonNode.Parse(request.Body)!.AsObject();
        foreach (var (name, value) in submitted)
        {
            if (response.Json!.TryGetPropertyValue(name, out var reported) && !JsonNode.DeepEquals(value, reported))
                return $"/{name}: expected {value?.ToJsonString()}, actual {reported?.ToJsonString()}";
        }

        return null;
    }

    private static string? WrongLink(ObservedResponse response)
    {
        var (output, link) = (Jobs.Read.Output ?? "", Jobs.Read.LinkIn(Jobs.Read.LinkOwner) ?? "");
        var hasLink = (response.Json?[output] as JsonObject)?[link] is not null;
        var hasSucceeded = response.Text(Jobs.Read.Status!) == GenerationStatus.Succeeded.Value;
        return hasLink == hasSucceeded
            ? null
            : $"/{output}/{link} is {(hasLink ? "there" : "missing")} while the status is {response.Text(Jobs.Read.Status!)}";
    }
}
