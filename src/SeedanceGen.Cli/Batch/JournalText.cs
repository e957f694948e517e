using System.Text.Json;
using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Output;

namespace SeedanceGen.Cli.Batch;

/// <summary>
/// The bytes of a journal as records. A process can be killed within a record, so the end may be a piece of one: it is passed over, because
/// what it would have said had not happened yet, or is covered by the record before it. A piece anywhere else is accepted only when the
/// record after it vouches for it; everything else is damage, and no line is submitted on the word of a damaged journal.
/// </summary>
internal sealed class JournalText
{
    private const byte NewLine = (byte)'\n';

    private readonly string _path;
    private readonly List<JournalRecord> _records = [];
    private int _pieces;

    private JournalText(string path) => _path = path;

    public IReadOnlyList<JournalRecord> Records => _records;

    /// <summary>What has to be written before the next record; empty when the last one is whole.</summary>
    public byte[] Repair { get; private set; } = [];

    /// <exception cref="UsageException">The journal is damaged.</exception>
    public static JournalText Read(string path, ReadOnlySpan<byte> bytes)
    {
        var text = new JournalText(path);
        while (bytes.IndexOf(NewLine) is >= 0 and var end)
        {
            text.Take(bytes[..end]);
            bytes = bytes[(end + 1)..];
        }

        text.TakeEnd(bytes);
        return text;
    }

    public static byte[] Write(JournalRecord record) => [.. JsonSerializer.SerializeToUtf8Bytes(record, ToolJson.Readable.JournalRecord), NewLine];

    private void Take(ReadOnlySpan<byte> line)
    {
        var record = Parse(line);
        if (record is null)
        {
            _pieces += line.Length + 1;
            return;
        }

        var isExplained = record.Kind == RecordKind.Torn ? record.Bytes == _pieces : _pieces == 0;
        if (!isExplained)
            throw Damaged();

        _pieces = 0;
        if (record.Kind != RecordKind.Torn)
            _records.Add(record);
    }

    private void TakeEnd(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty && _pieces == 0)
            return;

        if (_pieces == 0 && Parse(rest) is { } whole && whole.Kind != RecordKind.Torn)
        {
            _records.Add(whole);
            Repair = [NewLine];
            return;
        }

        var pieces = _pieces + (rest.IsEmpty ? 0 : rest.Length + 1);
        var torn = Write(new JournalRecord { Kind = RecordKind.Torn, Bytes = pieces });
        Repair = rest.IsEmpty ? torn : [NewLine, .. torn];
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

    private UsageException Damaged() => new(
        $"The journal {_path} is damaged, so it is not known which lines were submitted. Look at it, and begin again in another folder with the lines that it does not name.");
}
