using System.Buffers.Binary;
using System.Text.Json;

namespace SeedanceGen.Testing.Schema;

/// <summary>
/// Names that stand twice in one object: every reader reads them differently (RFC 8259, section 4), so no contract holds for them.
/// </summary>
internal static class RepeatedNames
{
    private const int MostNames = 64;
    private const int MostLevels = 64;

    /// <summary>Whether it is worth looking: false is certain. It compares marks of the names, and keeps no name.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> json)
    {
        Span<ulong> marks = stackalloc ulong[MostNames];
        Span<int> starts = stackalloc int[MostLevels];
        var (count, level) = (0, 0);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject when level == MostLevels:
                    return true;
                case JsonTokenType.StartObject:
                    starts[level++] = count;
                    break;
                case JsonTokenType.EndObject:
                    count = starts[--level];
                    break;
                case JsonTokenType.PropertyName:
                    var mark = MarkOf(reader.ValueSpan);
                    if (reader.ValueIsEscaped || count == MostNames || marks[starts[level - 1]..count].Contains(mark))
                        return true;
                    marks[count++] = mark;
                    break;
            }
        }

        return false;
    }

    public static void Report(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var property in value.EnumerateObject())
            {
                run.Enter(property);
                if (!names.Add(property.Name))
                    run.Report("json", "each name once", "the name again");
                Report(property.Value, run);
                run.Leave();
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                run.Enter(index++);
                Report(item, run);
                run.Leave();
            }
        }
    }

    /// <summary>The same for equal names, and mostly different for others: their length, their beginning and their end.</summary>
    private static ulong MarkOf(ReadOnlySpan<byte> name)
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
