using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>The jobs that the examples of an API description speak of, in the state that the examples need.</summary>
internal static class ExampleJobs
{
    /// <summary>A job for each id that an example of a read or a cancel has.</summary>
    public static IReadOnlyList<ExistingJob> Of(ApiDescription description)
    {
        var jobs = description.Jobs;
        var accepted = Responses(jobs.Accepted).ToList();
        var found = new Dictionary<string, ExistingJob>(StringComparer.Ordinal);
        // A read tells the most about a job, so it comes first; of several reads of one job, the first is played.
        foreach (var (fields, example) in Responses(jobs.Read).Concat(Responses(jobs.Cancelled)))
        {
            if (ApiDescription.Text(example, fields.Id!) is { Length: > 0 } id && !found.ContainsKey(id))
                found.Add(id, JobOf(id, fields == jobs.Read ? example : default, accepted.Find(IsOf(id)).Example));
        }

        return [.. found.Values];

        Predicate<(JobFields Fields, JsonElement Example)> IsOf(string id) => response =>
            ApiDescription.Text(response.Example, response.Fields.Id!) == id;

        ExistingJob JobOf(string id, JsonElement read, JsonElement acceptance) => new()
        {
            Id = id,
            IsFixed = true,
            Status = ApiDescription.Text(read, jobs.Read.Status!) is { } status ? new GenerationStatus(status) : GenerationStatus.Queued,
            CreditsCharged = jobs.Accepted.Credits is { } credits
                && ApiDescription.Member(acceptance, credits) is { ValueKind: JsonValueKind.Number } price
                && price.TryGetInt32(out var charged) ? charged : null,
            Failure = FailureOf(read, jobs),
            Body = BodyOf(description, read),
        };
    }

    /// <summary>What was asked for: a documented submission without its webhook, with all that the read repeats of it.</summary>
    public static byte[] BodyOf(ApiDescription description, JsonElement read = default)
    {
        var jobs = description.Jobs;
        var submission = description.Examples.Submission;
        var body = submission.ValueKind == JsonValueKind.Object ? JsonNode.Parse(submission.GetRawText())!.AsObject() : [];
        if (jobs.Webhook is { } webhook)
            body.Remove(webhook);
        foreach (var member in read.ValueKind == JsonValueKind.Object ? read.EnumerateObject() : default)
        {
            if (jobs.Request.Has(member.Name))
                body[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        return JsonSerializer.SerializeToUtf8Bytes((JsonNode)body);
    }

    private static IEnumerable<(JobFields Fields, JsonElement Example)> Responses(JobFields fields) =>
        (fields.Response.Body?.Preferred.Examples() ?? []).Select(example => (fields, example.Value));

    private static ApiError? FailureOf(JsonElement read, JobDescription jobs) =>
        jobs.Read.Error is { } error
            && ApiDescription.Text(read, jobs.Read.Status!) == GenerationStatus.Failed.Value
            && ApiDescription.Member(read, error) is var shown
            && ApiDescription.Text(shown, JobDescription.CodeName) is { } code
            ? new ApiError { Code = code, Message = ApiDescription.Text(shown, "message") }
            : null;
}
