using System.Text.Json;
using SeedanceGen.Json;

namespace SeedanceGen;

/// <summary>
/// What the course of a job reads of a response. The API description marks the fields (<c>x-job</c>), so the hand-written code knows none
/// of their names.
/// </summary>
internal interface IJobFacts
{
    /// <summary>Whether the response has a field for the id of the job.</summary>
    bool NamesJob => false;

    string? Id => null;

    bool Success => true;

    /// <summary>The status as it came; null when the response has none.</summary>
    string? Status => null;

    /// <summary>The price in credits; null when the response does not say.</summary>
    long? Credits => null;

    /// <summary>Whether the response has a field for the link to the video.</summary>
    bool NamesLink => false;

    /// <summary>The link to the video; null when there is none.</summary>
    Uri? Link => null;

    /// <summary>Why the job failed; undefined when the response does not say.</summary>
    JsonElement Error => default;
}

/// <summary>The part of a response that has the link to the video.</summary>
internal interface IJobOutput
{
    Uri? Link { get; }
}

/// <summary>What the course of a job reads of its request, by the same marks.</summary>
internal interface IJobRequest
{
    /// <summary>The model, for telemetry; null when the request names none.</summary>
    string? Model => null;

    /// <summary>Where the service reports the result; null when it does not.</summary>
    Uri? Webhook => null;
}

/// <summary>What the list of models says.</summary>
internal interface IModelFacts
{
    /// <summary>The models, each as it came.</summary>
    IReadOnlyList<JsonElement> Models { get; }
}

/// <summary>A link as an address, from a field that is an address or a text, or that has it somewhere inside.</summary>
internal static class JobLink
{
    /// <summary>The link in an object, or in the first of a list that has one.</summary>
    public static Uri? In(object? output) => output switch
    {
        IJobOutput inner => inner.Link,
        IEnumerable<object> list => list.Select(In).FirstOrDefault(link => link is not null),
        _ => null,
    };

    /// <summary>The link in a field that does not have its described shape: a text, or the first text of a list.</summary>
    public static Uri? Kept(Dictionary<string, JsonElement>? kept, string field)
    {
        if (kept is null || !kept.TryGetValue(field, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Array)
            value = value.EnumerateArray().FirstOrDefault(item => item.ValueKind == JsonValueKind.String);
        return Of(JsonElements.TextOf(value)) is { IsAbsoluteUri: true } link ? link : null;
    }

    public static Uri? Of(Uri? link) => link;

    public static Uri? Of(string? link) => Uri.TryCreate(link, global::System.UriKind.RelativeOrAbsolute, out var address) ? address : null;
}

/// <summary>A number of credits that can be a price.</summary>
internal static class JobPrice
{
    /// <summary>Far above every documented price. A larger number is a fault of the service, or another figure.</summary>
    private const long Highest = 1_000_000;

    /// <summary>The price; null when it is not known, below zero or beyond all sense.</summary>
    public static long? Of(long? credits) => credits is >= 0 and <= Highest ? credits : null;

    /// <summary>The price in whole credits; null when it is not known, below zero or beyond all sense.</summary>
    public static long? Of(double? credits) => credits is >= 0 and <= Highest ? (long)credits : null;

    /// <summary>The price in whole credits; null when it is not known, below zero or beyond all sense.</summary>
    public static long? Of(decimal? credits) => credits is >= 0 and <= Highest ? (long)credits : null;
}
