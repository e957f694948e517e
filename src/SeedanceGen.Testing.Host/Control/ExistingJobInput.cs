using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SeedanceGen.Rules.Schema;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>
/// Reads a job that existed before: its fields have the names that the API description gives them, and its request keeps to the
/// description.
/// </summary>
internal static class ExistingJobInput
{
    private const string Request = "request";

    private static readonly JsonWriterOptions AsSent = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The names of the fields.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [Jobs.Read.Id!, Jobs.Read.Status!, Credits, Error, "ageSeconds", Request, "webhook", "lifecycle", "fixed"];

    private static JobDescription Jobs => ApiDescription.Current.Jobs;

    private static string Credits => Jobs.Accepted.Credits ?? "credits";

    private static string Error => Jobs.Read.Error ?? JobDescription.ErrorName;

    public static ExistingJob Read(ControlInput input, WebhookPlan webhook)
    {
        var job = new ExistingJob
        {
            Id = input.RequiredText(Jobs.Read.Id!),
            Status = Status(input),
            Age = input.Seconds("ageSeconds") ?? TimeSpan.Zero,
            Body = Body(input),
            CreditsCharged = input.Count(Credits, 0),
            Failure = input.Object(Error) is { } failure ? Failure(failure) : null,
            Webhook = input.Object("webhook") is { } plan ? ControlWebhook.Read(plan, webhook) : null,
            Lifecycle = input.Object("lifecycle") is { } lifecycle ? ControlOptions.Lifecycle(lifecycle) : null,
            IsFixed = input.Flag("fixed") ?? false,
        };
        input.End();
        if (job.Failure is not null && job.Status != GenerationStatus.Failed)
            throw input.Invalid(Error, $"no such field in a job that is {job.Status}: only a failed one has it");
        if (job.Lifecycle is not null && (job.IsFixed || Jobs.IsTerminal(job.Status)))
            throw input.Invalid("lifecycle", $"no such field in a job that is {(job.IsFixed ? "fixed" : job.Status.Value)}");
        return job;
    }

    private static GenerationStatus Status(ControlInput input)
    {
        var statuses = Jobs.Statuses.ToDictionary(status => status, status => new GenerationStatus(status), StringComparer.Ordinal);
        return input.RequiredOneOf(Jobs.Read.Status!, statuses);
    }

    private static ApiError Failure(ControlInput input)
    {
        var failure = new ApiError { Code = input.RequiredText("code"), Message = input.Text("message") };
        input.End();
        return failure;
    }

    /// <summary>What was asked for, when it keeps to the API description and has no other fields, which would be misspelt ones.</summary>
    private static byte[]? Body(ControlInput input)
    {
        if (input.Json(Request) is not { } request)
            return null;

        var known = Jobs.Request.Names;
        foreach (var field in request.EnumerateObject())
        {
            if (!known.Contains(field.Name))
            {
                throw input.Invalid(
                    $"{Request}/{field.Name}",
                    $"no such field (accepted here are {string.Join(", ", known)})",
                    ActualValue.Of(field.Value));
            }
        }

        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, AsSent))
            request.WriteTo(writer);
        var violations = Jobs.Submit.RequestBody?.Preferred.Validate("application/json", body.WrittenMemory) ?? [];
        SchemaViolation.RemoveRepeated(violations);
        return violations.Count == 0
            ? body.WrittenSpan.ToArray()
            : throw input.Invalid(Request + violations[0].Pointer, violations[0].Expected, violations[0].Actual);
    }
}
