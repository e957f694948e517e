using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Batch;

/// <summary>One line of the journal. Fields that its kind does not need are left out.</summary>
internal sealed record JournalRecord
{
    [JsonPropertyName("record")]
    public required RecordKind Kind { get; init; }

    /// <summary>The line of the batch file; 0 when the record is not about a line.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Line { get; init; }

    /// <summary>The hash of the line when it was submitted.</summary>
    public string? Hash { get; init; }

    /// <summary>
    /// The idempotency key of a submission, for a service that has such keys: the line is submitted again with the same one.
    /// </summary>
    public string? Key { get; init; }

    public string? RequestId { get; init; }

    public int? Credits { get; init; }

    public string? Status { get; init; }

    public string? Reason { get; init; }

    public string? File { get; init; }

    public long? Bytes { get; init; }

    /// <summary>The service that knows the ids.</summary>
    public string? Service { get; init; }
}

/// <summary>What a record of the journal says.</summary>
internal enum RecordKind
{
    /// <summary>The first record: the service of the jobs.</summary>
    [JsonStringEnumMemberName("batch")]
    Batch,

    /// <summary>A line is about to be submitted. Without a later record of the line, it is unknown whether it was.</summary>
    [JsonStringEnumMemberName("submitting")]
    Submitting,

    /// <summary>The service accepted and charged the job.</summary>
    [JsonStringEnumMemberName("accepted")]
    Accepted,

    /// <summary>The service certainly did not accept the job, so the line can be submitted again.</summary>
    [JsonStringEnumMemberName("notSubmitted")]
    NotSubmitted,

    /// <summary>It is unknown whether the service accepted the job.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>The job has ended.</summary>
    [JsonStringEnumMemberName("ended")]
    Ended,

    /// <summary>The complete video is on the disk.</summary>
    [JsonStringEnumMemberName("saved")]
    Saved,

    /// <summary>The bytes before this record on its line are an incomplete record and say nothing.</summary>
    [JsonStringEnumMemberName("torn")]
    Torn,
}

/// <summary>
/// The bytes of a journal as records. A process can be killed while it writes, so the end may be an incomplete record. It is ignored: what
/// it reports had not happened yet, or the record before it covers it. The next run marks it, on its line, as torn. Everything else is
/// damage, and no line is submitted on the word of a damaged journal.
/// </summary>
internal sealed class JournalContent
{
    private const byte NewLine = (byte)'\n';

    private readonly List<JournalRecord> _records = [];

    private JournalContent()
    {
    }

    public IReadOnlyList<JournalRecord> Records => _records;

    /// <summary>What must be written before the next record; empty when the last record is complete.</summary>
    public byte[] Repair { get; private set; } = [];

    /// <exception cref="UsageException">The journal is damaged.</exception>
    public static JournalContent Parse(string path, ReadOnlySpan<byte> bytes)
    {
        var content = new JournalContent();
        while (bytes.IndexOf(NewLine) is >= 0 and var end)
        {
            if (!content.TryAdd(bytes[..end]))
                throw Damaged(path);
            bytes = bytes[(end + 1)..];
        }

        // An incomplete record is never valid JSON, so a valid one lacks only the end of its line.
        if (!bytes.IsEmpty)
        {
            content.Repair = content.TryAdd(bytes)
                ? [NewLine]
                : Serialize(new JournalRecord { Kind = RecordKind.Torn, Bytes = bytes.Length });
        }

        return content;
    }

    public static byte[] Serialize(JournalRecord record) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(record, BatchJson.Readable.JournalRecord), NewLine];

    private bool TryAdd(ReadOnlySpan<byte> line)
    {
        if (Deserialize(line) is { Kind: not RecordKind.Torn } record)
        {
            _records.Add(record);
            return true;
        }

        return line.LastIndexOf("{\"record\":\"torn\""u8) is > 0 and var length
            && Deserialize(line[length..]) is { Kind: RecordKind.Torn } torn
            && torn.Bytes == length;
    }

    private static JournalRecord? Deserialize(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, BatchJson.Readable.JournalRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static UsageException Damaged(string path) => new(
        $"The journal {path} is damaged, so it is not known which lines were submitted. "
        + "Look at it, and start again in another folder with the lines that it does not name.");
}
