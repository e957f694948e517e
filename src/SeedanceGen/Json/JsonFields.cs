using System.Text.Json;

namespace SeedanceGen.Json;

/// <summary>What the generated converters have in common.</summary>
internal static class JsonFields
{
    public static void Begin(ref Utf8JsonReader reader, Type type)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"An object was expected for {type.Name}, not {reader.TokenType}.");
    }

    /// <summary>Goes on to the next field's name; false at the end of the object.</summary>
    public static bool Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    public static string? ReadString(ref Utf8JsonReader reader, string field)
    {
        try
        {
            reader.Read();
            return reader.GetString();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Unreadable(field, exception);
        }
    }

    /// <summary>Keeps a field that the API description does not know; of several with one name, the last.</summary>
    public static void Keep(ref Utf8JsonReader reader, ref Dictionary<string, JsonElement>? unknown)
    {
        var name = reader.GetString()!;
        reader.Read();
        (unknown ??= [])[name] = JsonElement.ParseValue(ref reader);
    }

    /// <summary>The error for a field whose value is not what it should be; of a field in a field it names both.</summary>
    public static JsonException Unreadable(string field, Exception cause)
    {
        var inside = (cause as JsonException)?.Path is { } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[1..] : string.Empty;
        return new JsonException($"The field '{field}{inside}' cannot be read: {Reason(cause)}", $"$.{field}{inside}", null, null, cause);
    }

    public static JsonException Missing(Type type, string field) =>
        new($"The field '{field}' is missing, which {type.Name} has in the API description.");

    /// <summary>Writes a text; one that is not there is left out.</summary>
    public static void WriteString(Utf8JsonWriter writer, JsonEncodedText name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    /// <summary>Writes a value of any kind; one that is not there is left out, which null is not.</summary>
    public static void WriteElement(Utf8JsonWriter writer, JsonEncodedText name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
            return;

        writer.WritePropertyName(name);
        value.WriteTo(writer);
    }

    public static void WriteUnknown(Utf8JsonWriter writer, Dictionary<string, JsonElement>? unknown)
    {
        if (unknown is null)
            return;

        foreach (var (name, value) in unknown)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }

    /// <summary>Of a field in a field, the reason that its own error gives.</summary>
    private static string Reason(Exception cause) => cause is JsonException { Path: not null, InnerException: { } own } ? Reason(own) : cause.Message;
}
