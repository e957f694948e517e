using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeedanceGen.Json;

/// <summary>Reads and writes the fields of one type, by the converter that the generated context has for it.</summary>
/// <typeparam name="T">The type of the field, as the generated record declares it.</typeparam>
internal static class JsonField<T>
{
    private static readonly JsonConverter<T> Converter = (JsonConverter<T>)SeedanceJsonContext.Default.GetTypeInfo(typeof(T))!.Converter;

    /// <summary>Reads the value that follows the field's name.</summary>
    /// <exception cref="JsonException">It cannot be read; the error names the field.</exception>
    public static T Read(ref Utf8JsonReader reader, string field, JsonSerializerOptions options)
    {
        try
        {
            reader.Read();
            return reader.TokenType == JsonTokenType.Null && default(T) is null
                ? default!
                : Converter.Read(ref reader, typeof(T), options)!;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            throw JsonFields.Unreadable(field, exception);
        }
    }

    /// <summary>Writes a field; one without a value is left out.</summary>
    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, T value, JsonSerializerOptions options)
    {
        if (value is null)
            return;

        writer.WritePropertyName(name);
        Converter.Write(writer, value, options);
    }
}
