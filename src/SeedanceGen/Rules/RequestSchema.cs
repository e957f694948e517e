using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Rules.Schema;

namespace SeedanceGen.Rules;

/// <summary>
/// The schema of a whole request, for the rules that no single field has: those of objects in it, and those between fields. The request is
/// validated as JSON, as it is sent, by source code that the mock compiles too.
/// </summary>
/// <param name="component">The component of the API description.</param>
/// <param name="deciding">The property whose value may be newer than the description.</param>
/// <param name="json">An API description with the component and the components that it refers to.</param>
internal sealed class RequestSchema(string component, string deciding, string json)
{
    private readonly Lazy<JsonSchema> _schema = new(() =>
        new SchemaReader(JsonDocument.Parse(json).RootElement).At("#/components/schemas" + SchemaRun.Escape(component)));

    /// <summary>Every violation of the schema; null when the request cannot be written as JSON at all.</summary>
    /// <param name="request">The request.</param>
    /// <param name="type">How the request is written as JSON.</param>
    /// <param name="strictly">
    /// Whether a value that the description does not know is a violation also where it chooses between schemas.
    /// </param>
    public List<SchemaViolation>? Validate<T>(T request, JsonTypeInfo<T> type, bool strictly)
    {
        using var document = Document(request, type) ?? Document(request, WithNames(type));
        if (document is null)
            return null;

        var run = new SchemaRun();
        if (run.Fits(_schema.Value, document.RootElement))
            return [];

        _schema.Value.Validate(document.RootElement, run);
        if (!strictly)
            SchemaViolation.RemoveUndecided(run.Violations, SchemaRun.Escape(deciding));
        SchemaViolation.RemoveRepeated(run.Violations);
        return run.Violations;
    }

    /// <summary>The request as JSON; null when JSON cannot hold a value in it.</summary>
    private static JsonDocument? Document<T>(T request, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.SerializeToDocument(request, type);
        }
        catch (Exception unwritable) when (unwritable is ArgumentException or InvalidOperationException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes a number that JSON cannot hold, such as NaN, as a text, so that the schema rejects it at its place.</summary>
    private static JsonTypeInfo<T> WithNames<T>(JsonTypeInfo<T> type)
    {
        var options = new JsonSerializerOptions(type.Options);
        options.Converters.Insert(0, new NamedNumberConverter<double>());
        options.Converters.Insert(0, new NamedNumberConverter<float>());
        return (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }

    private sealed class NamedNumberConverter<T> : JsonConverter<T>
        where T : struct, IFloatingPointIeee754<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("A request is only written.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            var text = value.ToString(null, CultureInfo.InvariantCulture);
            if (T.IsFinite(value))
                writer.WriteRawValue(text);
            else
                writer.WriteStringValue(text);
        }
    }
}
