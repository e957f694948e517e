using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

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
            problems.Add($"expected a request, which is a JSON object, and found {KindOf(root)}.");
            return null;
        }

        // A missing field is reported like an empty one, not as a defect of the JSON.
        if (description.Fields.Any(field => field.IsRequired && !root.TryGetProperty(field.Name, out _)))
        {
            problems.AddRange(description.BrokenBy(root)
                .Where(broken => broken.Keyword == Required && description.Find(broken.Field) is { IsRequired: true })
                .Select(ProblemOf));
            return null;
        }

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
        var all = description.BrokenBy(value);
        var ofForm = all.Where(broken => broken.Keyword is "type" or Required).ToList();
        return (ofForm.Count > 0 ? ofForm : all).Select(ProblemOf);
    }

    private static string ProblemOf(BrokenRule broken) =>
        $"{broken.Field}{(broken.Keyword == Required ? IsMissing : $" is {broken.Actual}")}: it accepts {broken.Accepted}.";

    /// <summary>What a value is, for a message that says what was found.</summary>
    public static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "a JSON object",
        JsonValueKind.Array => "a JSON array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a truth value",
        _ => "null",
    };

    /// <summary>The same for a value that can be edited.</summary>
    public static string KindOf(JsonNode? value) => value is null ? "null" : KindOf(JsonSerializer.SerializeToElement(value));

    public static string FirstSentenceOf(JsonException invalid)
    {
        var end = invalid.Message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? invalid.Message : invalid.Message[..(end + 1)];
    }
}

/// <summary>Something of a request that deserves a warning.</summary>
/// <param name="Path">Where it stands, such as <c>camera.motion</c>.</param>
/// <param name="Text">The warning.</param>
internal sealed record UnknownPart(string Path, string Text);

/// <summary>
/// What a request has and the API description does not know. The service may be newer than this tool, so it is sent unchanged, with a
/// warning.
/// </summary>
internal static class UnknownParts
{
    /// <summary>One warning for each unknown field and each unknown value, at every depth.</summary>
    public static IEnumerable<UnknownPart> Of(JsonElement value, DescribedField field) => Of(value, field, string.Empty, field);

    private static IEnumerable<UnknownPart> Of(
        JsonElement value, DescribedField field, string path, DescribedField owner) => value.ValueKind switch
        {
            JsonValueKind.Object when field.Kind == FieldKind.Object => value.EnumerateObject()
                .SelectMany(property => OfProperty(
                    property, field.VariantOf(value), path.Length == 0 ? property.Name : $"{path}.{property.Name}")),
            JsonValueKind.Array when field.Item is { } item => value.EnumerateArray()
                .SelectMany((element, index) => Of(element, item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), owner)),
            JsonValueKind.String when field.Values.Count > 0 && !field.Values.Contains(value.GetString()!, StringComparer.Ordinal) =>
                [new(path, $"this tool does not know the {path} '{value.GetString()}'{ConsequenceOf(field, owner)}")],
            JsonValueKind.String when field.DeprecatedValues.Contains(value.GetString()!, StringComparer.Ordinal) =>
                [new(path, $"the {path} '{value.GetString()}' is deprecated.")],
            _ => [],
        };

    private static IEnumerable<UnknownPart> OfProperty(JsonProperty property, DescribedField owner, string path)
    {
        if (owner.Find(property.Name) is not { } field)
            return owner.IsOpen ? [] : [new(path, $"this tool does not know the field '{path}' and sends it unchanged.")];

        var inside = Of(property.Value, field, path, owner);
        return field.IsDeprecated ? inside.Prepend(new(path, $"the field '{path}' is deprecated.")) : inside;
    }

    private static string ConsequenceOf(DescribedField field, DescribedField owner) => owner.IsDecidedBy(field)
        ? $", so it checks only the rules that all {field.Name}s share."
        : " and sends it unchanged.";
}
