using System.Text;
using System.Text.Json;
using SeedanceGen.Json;

namespace SeedanceGen.Http;

/// <summary>Finds the job in a response that wraps it in something else.</summary>
internal static class JobJson
{
    private const int DeepestWrapper = 3;

    /// <summary>The highest number of fields around the job that are added to it. Each field costs a copy of the text.</summary>
    private const int MostFieldsAround = 100;

    /// <summary>The documented field of an error. An id in it is the id of a call, not of a job.</summary>
    private const string ErrorField = "error";

    private static readonly HashSet<string> IdNames =
    [
        Encoding.UTF8.GetString(VideoGenerationAccepted.JobIdField),
        Encoding.UTF8.GetString(VideoGeneration.JobIdField),
    ];

    /// <summary>The JSON value of the job's id; empty when the object has none, or null in its place.</summary>
    public static ReadOnlySpan<byte> IdIn(ReadOnlySpan<byte> json)
    {
        foreach (var name in IdNames)
        {
            if (JsonPlaces.Find(json, name) is { IsThere: true, IsWhole: true } place && !place.ValueIn(json).SequenceEqual("null"u8))
                return place.ValueIn(json);
        }

        return [];
    }

    /// <summary>Whether a body has an id inside of its error alone: the id of the call.</summary>
    public static bool IsCallId(ReadOnlySpan<byte> body) =>
        TouchedJson.Cleaned(body.ToArray(), []) is { } json && JsonPlaces.Find(json, ErrorField) is { IsThere: true }
            && Inside(json, DeepestWrapper) is null;

    /// <summary>
    /// The object that names a job: the text itself, or an object in it with the fields around it; null when there is none.
    /// </summary>
    /// <param name="json">A text that is valid JSON.</param>
    /// <param name="oddities">Receives what was odd.</param>
    public static byte[]? Unwrapped(byte[] json, ICollection<string> oddities)
    {
        if (!IdIn(json).IsEmpty)
            return json;
        if (Inside(json, DeepestWrapper) is not { } job)
            return null;

        oddities.Add("a wrapper around the job");
        return job;
    }

    private static byte[]? Inside(byte[] json, int depth)
    {
        if (!IdIn(json).IsEmpty)
            return json;
        if (depth == 0)
            return null;

        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => InObject(json, depth),
            JsonTokenType.StartArray => JsonPlaces.Items(json) is [var only] ? Inside(only, depth - 1) : null,
            JsonTokenType.String => TouchedJson.Cleaned(Encoding.UTF8.GetBytes(reader.GetString()!), []) is { } written
                ? Inside(written, depth - 1)
                : null,
            _ => null,
        };
    }

    private static byte[]? InObject(byte[] json, int depth)
    {
        var fields = JsonPlaces.Fields(json);
        foreach (var (name, value) in fields)
        {
            if (name != ErrorField && (value[0] is (byte)'{' or (byte)'[' or (byte)'"') && Inside(value, depth - 1) is { } job)
                return fields.Where(field => field.Name != name).Take(MostFieldsAround).Aggregate(job, WithField);
        }

        return null;
    }

    /// <summary>Adds a field that stands around the job, unless the job has its own.</summary>
    private static byte[] WithField(byte[] job, (string Name, byte[] Value) field) => JsonPlaces.Find(job, field.Name) is { IsThere: true }
        ? job
        : JsonPlaces.InsertField(job, JsonPlaces.Find(job, field.Name).ObjectStart, field.Name, field.Value);
}
