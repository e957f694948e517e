using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Batch;

/// <summary>
/// The bytes of a journal as records. The first line is the head; each record has its number, and a checksum over itself and the record
/// before it. So a changed, missing, repeated or moved record shows, and the head shows that the last ones are missing.
/// </summary>
/// <remarks>
/// A process can be killed while it writes, so the end may be an incomplete record. It is ignored: what it reports had not happened yet.
/// The next run marks it, on its line, as torn. Everything else is damage, and a batch with a damaged journal submits no line.
/// </remarks>
internal sealed class JournalContent
{
    private const byte NewLine = (byte)'\n';
    private const string BeforeSum = ",\"sum\":\"";
    private const string AfterSum = "\"}";

    /// <summary>The characters of a checksum: 64 bits of SHA-256.</summary>
    private const int SumLength = 16;

    /// <summary>The bytes that a checksum adds to a record.</summary>
    private static readonly int SealLength = BeforeSum.Length + SumLength + AfterSum.Length - 1;

    /// <summary>No record has a control character; a power failure can leave such bytes.</summary>
    private static readonly SearchValues<byte> Controls = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(value => (byte)value)]);

    private readonly List<JournalRecord> _records = [];
    private readonly List<string> _sums = [];

    private JournalContent()
    {
    }

    /// <summary>The checksum that goes into that of the first record.</summary>
    public static string FirstSum { get; } = new('0', SumLength);

    /// <summary>The checksum of the last record; it goes into that of the next one.</summary>
    public string Sum => _sums.Count > 0 ? _sums[^1] : FirstSum;

    /// <summary>The number of records, with the marks of torn ones.</summary>
    public int Count => _sums.Count;

    /// <summary>The records, without the marks of torn ones.</summary>
    public IReadOnlyList<JournalRecord> Records => _records;

    /// <summary>Whether the journal is one of version 1: without numbers, checksums and head.</summary>
    public bool IsOld { get; private init; }

    /// <summary>Whether the last record is complete and lacks only the end of its line.</summary>
    public bool LacksNewLine { get; private set; }

    /// <summary>The number of bytes at the end that are an incomplete record.</summary>
    public int TornBytes { get; private set; }

    /// <summary>
    /// The line of a submission whose record was on the disk, and of which only the beginning is left; 0 when there is none.
    /// </summary>
    public int LostSubmission { get; private set; }

    /// <summary>Reads the bytes of a journal.</summary>
    /// <exception cref="JournalDamagedException">The journal is damaged.</exception>
    public static JournalContent Parse(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf(NewLine);
        if (end >= 0 && JournalHead.Read(bytes[..end]) is { } head)
            return Parse(bytes[(end + 1)..], head);
        return ParseOld(bytes);
    }

    /// <summary>The bytes of a record that follows a checksum, and its own checksum.</summary>
    public static (byte[] Line, string Sum) Seal(JournalRecord record, string previous, ReadOnlySpan<byte> torn = default)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(record, BatchJson.Strict.JournalRecord).AsSpan(..^1);
        var sum = SumOf(previous, [.. torn, .. content]);
        return ([.. content, .. Encoding.ASCII.GetBytes(BeforeSum + sum + AfterSum), NewLine], sum);
    }

    private static JournalContent Parse(ReadOnlySpan<byte> bytes, JournalHead head)
    {
        var content = new JournalContent();
        while (bytes.IndexOf(NewLine) is >= 0 and var end)
        {
            if (content.TryAdd(bytes[..end]) is { } damage)
                throw new JournalDamagedException(damage);
            bytes = bytes[(end + 1)..];
        }

        if (!bytes.IsEmpty)
            content.ReadEnd(bytes);
        content.Compare(head, bytes);
        return content;
    }

    /// <summary>
    /// The head follows a record at once, and comes before the next one: a killed process leaves at most one record that the head does not
    /// know.
    /// </summary>
    private void Compare(JournalHead head, ReadOnlySpan<byte> torn)
    {
        if (Count == head.Count - 1 && TornBytes > 0)
        {
            LostSubmission = LineOfLost(torn) ?? throw new JournalDamagedException($"record {head.Count} is cut off");
            return;
        }

        if (Count < head.Count)
            throw new JournalDamagedException($"its end is missing: {head.Count} records were written, and {Count} are there");
        if (head.Count < 1 || _sums[head.Count - 1] != head.Sum)
            throw new JournalDamagedException($"record {head.Count} is not the one that its head names");
        if (Count - head.Count > (TornBytes > 0 ? 0 : 1))
            throw new JournalDamagedException($"its head knows {head.Count} records, and {Count} are there");
    }

    /// <summary>
    /// The line of a record that was complete and is cut off now: the job of the line may have been accepted. 0 when the record is not
    /// about a submission; then the record before it says enough. Null when what is left does not show the line.
    /// </summary>
    private static int? LineOfLost(ReadOnlySpan<byte> torn)
    {
        const string Submitting = "{\"record\":\"submitting\"";
        var text = Encoding.UTF8.GetString(torn);
        if (Submitting.StartsWith(text, StringComparison.Ordinal))
            return null;
        if (!text.StartsWith(Submitting, StringComparison.Ordinal))
            return 0;
        const string Line = ",\"line\":";
        var start = text.IndexOf(Line, StringComparison.Ordinal) + Line.Length;
        var end = text.IndexOf(',', start);
        return start >= Line.Length && end > start && int.TryParse(text.AsSpan(start, end - start), out var line) ? line : null;
    }

    /// <summary>What follows the last line: a complete record that lacks only the end of its line, or the beginning of a record.</summary>
    private void ReadEnd(ReadOnlySpan<byte> bytes)
    {
        if (TryAdd(bytes) is null)
            LacksNewLine = true;
        else if (TryAdd(bytes[..^1]) is null)
            throw new JournalDamagedException($"record {Count} is changed: its line does not end");
        else if (bytes[0] == (byte)'{' && !bytes.ContainsAny(Controls))
            TornBytes = bytes.Length;
        else
            throw new JournalDamagedException($"after record {Count} are {bytes.Length} bytes that no record begins with");
    }

    /// <summary>Adds the record of a line.</summary>
    /// <returns>What is damaged; null when the record is as it was written.</returns>
    private string? TryAdd(ReadOnlySpan<byte> line)
    {
        var number = Count + 1;
        if (line.Length <= SealLength)
            return $"record {number} is changed: it cannot be read";

        var content = line[..^(SealLength + 1)];
        var start = Math.Max(content.LastIndexOf("{\"record\":\"torn\""u8), 0);
        var record = Deserialize([.. content[start..], (byte)'}']);
        var sum = SumOf(Sum, content);
        if (!line[content.Length..].SequenceEqual(Encoding.ASCII.GetBytes(BeforeSum + sum + AfterSum)))
        {
            return record?.Number is not { } found || found == number || found < 1
                ? $"record {number} is changed: its checksum does not fit"
                : found > number
                    ? $"record {number} is missing: record {found} follows"
                    : $"record {found} stands where record {number} was written: it is repeated or moved";
        }

        if (record is not { IsComplete: true } || record.Number != number || (record.Kind == RecordKind.Torn && record.Bytes != start))
            return $"record {number} has not what its kind needs";
        _sums.Add(sum);
        if (record.Kind != RecordKind.Torn)
            _records.Add(record);
        return null;
    }

    /// <summary>Reads a journal of version 1: each record has to be complete, and to follow the one that its line had before.</summary>
    private static JournalContent ParseOld(ReadOnlySpan<byte> bytes)
    {
        var content = new JournalContent { IsOld = true };
        var submitted = new HashSet<int>();
        for (var number = 1; !bytes.IsEmpty; number++)
        {
            var end = bytes.IndexOf(NewLine);
            var line = end >= 0 ? bytes[..end] : bytes;
            var torn = line.LastIndexOf("{\"record\":\"torn\""u8);
            if (Deserialize(line) is { Number: 0, IsComplete: true, Kind: not RecordKind.Torn } record
                && record.Kind == RecordKind.Batch == (number == 1)
                && (record.Kind is RecordKind.Batch or RecordKind.Submitting || submitted.Contains(record.Line)))
            {
                submitted.Add(record.Line);
                content._records.Add(record);
            }
            else if ((end >= 0 || number == 1 || line[0] != (byte)'{' || line.ContainsAny(Controls))
                && !(torn > 0 && Deserialize(line[torn..]) is { Kind: RecordKind.Torn } mark && mark.Bytes == torn))
            {
                throw new JournalDamagedException($"record {number} is changed or missing");
            }

            bytes = end >= 0 ? bytes[(end + 1)..] : [];
        }

        return content._records.Count > 0 ? content : throw new JournalDamagedException("it is empty, and a journal never is");
    }

    private static string SumOf(string previous, ReadOnlySpan<byte> content) =>
        Convert.ToHexStringLower(SHA256.HashData([.. Encoding.ASCII.GetBytes(previous), .. content]).AsSpan(0, SumLength / 2));

    private static JournalRecord? Deserialize(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, BatchJson.Strict.JournalRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>
/// The first line of a journal: how many records there are, and the checksum of the last one. It always has the same length, and is written
/// again in its place after each record.
/// </summary>
/// <param name="Format">The version of the journal's form.</param>
/// <param name="Written">The number of records, with leading zeros.</param>
/// <param name="Sum">The checksum of the last record.</param>
internal sealed record JournalHead(
    [property: JsonPropertyName("journal")] int Format,
    [property: JsonPropertyName("records")] string Written,
    [property: JsonPropertyName("sum")] string Sum)
{
    private const int CurrentFormat = 2;
    private const string Digits = "D10";

    [JsonIgnore]
    public int Count => int.TryParse(Written, out var count) ? count : 0;

    /// <summary>The head of a journal with so many records.</summary>
    public static byte[] Line(int count, string sum) =>
    [
        .. JsonSerializer.SerializeToUtf8Bytes(new JournalHead(CurrentFormat, count.ToString(Digits), sum), BatchJson.Strict.JournalHead),
        (byte)'\n',
    ];

    /// <summary>Reads the head from a line; null when the line is no head, or is not as it was written.</summary>
    public static JournalHead? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, BatchJson.Strict.JournalHead) is { Format: CurrentFormat } head
                && line.SequenceEqual(Line(head.Count, head.Sum).AsSpan(..^1))
                ? head
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The journal is not as it was written, so it is not known which lines were submitted.</summary>
/// <param name="damage">What is damaged; it continues "The journal is damaged: ".</param>
internal sealed class JournalDamagedException(string damage) : Exception(damage);
