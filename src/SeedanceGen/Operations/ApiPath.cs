using System.Globalization;

namespace SeedanceGen;

/// <summary>Puts values into paths. A value never changes the path's structure.</summary>
internal static class ApiPath
{
    /// <summary>Escapes one path segment.</summary>
    /// <exception cref="ArgumentException">The value is empty, or a dot segment that a URI would resolve away.</exception>
    public static string Segment(string? value, string parameterName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, parameterName);
        if (value is "." or "..")
            throw new ArgumentException($"'{value}' cannot be part of a path; pass the id exactly as the API returned it.", parameterName);

        return Uri.EscapeDataString(value);
    }

    /// <summary>Escapes the values of a list, which share one segment.</summary>
    public static string Segment<T>(IEnumerable<T> values, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(values, parameterName);
        var segments = string.Join(',', values.Select(value => Segment(ApiText.Of(value), parameterName)));
        return segments.Length > 0 ? segments : throw new ArgumentException("A path cannot have an empty list.", parameterName);
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

    /// <summary>The text of a header; null when the response does not have it.</summary>
    public static string? Read(string? text) => text;

    /// <summary>A header as a value; null when the response does not have it or it cannot be read.</summary>
    public static T? Read<T>(string? text)
        where T : struct, IParsable<T> =>
        text is not null && T.TryParse(text.Trim(), CultureInfo.InvariantCulture, out var value) ? value : null;
}
