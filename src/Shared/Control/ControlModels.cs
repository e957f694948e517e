using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>The JSON of the responses; <c>ControlInput</c> reads the requests. The page reads the same JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ControlStatus))]
[JsonSerializable(typeof(ControlJournalEntry))]
[JsonSerializable(typeof(ControlJob))]
[JsonSerializable(typeof(ControlLedger))]
[JsonSerializable(typeof(ControlViolation))]
[JsonSerializable(typeof(ControlJournalEntry[]))]
[JsonSerializable(typeof(ControlJob[]))]
[JsonSerializable(typeof(ControlViolation[]))]
[JsonSerializable(typeof(ControlWebhookDelivery[]))]
[JsonSerializable(typeof(ControlScript))]
[JsonSerializable(typeof(ControlScript[]))]
[JsonSerializable(typeof(ControlFaultKind[]))]
[JsonSerializable(typeof(ControlKeys))]
[JsonSerializable(typeof(ControlWebhookDelivery))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ControlJsonContext : JsonSerializerContext
{
}

/// <summary>The state of the mock, and the routes of the control API.</summary>
internal sealed record ControlStatus(
    Uri BaseAddress,
    DateTimeOffset Now,
    bool TimeIsVirtual,
    long Requests,
    long Jobs,
    long Credits,
    long Webhooks,
    long Violations,
    ControlRetention? Keeps,
    string? WebhookPublicKey,
    string? Chaos,
    IReadOnlyList<string> Routes);

/// <summary>How much is kept of each kind; the numbers of the state count all.</summary>
internal sealed record ControlRetention(int? Count, double? Seconds, long? Bytes);

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
    long Number,
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

/// <summary>A kind of fault, and its fields besides those that say which requests it is for.</summary>
internal sealed record ControlFaultKind(string Fault, ControlFaultField[] Fields);

/// <summary>One field of a kind of fault.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>seconds</c>, <c>number</c>, <c>text</c> or <c>flag</c>.</param>
/// <param name="IsRequired">Whether the fault needs it.</param>
/// <param name="Values">The values that are accepted; empty when they are not listed.</param>
internal sealed record ControlFaultField(string Name, string Type, bool IsRequired, string[] Values);

/// <summary>One violation.</summary>
internal sealed record ControlViolation(long? Number, string Kind, string Message, int[] Requests);

/// <summary>One attempt to deliver a webhook.</summary>
internal sealed record ControlWebhookDelivery(
    long? Number,
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
