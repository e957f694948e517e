using System.Globalization;
using System.Text.Json;
using SeedanceGen.Rules.Schema;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>
/// The JSON object in the body of a control request, or an object inside it. Reading a field marks it as accepted; <see cref="End"/>
/// rejects every other field, because it would have no effect.
/// </summary>
internal sealed class ControlInput
{
    /// <summary>Ten years: a clock can advance by it several times.</summary>
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(3650);

    private readonly JsonElement _fields;
    private readonly string _pointer;
    private readonly HashSet<string> _accepted = new(StringComparer.Ordinal);

    private ControlInput(JsonElement fields, string pointer) => (_fields, _pointer) = (fields, pointer);

    /// <summary>An object without fields.</summary>
    public static ControlInput Nothing() =>
        new(JsonSerializer.SerializeToElement([], ControlJsonContext.Default.DictionaryStringString), "");

    /// <summary>Reads the body; an empty body is an object without fields.</summary>
    /// <exception cref="InvalidControlRequestException">It is not one JSON object.</exception>
    public static ControlInput Read(MockRequest request)
    {
        if (request.Body.IsEmpty)
            return Nothing();

        try
        {
            using var document = JsonDocument.Parse(request.Body);
            if (BodyValidator.Validate(request.Body, new JsonSchema()) is [var violation, ..])
            {
                throw new InvalidControlRequestException(
                    $"{PlaceOf(violation.Pointer)}: expected {violation.Expected}, actual {violation.Actual}");
            }

            return Of(document.RootElement.Clone(), "");
        }
        catch (JsonException malformed)
        {
            throw new InvalidControlRequestException(
                $"the whole body: expected a JSON object, actual a text that is none: {malformed.Message}");
        }
    }

    /// <summary>A field that is an object; null when it is not there.</summary>
    public ControlInput? Object(string name) => Find(name) is { } value ? Of(value, Pointer(name)) : null;

    /// <summary>A field that is a list of objects; null when it is not there.</summary>
    public IReadOnlyList<ControlInput>? Objects(string name) =>
        List(name)?.Select((item, index) => Of(item, $"{Pointer(name)}/{index}")).ToList();

    /// <summary>The objects of a list that is no field.</summary>
    public static IReadOnlyList<ControlInput> ItemsOf(JsonElement list) => list.ValueKind == JsonValueKind.Array
        ? list.EnumerateArray().Select((item, index) => Of(item, $"/{index}")).ToList()
        : throw new InvalidControlRequestException($"the whole file: expected a list of jobs, actual {ActualValue.Of(list)}");

