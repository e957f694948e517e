using System.Text.Json;

namespace SeedanceGen.Cli.Schema;

/// <summary>Reads the request of a job from JSON, through the type that the client sends.</summary>
internal static class RequestJson
{
    /// <summary>What follows the name of a required field that a request does not have.</summary>
    public const string IsMissing = " is missing";

    /// <summary>Reads a request. What the client's type does not know stays in it.</summary>
    /// <param name="root">The JSON.</param>
    /// <param name="description">The request in the API description.</param>
    /// <param name="problems">Receives why it is no request.</param>
    /// <returns>The request; null when there is a problem.</returns>
    public static VideoGenerationRequest? Read(JsonElement root, DescribedField description, List<string> problems)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"a request is a JSON object, not JSON of the kind {root.ValueKind.ToString().ToLowerInvariant()}.");
            return null;
        }

        // A missing field is reported like an empty one, not as a defect of the JSON.
        problems.AddRange(description.Fields
            .Where(field => field.IsRequired && !root.TryGetProperty(field.Name, out _))
            .Select(field => $"{field.Name}{IsMissing}: it accepts {AcceptedBy(field)}."));
        if (problems.Count > 0)
            return null;

        try
        {
            return root.Deserialize(SeedanceJsonContext.Default.VideoGenerationRequest);
        }
        catch (JsonException invalid)
        {
            problems.Add(invalid.Path is { Length: > 2 } path
                ? $"{path[2..]} does not have the form that the API describes."
                : $"not a request: {FirstSentenceOf(invalid)}");
            return null;
        }
    }

    public static string FirstSentenceOf(JsonException invalid)
    {
        var end = invalid.Message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? invalid.Message : invalid.Message[..(end + 1)];
    }

    private static string AcceptedBy(DescribedField field) =>
        SeedanceModels.All[0].AllFields.FirstOrDefault(own => own.Field == field.Name)?.Description
        ?? (field.Accepts is { Length: > 0 } accepts ? accepts : "any value");
}
