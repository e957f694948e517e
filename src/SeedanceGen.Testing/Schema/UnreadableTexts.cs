using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace SeedanceGen.Testing.Schema;

/// <summary>
/// What JSON's grammar allows and no reader can make a text of: half a character that is escaped (RFC 8259, section 8.2), and bytes that
/// are no UTF-8 (section 8.1). Everything else reads names and values as texts, so these are looked for before.
/// </summary>
internal static class UnreadableTexts
{
    /// <summary>The place of the first byte that is no UTF-8, from 0; null when all are.</summary>
    public static int? FirstForeignByte(ReadOnlySpan<byte> json)
    {
        if (Utf8.IsValid(json))
            return null;

        var place = 0;
        while (Rune.DecodeFromUtf8(json[place..], out _, out var length) == System.Buffers.OperationStatus.Done)
            place += length;
        return place;
    }

    /// <summary>Whether it is worth looking for halves: false is certain. Unescaped, they are no UTF-8.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> json) => json.IndexOf("\\u"u8) >= 0;

    /// <summary>Reports every name and value with half a character; true when there is one.</summary>
    public static bool Report(JsonElement value, SchemaRun run)
    {
        var found = run.Found;
        switch (value.ValueKind)
        {
            case JsonValueKind.String when !IsReadable(() => value.GetString()):
                run.Report("type", "a string of whole Unicode characters", value);
                break;
            case JsonValueKind.Object:
                ReportProperties(value, run);
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                {
                    run.Enter(index++);
                    Report(item, run);
                    run.Leave();
                }

                break;
        }

        return run.Found > found;
    }

    private static void ReportProperties(JsonElement value, SchemaRun run)
    {
        foreach (var property in value.EnumerateObject())
        {
            if (!IsReadable(() => property.Name))
            {
                // A pointer cannot lead into a property without a name.
                run.Report("json", "names of whole Unicode characters", "a name with half of one");
                continue;
            }

            run.Enter(property);
            Report(property.Value, run);
            run.Leave();
        }
    }

    private static bool IsReadable(Func<string?> read)
    {
        try
        {
            return read() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
