using System.Globalization;
using System.Numerics;
using SeedanceGen.Json;

namespace SeedanceGen;

/// <summary>Puts values into paths. A value never changes the path's structure.</summary>
internal static class ApiPath
{
    /// <summary>Servers and proxies take a request line of 8,000 bytes at least; it has room for more than an id.</summary>
    private const int LongestSegment = 4_000;

    /// <summary>The most characters that one character becomes when it is escaped.</summary>
    private const int LongestEscape = 9;

    /// <summary>Why an id that the service gave cannot be part of a path; null when it can.</summary>
    public static string? FaultOf(string? id) => id switch
    {
        null => "it is not a text",
        "." or ".." => "it is a dot segment, which no address can hold",
        _ when string.IsNullOrWhiteSpace(id) => "it is empty",
        _ when id.Length > LongestSegment || (id.Length > LongestSegment / LongestEscape && IsTooLong(Uri.EscapeDataString(id))) =>
            $"it is {id.Length} characters long",
        _ => FaultOfCharacters(id),
    };

    /// <summary>Escapes one path segment.</summary>
    /// <exception cref="ArgumentException">The value is empty, or a dot segment that a URI would resolve away.</exception>
    public static string Segment(string? value, string parameterName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, parameterName);
        if (value is "." or "..")
            throw new ArgumentException($"'{value}' cannot be part of a path; pass the id exactly as the API returned it.", parameterName);

        var segment = Uri.EscapeDataString(value);
        return IsTooLong(segment)
            ? throw new ArgumentException(
                $"A text of {value.Length} characters cannot be part of a path; pass the id exactly as the API returned it.", parameterName)
            : segment;
    }

    /// <summary>Escapes the values of a list, which share one segment.</summary>
    public static string Segment<T>(IEnumerable<T> values, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(values, parameterName);
        var segments = string.Join(',', values.Select(value => Segment(ApiText.Of(value), parameterName)));
        return segments.Length > 0 ? segments : throw new ArgumentException("A path cannot have an empty list.", parameterName);
    }

    private static bool IsTooLong(string segment) => segment.Length > LongestSegment;

    private static string? FaultOfCharacters(string id)
    {
        foreach (var character in id)
        {
            if (char.IsControl(character))
                return "it has a control character";
            if (character == '\uFFFD')
                return "it has a character that is no Unicode";
        }

        return null;
    }
}

/// <summary>Values as texts of a path, a query, a header or a form: the same in every culture.</summary>
internal static class ApiText
{
    public static string? Of(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        Uri address => address.OriginalString,
        byte[] bytes => Convert.ToBase64String(bytes),
        IFormattable formattable => formattable.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>A header as a value; null when the response does not have it or it cannot be read.</summary>
    public static T? Read<T>(string? text)
        where T : struct, IParsable<T> =>
        text is not null && T.TryParse(text.Trim(), CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A header as a number. A comma separates values and no digits.</summary>
    public static T? ReadNumber<T>(string? text)
        where T : struct, INumberBase<T> =>
        text is not null && T.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A header as a moment, in the form of JSON or of HTTP; without an offset it is in UTC.</summary>
    public static DateTimeOffset? ReadMoment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    /// <summary>A header as an address.</summary>
    public static Uri? ReadAddress(string? text) =>
        Uri.TryCreate(text?.Trim(), UriKind.RelativeOrAbsolute, out var address) ? address : null;

    /// <summary>A header as a value of an open enumeration; any text that is not empty is one.</summary>
    public static T? ReadChoice<T>(string? text)
        where T : struct, IOpenEnumeration<T> => string.IsNullOrWhiteSpace(text) ? null : default(T).Create(text.Trim());

    /// <summary>A header as a list; null when one of its values cannot be read.</summary>
    public static IReadOnlyList<T>? ReadList<T>(string? text, Func<string, T?> read)
        where T : struct
    {
        var values = ReadTexts(text)?.Select(read).ToList();
        return values is null || values.Contains(null) ? null : [.. values.OfType<T>()];
    }

    /// <summary>A header as a list of texts; its values stand between commas.</summary>
    public static IReadOnlyList<string>? ReadTexts(string? text) =>
        text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
