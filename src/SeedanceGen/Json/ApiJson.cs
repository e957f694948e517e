using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Json;

/// <summary>The types of the API as JSON, found without reflection.</summary>
internal static class ApiJson
{
    public static JsonTypeInfo<T> TypeOf<T>(JsonSerializerContext types) => (JsonTypeInfo<T>)types.GetTypeInfo(typeof(T))!;

    /// <summary>The fields of an object that have a simple value, as texts.</summary>
    public static List<KeyValuePair<string, string>> Fields<T>(T value, JsonTypeInfo<T> type)
    {
        var element = JsonSerializer.SerializeToElement(value, type);
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var field in element.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Array)
                fields.AddRange(field.Value.EnumerateArray().Select(item => new KeyValuePair<string, string>(field.Name, item.ToString())));
            else if (field.Value.ValueKind != JsonValueKind.Null)
                fields.Add(new(field.Name, field.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
                    ? field.Value.GetRawText()
                    : field.Value.ToString()));
        }

        return fields;
    }

    /// <summary>A body as the type that the description has for it; null when the body is of another type.</summary>
    public static object? Read<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A value of a type from its JSON text, which is an example of the API description and so has that type.</summary>
    public static T Sample<T>(ReadOnlySpan<byte> text, JsonSerializerContext types) =>
        JsonSerializer.Deserialize(text, TypeOf<T>(types))!;

    public static JsonElement Element(JsonElement value, JsonSerializerContext types) => value;

    /// <summary>A value of any type of the API as JSON; undefined when there is none.</summary>
    public static JsonElement Element<T>(T? value, JsonSerializerContext types) =>
        value is null ? default : JsonSerializer.SerializeToElement(value, TypeOf<T>(types));

    public static IReadOnlyList<JsonElement> Elements(IReadOnlyList<JsonElement>? values, JsonSerializerContext types) => values ?? [];

    /// <summary>Values of any type of the API as JSON.</summary>
    public static IReadOnlyList<JsonElement> Elements<T>(IReadOnlyList<T>? values, JsonSerializerContext types) =>
        values is null ? [] : [.. values.Select(value => Element(value, types))];
}
