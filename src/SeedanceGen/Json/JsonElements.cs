using System.Buffers;
using System.Text.Json;

namespace SeedanceGen.Json;

/// <summary>Makes JSON values of the simple .NET values that a free-form object takes, without reflection.</summary>
internal static class JsonElements
{
    public static JsonElement From(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return From(value, static (writer, text) => writer.WriteStringValue(text));
    }

    public static JsonElement From(bool value) => From(value, static (writer, flag) => writer.WriteBooleanValue(flag));

    public static JsonElement From(long value) => From(value, static (writer, number) => writer.WriteNumberValue(number));

    public static JsonElement From(double value) => From(value, static (writer, number) => writer.WriteNumberValue(number));

    /// <summary>A copy that outlives the document that the value was read from.</summary>
    public static JsonElement From(JsonElement value) => value.ValueKind == JsonValueKind.Undefined
        ? throw new ArgumentException("An undefined JSON value cannot be sent; use JSON null.", nameof(value))
        : value.Clone();

    private static JsonElement From<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer, value);

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}
