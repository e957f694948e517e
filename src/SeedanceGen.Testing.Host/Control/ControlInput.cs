using System.Text.Json;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>
/// The JSON object that a control request brings, or one inside of it. Whoever reads a field says by it that the field is accepted;
/// <see cref="End"/> refuses all others, since they would do nothing.
/// </summary>
internal sealed partial class ControlInput
{
    private readonly JsonElement _fields;
    private readonly string _pointer;
    private readonly HashSet<string> _accepted = new(StringComparer.Ordinal);

    private ControlInput(JsonElement fields, string pointer) => (_fields, _pointer) = (fields, pointer);

    /// <summary>An object without fields.</summary>
    public static ControlInput Nothing() => new(JsonSerializer.SerializeToElement([], ControlJsonContext.Default.DictionaryStringString), "");

    /// <summary>Reads the body; none is an object without fields.</summary>
    /// <exception cref="ControlRefusal">It is not one JSON object.</exception>
    public static ControlInput Read(MockRequest request)
    {
        if (request.Body.IsEmpty)
            return Nothing();

        try
        {
            using var document = JsonDocument.Parse(request.Body);
            if (BodyValidator.Judge(request.Body, new JsonSchema()) is [var unclear, ..])
                throw new ControlRefusal($"{(unclear.Pointer.Length == 0 ? "the whole body" : unclear.Pointer)}: expected {unclear.Expected}, actual {unclear.Actual}");
            return Of(document.RootElement.Clone(), "");
        }
        catch (JsonException malformed)
        {
            throw new ControlRefusal($"the whole body: expected a JSON object, actual a text that is none: {malformed.Message}");
        }
    }

    /// <summary>A field that is an object; null when it is not there.</summary>
    public ControlInput? Object(string name) => Find(name) is { } value ? Of(value, Pointer(name)) : null;

    /// <summary>A field that is a list of objects; null when it is not there.</summary>
    public IReadOnlyList<ControlInput>? Objects(string name) =>
        List(name)?.Select((item, index) => Of(item, $"{Pointer(name)}/{index}")).ToList();

    /// <summary>A field that is a list of anything; null when it is not there.</summary>
    public IReadOnlyList<JsonElement>? List(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()]
        : throw Refusal(name, "a list");

    public bool Has(string name) => Find(name) is not null;

    /// <summary>Refuses what nobody has read.</summary>
    /// <exception cref="ControlRefusal">There is such a field.</exception>
    public void End()
    {
        foreach (var field in _fields.EnumerateObject())
        {
            if (!_accepted.Contains(field.Name))
            {
                var accepted = _accepted.Count == 0 ? "there are no fields here" : "accepted here are " + string.Join(", ", _accepted);
                throw new ControlRefusal($"{Pointer(field.Name)}: expected no such field ({accepted}), actual {ActualValue.Of(field.Value)}");
            }
        }
    }

    /// <summary>What to throw when a field's value is not accepted.</summary>
    /// <param name="name">The field.</param>
    /// <param name="expected">What is accepted.</param>
    /// <param name="actual">What was there; null for the value itself.</param>
    public ControlRefusal Refusal(string name, string expected, string? actual = null) =>
        new($"{Pointer(name)}: expected {expected}, actual {actual ?? (_fields.TryGetProperty(name, out var value) ? ActualValue.Of(value) : "nothing")}");

    private static ControlInput Of(JsonElement value, string pointer) => value.ValueKind == JsonValueKind.Object
        ? new ControlInput(value, pointer)
        : throw new ControlRefusal($"{(pointer.Length == 0 ? "the whole body" : pointer)}: expected a JSON object, actual {ActualValue.Of(value)}");

    /// <summary>The value of a field; null is no value.</summary>
    private JsonElement? Find(string name)
    {
        _accepted.Add(name);
        return _fields.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private string Pointer(string name) => $"{_pointer}/{name}";
}
