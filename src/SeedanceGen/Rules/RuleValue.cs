using System.Text.Json;

namespace SeedanceGen.Rules;

/// <summary>A value under judgement, without boxing it.</summary>
internal readonly struct RuleValue
{
    /// <summary>Up to here a double holds every whole number.</summary>
    private const double LargestExact = 9007199254740992;

    private readonly long _integer;
    private readonly object? _reference;
    private readonly JsonElement _json;

    private RuleValue(RuleValueKind kind, double number = 0, long integer = 0, object? reference = null, JsonElement json = default)
    {
        Kind = kind;
        Number = number;
        _integer = integer;
        _reference = reference;
        _json = json;
    }

    public RuleValueKind Kind { get; }

    /// <summary>The number; a whole number beyond what a double holds exactly is somewhere beyond every limit as well.</summary>
    public double Number { get; }

    /// <summary>The text, also that of a link or of a truth value, exactly as it is sent.</summary>
    public string Text => Kind switch
    {
        RuleValueKind.Flag => _integer != 0 ? "true" : "false",
        RuleValueKind.Link => ((Uri)_reference!).OriginalString,
        _ => (string)_reference!,
    };

    /// <summary>Whether a link is absolute.</summary>
    public bool IsAbsolute => ((Uri)_reference!).IsAbsoluteUri;

    /// <summary>Whether a JSON value is an object.</summary>
    public bool IsJsonObject => _json.ValueKind == JsonValueKind.Object;

    public static implicit operator RuleValue(string? value) => value is null ? default : new(RuleValueKind.Text, reference: value);

    public static implicit operator RuleValue(Uri? value) => value is null ? default : new(RuleValueKind.Link, reference: value);

    public static implicit operator RuleValue(bool? value) => value is { } flag ? new(RuleValueKind.Flag, integer: flag ? 1 : 0) : default;

    public static implicit operator RuleValue(long? value) =>
        value is { } number ? new(RuleValueKind.Integer, number, number) : default;

    public static implicit operator RuleValue(double? value) => value is { } number ? new(RuleValueKind.Number, number) : default;

    public static implicit operator RuleValue(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? default : new(RuleValueKind.Json, json: value);

    /// <summary>A value that has no rule but its presence.</summary>
    public static RuleValue Present(bool isPresent) => isPresent ? new(RuleValueKind.Opaque) : default;

    /// <summary>Whether the value is a whole multiple, in decimal arithmetic as long as decimals reach: 0.3 is a multiple of 0.1.</summary>
    public bool IsMultipleOf(double divisor)
    {
        const double DecimalLimit = 7.9e27;
        if (Kind == RuleValueKind.Integer)
            return _integer % (decimal)divisor == 0;
        return Math.Abs(Number) < DecimalLimit ? (decimal)Number % (decimal)divisor == 0 : Math.IEEERemainder(Number, divisor) == 0;
    }

    /// <summary>Compares with a limit; exact for every whole number, since limits are exact in a double.</summary>
    public int CompareTo(double limit)
    {
        if (Kind != RuleValueKind.Integer || Math.Abs(Number) < LargestExact)
            return Number.CompareTo(limit);
        return Number > limit || (Number == limit && _integer > (decimal)limit) ? 1 : Number == limit && _integer == (decimal)limit ? 0 : -1;
    }

    /// <summary>The value for a violation; a whole number is an <see cref="int"/> when it fits.</summary>
    public object? ToObject() => Kind switch
    {
        RuleValueKind.Integer => _integer is >= int.MinValue and <= int.MaxValue ? (object)(int)_integer : _integer,
        RuleValueKind.Number => Number,
        RuleValueKind.Flag => _integer != 0,
        RuleValueKind.Json => _json,
        _ => _reference,
    };

    /// <summary>Whether two values are the same on the wire.</summary>
    public bool IsSame(in RuleValue other) => Kind == other.Kind && Kind switch
    {
        RuleValueKind.Integer or RuleValueKind.Flag => _integer == other._integer,
        RuleValueKind.Number => Number.Equals(other.Number),
        RuleValueKind.Text or RuleValueKind.Link => string.Equals(Text, other.Text, StringComparison.Ordinal),
        RuleValueKind.Json => string.Equals(_json.GetRawText(), other._json.GetRawText(), StringComparison.Ordinal),
        _ => false,
    };

}