    /// <summary>A field that is an object, as it was sent; null when it is not there.</summary>
    public JsonElement? Json(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Object ? value
        : throw Invalid(name, "an object");

    /// <summary>A field that is a list of anything; null when it is not there.</summary>
    public IReadOnlyList<JsonElement>? List(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()]
        : throw Invalid(name, "a list");

    public bool Has(string name) => Find(name) is not null;

    /// <summary>Rejects the fields that were not read.</summary>
    /// <exception cref="InvalidControlRequestException">There is such a field.</exception>
    public void End()
    {
        foreach (var field in _fields.EnumerateObject())
        {
            if (!_accepted.Contains(field.Name))
            {
                var accepted = _accepted.Count == 0 ? "there are no fields here" : "accepted here are " + string.Join(", ", _accepted);
                throw new InvalidControlRequestException(
                    $"{Pointer(field.Name)}: expected no such field ({accepted}), actual {ActualValue.Of(field.Value)}")
                {
                    Pointer = Pointer(field.Name),
                };
            }
        }
    }

    /// <summary>The exception for a field whose value is not accepted.</summary>
    /// <param name="name">The field.</param>
    /// <param name="expected">What is accepted.</param>
    /// <param name="actual">The actual value as text; null for the value of the field.</param>
    public InvalidControlRequestException Invalid(string name, string expected, string? actual = null) =>
        new($"{Pointer(name)}: expected {expected}, actual {actual ?? ActualOf(name)}") { Pointer = Pointer(name) };

    public string? Text(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Invalid(name, "a text");

    public string RequiredText(string name) =>
        Text(name) is { Length: > 0 } text ? text : throw Invalid(name, "a text that is not empty");

    public bool? Flag(string name) => Find(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Invalid(name, "true or false");

    public int? Count(string name, int least, int most = int.MaxValue) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= least && count <= most ? count
        : throw Invalid(name, CountFrom(least, most));

    public int RequiredCount(string name, int least, int most = int.MaxValue) =>
        Count(name, least, most) ?? throw Invalid(name, CountFrom(least, most));

    public double? Part(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.GetDouble() is >= 0 and <= 1 ? value.GetDouble()
        : throw Invalid(name, "a number from 0 to 1");

    public TimeSpan? Seconds(string name, bool canBeZero = true) =>
        Find(name) is { } value ? ToTime(value, canBeZero) ?? throw Invalid(name, TimeFrom(canBeZero)) : null;

    public TimeSpan RequiredSeconds(string name, bool canBeZero = true) =>
        Seconds(name, canBeZero) ?? throw Invalid(name, TimeFrom(canBeZero));

    public IReadOnlyList<TimeSpan>? ListOfSeconds(string name) =>
        List(name)?.Select(item => ToTime(item, canBeZero: true)
            ?? throw Invalid(name, "a list of seconds, each a number from 0", ActualValue.Of(item))).ToList();

    public IReadOnlyList<string>? Texts(string name) =>
        List(name)?.Select(item => item.ValueKind == JsonValueKind.String
            ? item.GetString()!
            : throw Invalid(name, "a list of texts", ActualValue.Of(item))).ToList();

    /// <summary>A field whose value is one of these names, in any case; null when it is not there.</summary>
    public T? OneOf<T>(string name, IReadOnlyDictionary<string, T> choices)
        where T : notnull => Find(name) is not { } value ? default : Choose(name, value, choices);

    public T RequiredOneOf<T>(string name, IReadOnlyDictionary<string, T> choices)
        where T : notnull => Find(name) is { } value ? Choose(name, value, choices) : throw Invalid(name, OneOf(choices.Keys));

    public IReadOnlyList<T>? ListOf<T>(string name, IReadOnlyDictionary<string, T> choices)
        where T : notnull => List(name)?.Select(item => Choose(name, item, choices)).ToList();

    private string ActualOf(string name) => _fields.TryGetProperty(name, out var value) ? ActualValue.Of(value) : "nothing";

    private static ControlInput Of(JsonElement value, string pointer) => value.ValueKind == JsonValueKind.Object
        ? new ControlInput(value, pointer)
        : throw new InvalidControlRequestException($"{PlaceOf(pointer)}: expected a JSON object, actual {ActualValue.Of(value)}")
        {
            Pointer = pointer,
        };

    /// <summary>The value of a field; null when it is missing or JSON's null.</summary>
    private JsonElement? Find(string name)
    {
        _accepted.Add(name);
        return _fields.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private static string PlaceOf(string pointer) => pointer.Length == 0 ? "the whole body" : pointer;

    private string Pointer(string name) => $"{_pointer}/{name}";

    private static string OneOf(IEnumerable<string> names) => "one of " + string.Join(", ", names.Select(name => $"\"{name}\""));

    private T Choose<T>(string name, JsonElement value, IReadOnlyDictionary<string, T> choices)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        var chosen = choices.FirstOrDefault(choice => choice.Key.Equals(text, StringComparison.OrdinalIgnoreCase));
        return chosen.Key is not null ? chosen.Value : throw Invalid(name, OneOf(choices.Keys), ActualValue.Of(value));
    }

    private static TimeSpan? ToTime(JsonElement value, bool canBeZero) =>
        value.ValueKind == JsonValueKind.Number && value.GetDouble() is var seconds
            && seconds >= 0 && seconds <= LongestTime.TotalSeconds && (canBeZero || seconds > 0)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static string TimeFrom(bool canBeZero) => string.Create(
        CultureInfo.InvariantCulture,
        $"a number of seconds, {(canBeZero ? "0 or more" : "more than 0")} and at most {LongestTime.TotalSeconds}");

    private static string CountFrom(int least, int most) => string.Create(
        CultureInfo.InvariantCulture, $"a whole number, {(most == int.MaxValue ? $"{least} or more" : $"{least} to {most}")}");
}

/// <summary>A control request is invalid. The message names the place, the expected value and the actual value.</summary>
internal sealed class InvalidControlRequestException(string message) : Exception(message)
{
    /// <summary>The place as a JSON pointer (RFC 6901); empty for the whole body.</summary>
    public string Pointer { get; init; } = "";
}
