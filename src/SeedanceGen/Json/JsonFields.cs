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
            throw new JsonException($"An object was expected for {type.Name}, not {JsonShapes.Token(reader.TokenType)}.");
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
            throw Unreadable(field, typeof(string), ref reader, reader.TokenType, exception);
        }
    }

    /// <summary>
    /// Keeps a field that the API description does not know, and one that <see cref="LenientJson{T}"/> marked. Of several fields with one
    /// name, the last one stays.
    /// </summary>
    public static void Keep(ref Utf8JsonReader reader, ref Dictionary<string, JsonElement>? unknown)
    {
        var name = reader.GetString()!;
        reader.Read();
        OddFields.Add(name, PrintableJson.Of(JsonElement.ParseValue(ref reader)), ref unknown);
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

    /// <summary>Takes a field from those that were kept; a field of another shape stays there.</summary>
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
    /// <param name="field">The name of the field.</param>
    /// <param name="type">The type that the field has.</param>
    /// <param name="reader">The reader where it failed.</param>
    /// <param name="start">The first token of the value; none when the value is not JSON.</param>
    /// <param name="cause">What failed.</param>
    public static JsonException Unreadable(string field, Type type, ref Utf8JsonReader reader, JsonTokenType start, Exception cause)
    {
        if (cause is JsonException { Path: { } path } && path.StartsWith("$.", StringComparison.Ordinal))
            return Unreadable(field + path[1..], cause.InnerException as JsonException ?? cause);

        // The platform's reader says what is wrong with text that is no JSON, and where.
        return cause is JsonException { LineNumber: not null }
            ? Unreadable(field, cause)
            : Unreadable(
                field,
                new JsonException($"expected {JsonShapes.Expected(type)}, found {JsonShapes.Found(ref reader, start)}.", cause));
    }

    /// <summary>Whether a required field came. Null is no value of a field that cannot be null.</summary>
    public static bool Has<T>(T value) => value is not null;

    public static JsonException Missing(Type type, string field) =>
        new($"The field '{field}' is missing or null, which {type.Name} has in the API description.", $"$.{field}", null, null);

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
            if (unknown is OddFields odd && odd.IsReadToo(name))
                continue;

            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }

    private static JsonException Unreadable(string path, Exception reason) =>
        new($"The field '{path}' cannot be read: {reason.Message}", $"$.{path}", null, null, reason);
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
        var start = JsonTokenType.None;
        try
        {
            reader.Read();
            start = reader.TokenType;
            return start == JsonTokenType.Null && default(T) is null
                ? default!
                : ConverterOf(options).Read(ref reader, typeof(T), options)!;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            throw JsonFields.Unreadable(field, typeof(T), ref reader, start, exception);
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
            throw new JsonException($"A whole number was expected, not {JsonShapes.Token(reader.TokenType)}.");
        if (reader.TryGetInt32(out var number))
            return number;

        return reader.TryGetDecimal(out var value) && decimal.Truncate(value) == value && decimal.Abs(value) <= int.MaxValue
            ? (int)value
            : throw new JsonException("A whole number was expected that has at most 32 bits.");
    }

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
