using System.Globalization;
using System.Text;

namespace SeedanceGen;

/// <summary>One operation of the API description. The generated client sends it.</summary>
internal sealed class ApiOperation(string id, HttpMethod method, string pathTemplate, bool chargesCredits)
{
    /// <summary>The operation's id in the API description.</summary>
    public string Id { get; } = id;

    public HttpMethod Method { get; } = method;

    /// <summary>The path with its parameters in braces, from the root of the server.</summary>
    public string PathTemplate { get; } = pathTemplate;

    /// <summary>
    /// Whether the service charges credits for it. Such a call is repeated only when the service certainly did not accept it.
    /// </summary>
    public bool ChargesCredits { get; } = chargesCredits;

    public override string ToString() => $"{Method} {PathTemplate}";
}

/// <summary>Puts values into paths. A value never changes the path's structure.</summary>
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
