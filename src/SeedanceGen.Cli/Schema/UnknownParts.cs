using System.Globalization;
using System.Text.Json;

namespace SeedanceGen.Cli.Schema;

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
