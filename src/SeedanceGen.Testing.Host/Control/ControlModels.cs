using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>The JSON of the responses; <see cref="ControlInput"/> reads the requests.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ControlStatus))]
[JsonSerializable(typeof(ControlJournalEntry[]))]
[JsonSerializable(typeof(ControlJob[]))]
[JsonSerializable(typeof(ControlLedger))]
[JsonSerializable(typeof(ControlViolation[]))]
[JsonSerializable(typeof(ControlScript))]
[JsonSerializable(typeof(ControlScript[]))]
[JsonSerializable(typeof(ControlKeys))]
[JsonSerializable(typeof(ControlWebhookDelivery[]))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ControlJsonContext : JsonSerializerContext
{
}

/// <summary>The state of the mock, and the routes of the control API.</summary>
internal sealed record ControlStatus(
    Uri BaseAddress,
    DateTimeOffset Now,
    bool TimeIsVirtual,
    int Requests,
    int Jobs,
    long Credits,
    int Violations,
    string? Chaos,
    IReadOnlyList<string> Routes);

/// <summary>One request that the mock received.</summary>
internal sealed record ControlJournalEntry(
    int Number,
    DateTimeOffset Timestamp,
    string? Operation,
    string? RequestId,
    string Method,
    string Path,
    int StatusCode,
    string? JobStatus,
    double? RetryAfterSeconds,
    string Delivery,
    string? Loss,
    string? Fault,
    string Credential,
    bool KeyLeaked,
    string Body);

/// <summary>One job.</summary>
internal sealed record ControlJob(
    string RequestId,
    string Status,
    int CreditsCharged,
    DateTimeOffset AcceptedAt,
    int Polls,
    string? FailureCode,
    string? FailureMessage,
    ControlTransition[] Transitions);

/// <summary>A job entered a status.</summary>
internal sealed record ControlTransition(string Status, DateTimeOffset Timestamp);

/// <summary>The charges, and the credits that are left; null for unlimited credits.</summary>
internal sealed record ControlLedger(long TotalCharged, long? Balance, ControlCharge[] Charges);

/// <summary>One charge.</summary>
internal sealed record ControlCharge(string RequestId, int Credits, DateTimeOffset Timestamp);

/// <summary>The mock's newest key, and whether every key is revoked.</summary>
internal sealed record ControlKeys(string Current, bool IsRevoked);

/// <summary>A fault that was scripted, and how often it was played.</summary>
internal sealed record ControlScript(string Script, int CallCount);

/// <summary>One violation.</summary>
internal sealed record ControlViolation(string Kind, string Message);

/// <summary>One attempt to deliver a webhook.</summary>
internal sealed record ControlWebhookDelivery(
    string RequestId,
    string Url,
    string Kind,
    int Attempt,
    DateTimeOffset SentAt,
    DateTimeOffset Timestamp,
    string Outcome,
    int? StatusCode,
    string? Problem,
    string Body);
