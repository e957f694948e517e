using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Json;

/// <summary>The steps that all generated converters share.</summary>
internal static class JsonFields
{
    public static void Begin(ref Utf8JsonReader reader, Type type)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"An object was expected for {type.Name}, not {reader.TokenType}.");
    }

    /// <summary>Moves to the next field's name; false at the end of the object.</summary>
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

    /// <summary>Keeps a field that the API description does not know. Of several fields with one name, the last one stays.</summary>
    public static void Keep(ref Utf8JsonReader reader, ref Dictionary<string, JsonElement>? unknown)
    {
        var name = reader.GetString()!;
        reader.Read();
        (unknown ??= [])[name] = JsonElement.ParseValue(ref reader);
    }

    /// <summary>The text of a field of the object that the reader stands at, wherever it is; null when it has no text there.</summary>
    /// <param name="reader">A copy: the caller's reader stays where it is.</param>
    /// <param name="field">The name of the field.</param>
    public static string? TextOf(Utf8JsonReader reader, ReadOnlySpan<byte> field)
    {
        while (Next(ref reader))
        {
            var isField = reader.ValueTextEquals(field);
            reader.Read();
            if (isField)
                return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            reader.TrySkip();
        }

        return null;
    }

    /// <summary>Takes a field from those that were kept; what has another shape stays there.</summary>
    public static T? Take<T>(Dictionary<string, JsonElement>? kept, string field, JsonSerializerOptions options)
    {
        if (kept is null || !kept.TryGetValue(field, out var element))
            return default;
        try
        {
            var value = element.Deserialize((JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
            kept.Remove(field);
            return value;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return default;
        }
    }

    /// <summary>The error for a field whose value has the wrong shape. For a nested field it names the whole path.</summary>
    public static JsonException Unreadable(string field, Exception cause)
    {
        var inside = cause is JsonException { Path: { } path } && path.StartsWith("$.", StringComparison.Ordinal)
            ? path[1..]
            : string.Empty;
        return new JsonException($"The field '{field}{inside}' cannot be read: {Reason(cause)}", $"$.{field}{inside}", null, null, cause);
    }

    public static JsonException Missing(Type type, string field) =>
        new($"The field '{field}' is missing, which {type.Name} has in the API description.");

    /// <summary>Writes a text; null is left out.</summary>
    public static void WriteString(Utf8JsonWriter writer, JsonEncodedText name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    /// <summary>Writes a value of any kind. An undefined value is left out; JSON null is written.</summary>
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

    /// <summary>The innermost reason of a nested field.</summary>
    private static string Reason(Exception cause) =>
        cause is JsonException { Path: not null, InnerException: { } own } ? Reason(own) : cause.Message;
}

/// <summary>Reads and writes the fields of one type, by the converter that the serializer's options have for it.</summary>
/// <typeparam name="T">The type of the field, as the generated record declares it.</typeparam>
internal static class JsonField<T>
{
    private static Known? _last;

    /// <summary>Reads the value that follows the field's name.</summary>
    /// <exception cref="JsonException">The value cannot be read; the error names the field.</exception>
    public static T Read(ref Utf8JsonReader reader, string field, JsonSerializerOptions options)
    {
        try
        {
            reader.Read();
            return reader.TokenType == JsonTokenType.Null && default(T) is null
                ? default!
                : ConverterOf(options).Read(ref reader, typeof(T), options)!;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            throw JsonFields.Unreadable(field, exception);
        }
    }

    /// <summary>Writes a field; null is left out.</summary>
    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, T value, JsonSerializerOptions options)
    {
        if (value is null)
            return;

        writer.WritePropertyName(name);
        ConverterOf(options).Write(writer, value, options);
    }

    /// <summary>One converter is remembered: a program practically always serializes with the options of the generated context.</summary>
    private static JsonConverter<T> ConverterOf(JsonSerializerOptions options) =>
        _last is { } last && ReferenceEquals(last.Options, options) ? last.Converter : Find(options);

    private static JsonConverter<T> Find(JsonSerializerOptions options)
    {
        var found = new Known(options, (JsonConverter<T>)options.GetTypeInfo(typeof(T)).Converter);
        _last = found;
        return found.Converter;
    }

    private sealed class Known(JsonSerializerOptions options, JsonConverter<T> converter)
    {
        public JsonSerializerOptions Options { get; } = options;

        public JsonConverter<T> Converter { get; } = converter;
    }
}

/// <summary>Reads a whole number, also one with a fraction of zero such as 40.0: JSON does not tell it from 40.</summary>
internal sealed class WholeNumberConverter : JsonConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
            throw new JsonException($"A whole number was expected, not {reader.TokenType}.");
        if (reader.TryGetInt32(out var number))
            return number;

        return reader.TryGetDecimal(out var value) && decimal.Truncate(value) == value && decimal.Abs(value) <= int.MaxValue
            ? (int)value
            : throw new JsonException("A whole number was expected that has at most 32 bits.");
    }

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
