using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using SeedanceGen.Rules.Schema;

namespace SeedanceGen.Testing.Schema;

/// <summary>
/// Validates a JSON body by a schema of the API description, and rejects what readers of JSON read differently or not at all: bytes that
/// are not UTF-8 (RFC 8259, section 8.1), half a surrogate pair (section 8.2), and a name that an object repeats (section 4).
/// </summary>
internal static class BodyValidator
{
    private const int MaxNames = 64;
    private const int MaxDepth = 64;

    public static List<SchemaViolation> Validate(ReadOnlyMemory<byte> body, JsonSchema schema)
    {
        var run = new SchemaRun();
        try
        {
            if (FirstForeignByte(body.Span) is { } at)
            {
                run.Report("json", "a text in UTF-8", string.Create(CultureInfo.InvariantCulture, $"something else from byte {at} on"));
                return run.Violations;
            }

            using var document = JsonDocument.Parse(body);
            if (MayHaveHalfPairs(body.Span) && ReportHalfPairs(document.RootElement, run))
                return run.Violations;
            if (!run.Fits(schema, document.RootElement))
                schema.Validate(document.RootElement, run);
            if (MayRepeatNames(body.Span))
                ReportRepeatedNames(document.RootElement, run);
        }
        catch (JsonException malformed)
        {
            run.Report("json", "one JSON value", body.IsEmpty ? "nothing" : "a text that is none: " + malformed.Message);
        }

        return run.Violations;
    }

    /// <summary>The position of the first byte that is not UTF-8, from 0; null when all are.</summary>
    private static int? FirstForeignByte(ReadOnlySpan<byte> json)
    {
        if (Utf8.IsValid(json))
            return null;

        var place = 0;
        while (Rune.DecodeFromUtf8(json[place..], out _, out var length) == OperationStatus.Done)
            place += length;
        return place;
    }

    /// <summary>Whether the search for half a pair is needed; false is certain. Unescaped, half a pair is not UTF-8.</summary>
    private static bool MayHaveHalfPairs(ReadOnlySpan<byte> json) => json.IndexOf("\\u"u8) >= 0;

    /// <summary>Reports every name and value with half a surrogate pair; true when there is one.</summary>
    private static bool ReportHalfPairs(JsonElement value, SchemaRun run)
    {
        var found = run.Found;
        switch (value.ValueKind)
        {
            case JsonValueKind.String when !IsReadable(() => value.GetString()):
                run.Report("type", "a string of whole Unicode characters", value);
                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    // A pointer cannot lead into a property whose name cannot be read.
                    if (!IsReadable(() => property.Name))
                    {
                        run.Report("json", "names of whole Unicode characters", "a name with half of one");
                        continue;
                    }

                    run.Enter(property);
                    ReportHalfPairs(property.Value, run);
                    run.Leave();
                }

                break;
            case JsonValueKind.Array:
                run.VisitItems(value, static (item, run) => ReportHalfPairs(item, run));
                break;
        }

        return run.Found > found;
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

    /// <summary>Whether the search for repeated names is needed; false is certain. Only hashes of the names are compared.</summary>
    private static bool MayRepeatNames(ReadOnlySpan<byte> json)
    {
        Span<ulong> hashes = stackalloc ulong[MaxNames];
        Span<int> starts = stackalloc int[MaxDepth];
        var (count, depth) = (0, 0);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject when depth == MaxDepth:
                    return true;
                case JsonTokenType.StartObject:
                    starts[depth++] = count;
                    break;
                case JsonTokenType.EndObject:
                    count = starts[--depth];
                    break;
                case JsonTokenType.PropertyName:
                    var hash = HashOf(reader.ValueSpan);
                    if (reader.ValueIsEscaped || count == MaxNames || hashes[starts[depth - 1]..count].Contains(hash))
                        return true;
                    hashes[count++] = hash;
                    break;
            }
        }

        return false;
    }

    private static void ReportRepeatedNames(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var property in value.EnumerateObject())
            {
                run.Enter(property);
                if (!names.Add(property.Name))
                    run.Report("json", "each name once", "the name again");
                ReportRepeatedNames(property.Value, run);
                run.Leave();
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            run.VisitItems(value, ReportRepeatedNames);
        }
    }

    /// <summary>The same for equal names, and mostly different for others: made of their length, their beginning and their end.</summary>
    private static ulong HashOf(ReadOnlySpan<byte> name)
    {
        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        if (name.Length < sizeof(ulong))
        {
            name.CopyTo(padded);
            return BinaryPrimitives.ReadUInt64LittleEndian(padded) ^ ((ulong)name.Length << 56);
        }

        var end = BinaryPrimitives.ReadUInt64LittleEndian(name[^sizeof(ulong)..]);
        return BinaryPrimitives.ReadUInt64LittleEndian(name) ^ (end * 0x9E3779B97F4A7C15) ^ (ulong)name.Length;
    }
}
