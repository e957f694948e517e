using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeedanceGen.Json;

/// <summary>Reads and writes an open enumeration as its text; a known value is read without an allocation.</summary>
/// <typeparam name="T">The open enumeration, such as <see cref="SeedanceModel"/>.</typeparam>
/// <remarks>It is public because a serializer context that is generated in another assembly creates it.</remarks>
public sealed class OpenEnumerationConverter<T> : JsonConverter<T>, IOpenEnumerationConverter
    where T : struct
{
    private static readonly IOpenEnumeration<T> Enumeration = (IOpenEnumeration<T>)default(T);
    private static readonly IReadOnlyList<T> Known = Enumeration.KnownValues;

    /// <inheritdoc/>
    public IReadOnlyList<string> KnownValues { get; } = [.. Known.Select(value => value.ToString()!)];

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException($"A text was expected for {typeof(T).Name}, not {JsonShapes.Token(reader.TokenType)}.");

        for (var i = 0; i < Known.Count; i++)
        {
            if (reader.ValueTextEquals(Known[i].ToString()))
                return Known[i];
        }

        // An empty text has no value of its own: it is read as default, which is written back as an empty text.
        return reader.GetString() is { Length: > 0 } text ? Enumeration.Create(text) : default;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
