using System.Globalization;
using System.Text;

namespace SeedanceGen.Http;

/// <summary>Puts values into paths so that a value can never become a piece of the path's structure.</summary>
internal static class ApiPath
{
    /// <summary>Escapes one path segment.</summary>
    /// <exception cref="ArgumentException">The value is empty, or a dot segment that a URI would resolve away.</exception>
    public static string Segment(string value, string parameterName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, parameterName);
        if (value is "." or "..")
            throw new ArgumentException($"'{value}' cannot be part of a path; pass the id exactly as the API returned it.", parameterName);

        return Uri.EscapeDataString(value);
    }

    /// <summary>Appends the query parameters that have a value.</summary>
    public static string WithQuery(string path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var builder = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in parameters)
        {
            if (value is null)
                continue;

            builder.Append(separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return builder.ToString();
    }

    public static string? QueryValue(bool? value) => value switch { true => "true", false => "false", null => null };

    public static string? QueryValue(string? value) => value;

    public static string? QueryValue<T>(T value)
        where T : IFormattable => value.ToString(format: null, CultureInfo.InvariantCulture);
}
