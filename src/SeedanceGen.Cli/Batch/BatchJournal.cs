using Microsoft.Win32.SafeHandles;

namespace SeedanceGen.Cli.Batch;

/// <summary>
/// The file in which a batch records what it has done. A record is on the disk before the next step starts. An open journal is locked, so
/// that no second process works on the same batch.
/// </summary>
internal sealed class BatchJournal : IDisposable
{
    public const string FileName = "batch.journal";

    /// <summary>What is added to the name of a journal that is being created.</summary>
    private const string Partial = ".part";

    /// <summary>What is added to the name of the copy of a journal of version 1.</summary>
    private const string Copy = ".v1";

    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly Lock _turn = new();
    private long _length;
    private int _count;
    private string _sum;
    private bool _isBroken;

    private BatchJournal(string path, SafeFileHandle file, JournalContent content, long length)
    {
        (_path, _file, _length) = (path, file, length);
        (_count, _sum) = (content.Count, content.Sum);
        Past = content.Records;
    }

    /// <summary>The records of earlier runs.</summary>
    public IReadOnlyList<JournalRecord> Past { get; private set; }

    /// <exception cref="UsageException">Another process has the journal, it belongs to another service, or it is damaged.</exception>
    /// <exception cref="JournalNotWrittenException">The disk rejects its first record, or its repair.</exception>
    public static BatchJournal Open(string folder, string service)
    {
        var path = Path.Combine(folder, FileName);
        var isNew = !File.Exists(path);
        if (isNew)
            Writing(path, () => Create(path, folder, service));
        var file = OpenLocked(path, folder);
        try
        {
            var bytes = new byte[RandomAccess.GetLength(file)];
            for (var read = 0; read < bytes.Length;)
                read += RandomAccess.Read(file, bytes.AsSpan(read), read) is > 0 and var more ? more : throw new EndOfStreamException(path);
            var content = JournalContent.Parse(bytes);
            if (!isNew)
                EnsureSameService(content.Records[0], service, path);
            var journal = new BatchJournal(path, file, content, bytes.Length);
            Writing(path, () => journal.Prepare(content, bytes));
            return journal;
        }
        catch (JournalDamagedException damage)
        {
            file.Dispose();
            throw Damaged(path, damage);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Returns when the record is on the disk.</summary>
    /// <exception cref="JournalNotWrittenException">The disk rejects the record; every later record is rejected too.</exception>
    public void Append(JournalRecord record)
    {
        try
        {
            lock (_turn)
                Write(record, torn: []);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new JournalNotWrittenException(_path, record, denied);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>
    /// Creates a journal with its first record. It gets its name when it is on the disk, so that an empty or incomplete journal is a
    /// damaged one.
    /// </summary>
    private static void Create(string path, string folder, string service)
    {
        var (bytes, _) = Whole([new JournalRecord { Kind = RecordKind.Batch, Service = service }]);
        using (var file = File.OpenHandle(path + Partial, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            RandomAccess.Write(file, bytes, 0);
            RandomAccess.FlushToDisk(file);
        }

        File.Move(path + Partial, path);
        BatchFolder.Flush(folder);
    }

    /// <summary>The bytes of a journal with these records, and the checksum of the last.</summary>
    private static (byte[] Bytes, string Sum) Whole(IReadOnlyList<JournalRecord> records)
    {
        var sum = JournalContent.FirstSum;
        var lines = new List<byte>();
        for (var i = 0; i < records.Count; i++)
        {
            (var line, sum) = JournalContent.Seal(records[i] with { Number = i + 1 }, sum);
            lines.AddRange(line);
        }

        return ([.. JournalHead.Line(records.Count, sum), .. lines], sum);
    }

    /// <summary>Repairs what an earlier run left: an older version, or an incomplete end.</summary>
    private void Prepare(JournalContent content, byte[] bytes)
    {
        if (content.IsOld)
            Convert(content, bytes);
        else if (content.LacksNewLine)
            RandomAccess.Write(_file, "\n"u8, _length++);
        else if (content.TornBytes > 0)
            Write(new JournalRecord { Kind = RecordKind.Torn, Bytes = content.TornBytes }, bytes.AsSpan(^content.TornBytes));
        WriteHead();
        RandomAccess.FlushToDisk(_file);
        if (content.LostSubmission > 0)
        {
            const string Reason = "the record of its submission is cut off";
            var unknown = new JournalRecord { Kind = RecordKind.Unknown, Line = content.LostSubmission, Reason = Reason };
            Write(unknown, torn: []);
            Past = [.. Past, unknown];
        }
    }

    /// <summary>Gives a journal of version 1 numbers, checksums and a head; a copy of it stays.</summary>
    private void Convert(JournalContent content, byte[] old)
    {
        using (var copy = File.OpenHandle(_path + Copy, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            RandomAccess.Write(copy, old, 0);
            RandomAccess.FlushToDisk(copy);
        }

        BatchFolder.Flush(Path.GetDirectoryName(_path)!);
        (var bytes, _sum) = Whole(content.Records);
        RandomAccess.Write(_file, bytes, 0);
        RandomAccess.SetLength(_file, bytes.Length);
        (_count, _length) = (content.Records.Count, bytes.Length);
    }

    private void Write(JournalRecord record, ReadOnlySpan<byte> torn)
    {
        if (_isBroken)
            throw new IOException("an earlier record was not written");

        _isBroken = true;
        var (line, sum) = JournalContent.Seal(record with { Number = _count + 1 }, _sum, torn);
        RandomAccess.Write(_file, line, _length);
        RandomAccess.FlushToDisk(_file);
        (_length, _count, _sum) = (_length + line.Length, _count + 1, sum);
        WriteHead();

        // Without this record on the disk, the next run would not know that the line was submitted.
        if (record.Kind == RecordKind.Submitting)
            RandomAccess.FlushToDisk(_file);
        _isBroken = false;
    }

    private void WriteHead() => RandomAccess.Write(_file, JournalHead.Line(_count, _sum), 0);

    private static void Writing(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new JournalNotWrittenException(path, denied);
        }
    }

    private static void EnsureSameService(JournalRecord first, string service, string path)
    {
        const string AnotherFolder = "name another folder by --output";
        if (first.Kind != RecordKind.Batch || first.Service is null)
            throw new UsageException($"{path} is not the journal of a batch: {AnotherFolder}.");
        if (first.Service.StartsWith(ServiceSession.MockPrefix, StringComparison.Ordinal))
            throw new UsageException($"The jobs of the journal {path} ran on a mock that has ended: {AnotherFolder}, or delete this one.");
        if (first.Service != service)
        {
            throw new UsageException(
                $"The journal {path} belongs to another service ({first.Service}), and this one ({service}) does not know its jobs: "
                + $"{AnotherFolder}.");
        }
    }

    private static SafeFileHandle OpenLocked(string path, string folder)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"The journal in {folder} cannot be opened: {denied.Message} Does another batch use this folder?", denied);
        }
    }

    private static UsageException Damaged(string path, JournalDamagedException damage)
    {
        var copy = File.Exists(path + Copy) ? $" The journal as version 1 of the tool left it is {path + Copy}." : string.Empty;
        return new UsageException(
            $"The journal {path} is damaged: {damage.Message}. So it is not known which lines were submitted, and none is submitted now. "
            + $"Restore it from a copy, or start again in another folder with the lines that it does not name.{copy}",
            damage);
    }
}

/// <summary>
/// The journal could not be written, so the batch cannot go on. The message has the record, which may name an accepted job.
/// </summary>
internal sealed class JournalNotWrittenException : ToolException
{
    public JournalNotWrittenException(string path, JournalRecord record, Exception cause)
        : base(
            ExitCode.FileNotWritten,
            $"The journal {path} could not be written ({cause.Message}), so nothing more is submitted. "
                + $"The lost record of line {record.Line}: {record.Kind}"
                + $"{(record.RequestId is null ? string.Empty : $", job {record.RequestId}")}.",
            cause)
    {
    }

    /// <summary>The journal could not be created, or not be repaired after a crash.</summary>
    public JournalNotWrittenException(string path, Exception cause)
        : base(
            ExitCode.FileNotWritten,
            $"The journal {path} could not be written ({cause.Message}), so this run submitted nothing: "
                + "free some space and run the same command again.",
            cause)
    {
    }
}
