using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SeedanceGen.Cli.Requests;

/// <summary>Reads a request from JSON and judges it by the rules, offline.</summary>
internal static class RequestReader
{
    public static RequestLine Read(int number, string json)
    {
        var problems = new List<string>();
        var request = Parse(json, problems);
        if (request is not null)
            problems.AddRange(request.Validate().Select(violation => violation.Message));

        return new RequestLine
        {
            Number = number,
            Request = request,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))),
            Problems = problems,
            Doubts = request is null ? [] : [.. Doubts(request)],
        };
    }

    private static VideoGenerationRequest? Parse(string json, List<string> problems)
    {
        try
        {
            using (var document = JsonDocument.Parse(json))
                problems.AddRange(Missing(document.RootElement));
            return problems.Count > 0 ? null : JsonSerializer.Deserialize(json, SeedanceJsonContext.Default.VideoGenerationRequest);
        }
        catch (JsonException unreadable)
        {
            problems.Add(unreadable.Path is { Length: > 2 } path
                ? $"{path[2..]} does not have the form that the API describes."
                : $"not JSON: {FirstSentence(unreadable.Message)}");
            return null;
        }
    }

    /// <summary>A field that is not there at all is named like one that is empty, not as a defect of the JSON.</summary>
    private static IEnumerable<string> Missing(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return [$"a request is a JSON object, and this is {root.ValueKind.ToString().ToLowerInvariant()}."];

        return SeedanceModels.All[0].AllFields
            .Where(field => field.IsRequired && !root.TryGetProperty(field.Field, out _))
            .Select(field => $"{field.Field} is missing: it accepts {field.Description}.");
    }

    private static IEnumerable<string> Doubts(VideoGenerationRequest request)
    {
        foreach (var name in request.AdditionalProperties.Keys)
            yield return $"'{name}' is no field that this tool knows; it is sent as it is.";
        if (!request.Model.IsKnown)
            yield return $"'{request.Model}' is no model that this tool knows, so only the rules of all models were looked at.";
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? message : message[..(end + 1)];
    }
}
