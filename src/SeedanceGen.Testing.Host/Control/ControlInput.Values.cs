using System.Globalization;
using System.Text.Json;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Host.Control;

/// <content>Fields that hold one value. A field that is missing, or null, is null where it may be left out.</content>
internal sealed partial class ControlInput
{
    /// <summary>As much as a clock can take many times over.</summary>
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(3650);

    public string? Text(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Refusal(name, "a text");

    public string RequiredText(string name) =>
        Text(name) is { Length: > 0 } text ? text : throw Refusal(name, "a text that is not empty");

    public bool? Flag(string name) => Find(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Refusal(name, "true or false");

    public int? Count(string name, int least, int most = int.MaxValue) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= least && count <= most ? count
        : throw Refusal(name, CountFrom(least, most));

    public int RequiredCount(string name, int least, int most = int.MaxValue) => Count(name, least, most) ?? throw Refusal(name, CountFrom(least, most));

    public double? Part(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.GetDouble() is >= 0 and <= 1 ? value.GetDouble()
        : throw Refusal(name, "a number from 0 to 1");

    public TimeSpan? Seconds(string name, bool canBeZero = true) =>
        Find(name) is { } value ? ToTime(value, canBeZero) ?? throw Refusal(name, TimeFrom(canBeZero)) : null;

    public TimeSpan RequiredSeconds(string name, bool canBeZero = true) => Seconds(name, canBeZero) ?? throw Refusal(name, TimeFrom(canBeZero));

    public IReadOnlyList<TimeSpan>? ListOfSeconds(string name) =>
        List(name)?.Select(item => ToTime(item, canBeZero: true) ?? throw Refusal(name, "a list of seconds, each a number from 0", ActualValue.Of(item))).ToList();

    public IReadOnlyList<string>? Texts(string name) =>
        List(name)?.Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Refusal(name, "a list of texts", ActualValue.Of(item))).ToList();

    /// <summary>A field that has one of some names, in any case; null when it is not there.</summary>
    public T? OneOf<T>(string name, IReadOnlyDictionary<string, T> choices)
        where T : notnull => Find(name) is not { } value ? default : Choose(name, value, choices);

    public T RequiredOneOf<T>(string name, IReadOnlyDictionary<string, T> choices)
        where T : notnull => Find(name) is { } value ? Choose(name, value, choices) : throw Refusal(name, OneOf(choices.Keys));

    public IReadOnlyList<T>? ListOf<T>(string name, IReadOnlyDictionary<string, T> choices)
        where T : notnull => List(name)?.Select(item => Choose(name, item, choices)).ToList();

    private static string OneOf(IEnumerable<string> names) => "one of " + string.Join(", ", names.Select(name => $"\"{name}\""));

    private T Choose<T>(string name, JsonElement value, IReadOnlyDictionary<string, T> choices)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        var chosen = choices.FirstOrDefault(choice => choice.Key.Equals(text, StringComparison.OrdinalIgnoreCase));
        return chosen.Key is not null ? chosen.Value : throw Refusal(name, OneOf(choices.Keys), ActualValue.Of(value));
    }

    private static TimeSpan? ToTime(JsonElement value, bool canBeZero) =>
        value.ValueKind == JsonValueKind.Number && value.GetDouble() is var seconds && seconds >= 0 && seconds <= LongestTime.TotalSeconds && (canBeZero || seconds > 0)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static string TimeFrom(bool canBeZero) => string.Create(
        CultureInfo.InvariantCulture, $"a number of seconds, {(canBeZero ? "0 or more" : "more than 0")} and at most {LongestTime.TotalSeconds}");

    private static string CountFrom(int least, int most) => string.Create(
        CultureInfo.InvariantCulture, $"a whole number, {(most == int.MaxValue ? $"{least} or more" : $"{least} to {most}")}");
}
