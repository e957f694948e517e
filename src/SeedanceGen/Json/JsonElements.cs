using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Json;

/// <summary>JSON values of any shape: makes them of simple .NET values without reflection, and reads texts of undocumented shape.</summary>
internal static class JsonElements
{
    private static readonly JsonSerializerOptions Options = new() { TypeInfoResolver = JsonTypeInfoResolver.Combine() };
    private static readonly JsonTypeInfo<string?> Texts = Describe(JsonMetadataServices.StringConverter);
    private static readonly JsonTypeInfo<bool> Flags = Describe(JsonMetadataServices.BooleanConverter);
    private static readonly JsonTypeInfo<long> Integers = Describe(JsonMetadataServices.Int64Converter);
    private static readonly JsonTypeInfo<double> Numbers = Describe(JsonMetadataServices.DoubleConverter);

    public static JsonElement From(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return JsonSerializer.SerializeToElement(value, Texts);
    }

    public static JsonElement From(bool value) => JsonSerializer.SerializeToElement(value, Flags);

    public static JsonElement From(long value) => JsonSerializer.SerializeToElement(value, Integers);

    public static JsonElement From(double value) => JsonSerializer.SerializeToElement(value, Numbers);

    /// <summary>A copy that outlives the document that the value was read from.</summary>
    public static JsonElement From(JsonElement value) => value.ValueKind == JsonValueKind.Undefined
        ? throw new ArgumentException("An undefined JSON value cannot be sent; use JSON null.", nameof(value))
        : value.Clone();

    /// <summary>
    /// The text of a value; null when the value is not a string, has half a character (a lone surrogate), or is not valid UTF-8.
    /// </summary>
    public static string? TextOf(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
            return null;

        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonTypeInfo<T> Describe<T>(JsonConverter<T> converter) => JsonMetadataServices.CreateValueInfo<T>(Options, converter);
}
