using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeedanceGen.Tests.Outside;

/// <summary>Prints a result in every way that a program prints it. What cannot be printed throws.</summary>
internal static class Printing
{
    private const int LongestMessage = 4096;

    /// <summary>Prints an error with all its properties, and its causes. The stack trace is in the text of the error.</summary>
    public static string Everything(Exception error)
    {
        var text = new StringBuilder(error.ToString());
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            if (Encoding.UTF8.GetByteCount(cause.Message) > LongestMessage)
                throw new InvalidDataException($"A message of {cause.Message.Length} characters: {cause.GetType()}");
            if (cause.Message.Any(char.IsControl) && cause is not (SeedanceConfigurationException or SeedanceValidationException))
                throw new InvalidDataException($"Control characters in a message: {cause.Message}");
            Properties(cause, text);
        }

        return text.ToString();
    }

    /// <summary>Prints a value: as text, as JSON when the API description has its type, and each public property.</summary>
    public static string Everything(object? value, JsonSerializerContext types)
    {
        var text = new StringBuilder();
        Print(value, types, text, depth: 0);
        return text.ToString();
    }

    private static void Print(object? value, JsonSerializerContext types, StringBuilder text, int depth)
    {
        text.Append(value).Append('\n');
        if (value is null or string or Uri or Stream or JsonElement { ValueKind: JsonValueKind.Undefined } || depth > 4)
            return;

        if (types.GetTypeInfo(value.GetType()) is { } type)
            text.Append(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(JsonSerializer.SerializeToUtf8Bytes(value, type)));
        if (value is JsonElement)
            return;

        if (value is IEnumerable items)
        {
            foreach (var item in items)
                Print(item, types, text, depth + 1);
        }
        else if (value.GetType().Assembly == typeof(SeedanceClient).Assembly)
        {
            foreach (var property in PropertiesOf(value))
                Print(property.GetValue(value), types, text, depth + 1);
        }
    }

    private static void Properties(Exception exception, StringBuilder text)
    {
        foreach (var property in PropertiesOf(exception))
        {
            var value = property.GetValue(exception);
            text.Append(value).Append('\n');
            if (value is ApiErrorResponse response)
            {
                foreach (var part in PropertiesOf(response))
                    text.Append(part.GetValue(response)).Append('\n');
            }
        }
    }

    private static IEnumerable<PropertyInfo> PropertiesOf(object value) =>
        value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.GetIndexParameters().Length == 0
                && property.Name is not (nameof(GenerationJob.Request) or nameof(Exception.StackTrace) or nameof(Exception.TargetSite)));
}
