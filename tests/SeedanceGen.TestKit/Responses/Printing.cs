using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeedanceGen.TestKit.Responses;

/// <summary>Prints a result in every way that a program prints it. What cannot be printed throws.</summary>
/// <param name="library">The library whose values are printed with their public properties.</param>
/// <param name="severalLines">Its errors whose messages have several lines; no other message has control characters.</param>
public sealed class Printing(Assembly library, params Type[] severalLines)
{
    private const int LongestMessage = 4096;

    /// <summary>What a user has passed, and what a stack trace says again.</summary>
    private static readonly string[] NotPrinted = ["Request", nameof(Exception.StackTrace), nameof(Exception.TargetSite)];

    /// <summary>Prints an error with all its properties, and its causes. The stack trace is in the text of the error.</summary>
    public string Everything(Exception error)
    {
        var text = new StringBuilder(error.ToString());
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            if (Encoding.UTF8.GetByteCount(cause.Message) > LongestMessage)
                throw new InvalidDataException($"A message of {cause.Message.Length} characters: {cause.GetType()}");
            if (cause.Message.Any(char.IsControl) && !severalLines.Contains(cause.GetType()))
                throw new InvalidDataException($"Control characters in a message: {cause.Message}");
            Properties(cause, text);
        }

        return text.ToString();
    }

    /// <summary>Prints a value: as text, as JSON when the API description has its type, and each public property.</summary>
    public string Everything(object? value, JsonSerializerContext types)
    {
        var text = new StringBuilder();
        Print(value, types, text, depth: 0);
        return text.ToString();
    }

    private void Print(object? value, JsonSerializerContext types, StringBuilder text, int depth)
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
        else if (value.GetType().Assembly == library)
        {
            foreach (var property in PropertiesOf(value))
                Print(property.GetValue(value), types, text, depth + 1);
        }
    }

    private void Properties(Exception exception, StringBuilder text)
    {
        foreach (var property in PropertiesOf(exception))
        {
            var value = property.GetValue(exception);
            text.Append(value).Append('\n');
            if (value is not null && value.GetType().Assembly == library)
            {
                foreach (var part in PropertiesOf(value))
                    text.Append(part.GetValue(value)).Append('\n');
            }
        }
    }

    private static IEnumerable<PropertyInfo> PropertiesOf(object value) =>
        value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.GetIndexParameters().Length == 0 && !NotPrinted.Contains(property.Name));
}
