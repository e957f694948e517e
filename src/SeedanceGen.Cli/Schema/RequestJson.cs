using System.Text.Json;

namespace SeedanceGen.Cli.Schema;

/// <summary>Reads the request of a job from JSON, through the type that the client sends.</summary>
internal static class RequestJson
{
    /// <summary>What follows the name of a required field that a request does not have.</summary>
    public const string IsMissing = " is missing";

    private const string Required = "required";

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
            problems.AddRange(ProblemsOf(root, description));
            if (problems.Count == 0)
                problems.Add($"not a request: {FirstSentenceOf(invalid)}");
            return null;
        }
    }

    /// <summary>Why JSON does not have the form that the description gives it: what is missing, and what is of another kind.</summary>
    public static IEnumerable<string> ProblemsOf(JsonElement value, DescribedField description)
    {
        var all = description.BrokenBy(value).ToList();
        var ofForm = all.Where(broken => broken.Keyword is "type" or Required).ToList();
        return (ofForm.Count > 0 ? ofForm : all).Select(broken => broken.Keyword == Required
            ? $"{PathOf(broken.Pointer)}{IsMissing}: it accepts {AcceptedBy(description.At(broken.Pointer))}."
            : $"{PathOf(broken.Pointer)} is {broken.Actual}: it accepts {broken.Expected}.");
    }

    /// <summary>A JSON pointer as the tool writes a place: <c>/keyframes/0/time</c> becomes <c>keyframes[0].time</c>.</summary>
    private static string PathOf(string pointer) => pointer.Length == 0
        ? "it"
        : string.Concat(pointer.Split('/').Skip(1).Select(step => int.TryParse(step, out _) ? $"[{step}]" : $".{step}")).TrimStart('.');

    public static string FirstSentenceOf(JsonException invalid)
    {
        var end = invalid.Message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? invalid.Message : invalid.Message[..(end + 1)];
    }

    private static string AcceptedBy(DescribedField? field) => field switch
    {
        null => "any value",
        { Values.Count: > 0 } when field.Kind != FieldKind.List => string.Join(", ", field.Values),
        _ when SeedanceModels.All[0].AllFields.FirstOrDefault(own => own.Field == field.Name) is { } rules => rules.Description,
        { Accepts.Length: > 0 } => field.Accepts,
        { Kind: FieldKind.Url } => "a URL",
        { Kind: FieldKind.Integer } => "a whole number",
        { Kind: FieldKind.Number } => "a number",
        { Kind: FieldKind.Boolean } => "true or false",
        { Kind: FieldKind.Text } => "a text",
        { Kind: FieldKind.Object or FieldKind.Map } => "a JSON object",
        { Kind: FieldKind.List } => "a JSON list",
        _ => "any value",
    };
}
