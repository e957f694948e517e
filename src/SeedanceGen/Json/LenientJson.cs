using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Json;

/// <summary>
/// Reads a response in which some fields do not have the described shape. Such a field stays as it came, in the additional properties of
/// its record. A field that the record cannot be without is read from what is there, when that can only mean one thing.
/// </summary>
/// <remarks>It reads the text several times, so it is for a text that could not be read as described.</remarks>
/// <param name="type">The described type.</param>
/// <param name="fillers">
/// The values to try, as JSON, in place of a field that is missing. A response that names a job and does not say that it failed counts as a
/// success, and an acceptance is not lost for a missing field.
/// </param>
internal sealed class LenientJson<T>(JsonTypeInfo<T> type, IReadOnlyList<string> fillers)
{
    /// <summary>No type of the API has nearly as many fields.</summary>
    private const int MostFaults = 100;

    private readonly HashSet<string> _odd = new(StringComparer.Ordinal);

    /// <summary>The fields that do not have the described shape, by their names in the API description.</summary>
    public IReadOnlyCollection<string> OddNames => _odd;

    /// <summary>Reads a text that is valid JSON; default when it is not nearly of the type.</summary>
    public T? Read(byte[] json)
    {
        for (var fault = 0; fault < MostFaults; fault++)
        {
            if (TryRead(json, out var value) is not { } error)
                return value;
            if (error.Path is not { } path || !path.StartsWith("$.", StringComparison.Ordinal))
                return default;

            _odd.Add(path[2..]);
            if (Mend(json, path[2..]) is not { } mended)
                return default;

            json = mended;
        }

        return default;
    }

    /// <returns>Why the text could not be read; null when it was read.</returns>
    private JsonException? TryRead(byte[] json, out T? value)
    {
        value = default;
        try
        {
            value = JsonSerializer.Deserialize(json, type);
            return null;
        }
        catch (JsonException exception)
        {
            return exception;
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            return new JsonException(exception.Message, exception);
        }
    }

    /// <summary>Whether a text has no fault at a path. It may have others.</summary>
    private bool IsReadable(byte[] json, string path) => TryRead(json, out _) is not { } error || error.Path != "$." + path;

    /// <summary>Removes one fault from a text; null when that cannot be done.</summary>
    private byte[]? Mend(byte[] json, string path)
    {
        var place = JsonPlaces.Find(json, path);
        var name = path[(path.LastIndexOf('.') + 1)..];
        if (!place.IsThere)
            return Fill(json, path, name, place);

        if (place.IsWhole && TakeOther(json, path, name, place) is { } taken)
            return taken;

        // When the name occurs twice, the other occurrence is the field.
        var unread = Mark(json, place, OddFields.UnreadMark);
        return JsonPlaces.Find(unread, path).IsThere ? Mark(json, place, OddFields.ReadMark) : unread;
    }

    /// <summary>Puts an item of a list where one output or link is expected, or a list of one output where a list is expected.</summary>
    private byte[]? TakeOther(byte[] json, string path, string name, JsonPlace place)
    {
        var value = place.ValueIn(json);
        List<byte[]> others = value[0] switch
        {
            (byte)'[' => [.. JsonPlaces.Items(value).Take(MostFaults).Where(IsObjectOrLink).OrderByDescending(HasLink)],
            (byte)'{' => [[(byte)'[', .. value, (byte)']']],
            _ => [],
        };
        var marked = Mark(json, place, OddFields.ReadMark);
        return others.Select(other => JsonPlaces.InsertField(marked, place.ObjectStart, name, other))
            .FirstOrDefault(changed => IsReadable(changed, path));
    }

    /// <summary>Adds a field that the record cannot be without: what is there in another form, or a filler.</summary>
    private byte[]? Fill(byte[] json, string path, string name, JsonPlace parent)
    {
        var values = new List<byte[]>();
        var unread = JsonPlaces.Find(json, path[..^name.Length] + OddFields.UnreadMark + name);
        if (unread.IsThere)
        {
            values.AddRange(OtherForms(unread.ValueIn(json)));
            json = [.. json];
            Encoding.ASCII.GetBytes(OddFields.ReadMark, json.AsSpan(unread.NameStart + 1));
        }

        values.AddRange(fillers.Select(Encoding.UTF8.GetBytes));
        return values.Select(value => JsonPlaces.InsertField(json, parent.ObjectStart, name, value))
            .FirstOrDefault(changed => IsReadable(changed, path));
    }

    /// <summary>A number or a flag as a text, a text as the number or the flag that it spells, and the items of a list.</summary>
    private static List<byte[]> OtherForms(ReadOnlySpan<byte> value)
    {
        var reader = new Utf8JsonReader(value);
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
            case JsonTokenType.True:
            case JsonTokenType.False:
                return [[(byte)'"', .. value, (byte)'"'], .. value is [(byte)'0'] ? ["false"u8.ToArray()] : Array.Empty<byte[]>()];
            case JsonTokenType.String:
                var text = reader.GetString()!.Trim();
                var number = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                    ? whole.ToString(CultureInfo.InvariantCulture)
                    : null;
                var isFalse = whole == 0 && (number is not null || text.Equals("false", StringComparison.OrdinalIgnoreCase));
                return
                [
                    .. isFalse ? ["false"u8.ToArray()] : Array.Empty<byte[]>(),
                    .. number is null ? Array.Empty<byte[]>() : [Encoding.ASCII.GetBytes(number)],
                ];
            case JsonTokenType.StartArray:
                return JsonPlaces.Items(value);
            default:
                return [];
        }
    }

    private static bool IsObjectOrLink(byte[] item) => item[0] == '{' || HasLink(item);

    private static bool HasLink(byte[] item) => item.AsSpan().IndexOf("\"http"u8) >= 0;

    private static byte[] Mark(byte[] json, JsonPlace place, string mark) =>
        JsonPlaces.Insert(json, place.NameStart + 1, Encoding.ASCII.GetBytes(mark));
}
