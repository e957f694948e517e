using System.Text.Json;
using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Output;

namespace SeedanceGen.Cli.Batch;

/// <summary>
/// The bytes of a journal as records. A process can be killed within a record, so the end may be a piece of one: it is passed over, because
/// what it would have said had not happened yet, or is covered by the record before it. The next run marks such a piece, on its line, as
/// torn. Everything else is damage, and no line is submitted on the word of a damaged journal.
/// </summary>
internal sealed class JournalText
{
    private const byte NewLine = (byte)'\n';

    private readonly List<JournalRecord> _records = [];

    private JournalText()
    {
    }

    public IReadOnlyList<JournalRecord> Records => _records;

    /// <summary>What has to be written before the next record; empty when the last one is whole.</summary>
    public byte[] Repair { get; private set; } = [];

    /// <exception cref="UsageException">The journal is damaged.</exception>
    public static JournalText Read(string path, ReadOnlySpan<byte> bytes)
    {
        var text = new JournalText();
        while (bytes.IndexOf(NewLine) is >= 0 and var end)
        {
            if (!text.TryTake(bytes[..end]))
                throw Damaged(path);
            bytes = bytes[(end + 1)..];
        }

        // A piece of a record never is a record, so what reads as one lacks the end of its line alone.
        if (!bytes.IsEmpty)
            text.Repair = text.TryTake(bytes) ? [NewLine] : Write(new JournalRecord { Kind = RecordKind.Torn, Bytes = bytes.Length });
        return text;
    }

    public static byte[] Write(JournalRecord record) => [.. JsonSerializer.SerializeToUtf8Bytes(record, ToolJson.Readable.JournalRecord), NewLine];

    private bool TryTake(ReadOnlySpan<byte> line)
    {
        if (Parse(line) is { Kind: not RecordKind.Torn } record)
        {
            _records.Add(record);
            return true;
        }

        return line.LastIndexOf("{\"record\":\"torn\""u8) is > 0 and var piece
            && Parse(line[piece..]) is { Kind: RecordKind.Torn } torn
            && torn.Bytes == piece;
    }

    private static JournalRecord? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ToolJson.Readable.JournalRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static UsageException Damaged(string path) => new(
        $"The journal {path} is damaged, so it is not known which lines were submitted. Look at it, and begin again in another folder with the lines that it does not name.");
}
