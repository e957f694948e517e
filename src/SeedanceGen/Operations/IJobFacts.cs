using System.Text.Json;

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

    public static Uri? Of(Uri? link) => link;

    public static Uri? Of(string? link) => Uri.TryCreate(link, global::System.UriKind.RelativeOrAbsolute, out var address) ? address : null;
}
