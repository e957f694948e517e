using System.Globalization;

namespace SeedanceGen.Rules;

/// <summary>What sort of value is checked.</summary>
internal enum RuleValueKind
{
    /// <summary>There is no value.</summary>
    Missing,

    /// <summary>A text, or a value of an open enumeration.</summary>
    Text,

    /// <summary>A link that is held as a <see cref="Uri"/>.</summary>
    Link,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A truth value.</summary>
    Flag,

    /// <summary>A JSON object.</summary>
    Object,

    /// <summary>A JSON value that is no object.</summary>
    Json,

    /// <summary>A value of which only the presence is checked.</summary>
    Opaque,
}

/// <summary>One value that is checked, without boxing it.</summary>
internal readonly struct RuleValue
{
    /// <summary>Up to here a double holds every whole number.</summary>
    private const double LargestExact = 9007199254740992;

    /// <summary>From this number on, 2 to the power of 63, a whole number does not fit a <see cref="long"/>.</summary>
    private const double FirstBeyondLong = 9223372036854775808;

    /// <summary>Beyond this, <see cref="decimal"/> overflows.</summary>
    private const double LargestDecimal = 7.9e27;

    private readonly long _integer;
    private readonly object? _reference;

    private RuleValue(RuleValueKind kind, double number = 0, long integer = 0, object? reference = null)
    {
        Kind = kind;
        Number = number;
        _integer = integer;
        _reference = reference;
    }

    public RuleValueKind Kind { get; }

    /// <summary>
    /// The number; a whole number beyond what a double holds exactly is also beyond every limit, since limits are smaller.
    /// </summary>
    public double Number { get; }

    public bool IsNumber => Kind is RuleValueKind.Integer or RuleValueKind.Number;

    /// <summary>The text, also that of a link, a truth value or a JSON value, exactly as it is sent.</summary>
    public string Text => Kind switch
    {
        RuleValueKind.Flag => _integer != 0 ? "true" : "false",
        RuleValueKind.Link => ((Uri)_reference!).OriginalString,
        _ => (string)_reference!,
    };

    /// <summary>
    /// Whether the text or link is an absolute URI. A path from the root is none, although Unix takes it for the URI of a file.
    /// </summary>
    public bool IsAbsoluteUri
    {
        get
        {
            var text = Text;
            if (text.Length == 0 || text[0] == '/')
                return false;
            return Kind == RuleValueKind.Link
                ? ((Uri)_reference!).IsAbsoluteUri
                : Uri.TryCreate(text, global::System.UriKind.RelativeOrAbsolute, out var link) && link.IsAbsoluteUri;
        }
    }

    public static RuleValue Of(string? value) => value is null ? default : new(RuleValueKind.Text, reference: value);

    public static RuleValue Of(Uri? value) => value is null ? default : new(RuleValueKind.Link, reference: value);

    public static RuleValue Of(bool? value) => value is { } flag ? new(RuleValueKind.Flag, integer: flag ? 1 : 0) : default;

    public static RuleValue Of(long? value) => value is { } number ? new(RuleValueKind.Integer, number, number) : default;

    /// <summary>The number that is sent: 0.3, and not 0.30000001192, which is its double.</summary>
    public static RuleValue Of(float? value) => value is { } number
        ? Of((double?)double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))
        : default;

    public static RuleValue Of(double? value) => value is { } number ? new(RuleValueKind.Number, number) : default;

    /// <summary>A JSON value of any kind; its text is needed only where values are compared.</summary>
    public static RuleValue OfJson(bool isObject, string text = "") =>
        new(isObject ? RuleValueKind.Object : RuleValueKind.Json, reference: text);

    /// <summary>A value that has no rule but its presence.</summary>
    public static RuleValue Present(bool isPresent) => isPresent ? new(RuleValueKind.Opaque) : default;

    /// <summary>The same text for the same value, however it is written: 1 and 1.0 are the same, and so are 0 and -0.</summary>
    public string Key => Kind switch
    {
        RuleValueKind.Integer => _integer.ToString(CultureInfo.InvariantCulture),
        RuleValueKind.Number when IsLong(Number) => ((long)Number).ToString(CultureInfo.InvariantCulture),
        RuleValueKind.Number => Number.ToString("R", CultureInfo.InvariantCulture),
        _ => Text,
    };

    /// <summary>Whether the number is a whole multiple, in decimal arithmetic as far as decimals reach: 0.3 is a multiple of 0.1.</summary>
    public bool IsMultipleOf(double divisor)
    {
        if (divisor <= 0 || double.IsNaN(Number) || double.IsInfinity(Number))
            return false;
        if (Math.Abs(Number) >= LargestDecimal || divisor >= LargestDecimal || (decimal)divisor == 0)
            return Math.IEEERemainder(Number, divisor) == 0;
        return (Kind == RuleValueKind.Integer ? _integer : Exact(Number)) % Exact(divisor) == 0;
    }

    /// <summary>Compares with a limit; exact for every whole number, since limits are exact in a double.</summary>
    public int CompareTo(double limit)
    {
        if (Kind != RuleValueKind.Integer || Math.Abs(Number) < LargestExact || double.IsInfinity(limit) || Number != limit)
            return Number.CompareTo(limit);
        return limit < FirstBeyondLong ? _integer.CompareTo((long)limit) : -1;
    }

    /// <summary>The value for a message; a whole number is an <see cref="int"/> when it fits.</summary>
    public object? ToObject() => Kind switch
    {
        RuleValueKind.Integer => _integer is >= int.MinValue and <= int.MaxValue ? (object)(int)_integer : _integer,
        RuleValueKind.Number => Number,
        RuleValueKind.Flag => _integer != 0,
        _ => _reference,
    };

    /// <summary>Whether two values are the same when they are sent.</summary>
    public bool IsSame(in RuleValue other) => Kind == other.Kind && Kind switch
    {
        RuleValueKind.Integer or RuleValueKind.Flag => _integer == other._integer,
        RuleValueKind.Number => Number.Equals(other.Number),
        RuleValueKind.Missing or RuleValueKind.Opaque => false,
        _ => string.Equals(Text, other.Text, StringComparison.Ordinal),
    };

    /// <summary>The number as a decimal. The conversion alone rounds to 15 digits, also a whole number that has more.</summary>
    private static decimal Exact(double number) => IsLong(number) ? (long)number : (decimal)number;

    private static bool IsLong(double number) => Math.Floor(number) == number && number is >= -FirstBeyondLong and < FirstBeyondLong;
}
