namespace SeedanceGen.Cli.Batch;

/// <summary>
/// What a batch has done, in a file that is only appended to; a record is on the disk before the next step starts. An open journal is
/// locked, so that no second process works on the same batch.
/// </summary>
internal sealed class BatchJournal : IDisposable
{
    public const string FileName = "batch.journal";

    private readonly FileStream _file;
    private readonly Lock _turn = new();
    private bool _isBroken;

    private BatchJournal(FileStream file, IReadOnlyList<JournalRecord> past) => (_file, Past) = (file, past);

    /// <summary>The records of earlier runs.</summary>
    public IReadOnlyList<JournalRecord> Past { get; }

    /// <exception cref="UsageException">Another process has the journal, it belongs to another service, or it is damaged.</exception>
    /// <exception cref="JournalNotWrittenException">The disk rejects its first record, or its repair.</exception>
    public static BatchJournal Open(string folder, string service)
    {
        var path = Path.Combine(folder, FileName);
        var file = OpenLocked(path, folder);
        try
        {
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var content = JournalContent.Parse(path, bytes);
            var journal = new BatchJournal(file, content.Records);
            journal.Prepare(content, folder, service);
            if (content.Records.Count > 0)
                EnsureSameService(content.Records[0], service, path);
            return journal;
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
            Append(JournalContent.Serialize(record));
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new JournalNotWrittenException(_file.Name, record, denied);
        }
    }

    public void Dispose() => _file.Dispose();

    private void Append(byte[] bytes)
    {
        if (bytes.Length == 0)
            return;

        lock (_turn)
        {
            if (_isBroken)
                throw new IOException("an earlier record was not written");

            _isBroken = true;
            _file.Write(bytes);
            _file.Flush(flushToDisk: true);
            _isBroken = false;
        }
    }

    private void Prepare(JournalContent content, string folder, string service)
    {
        try
        {
            Append(content.Repair);
            if (content.Records.Count > 0)
                return;

            Append(JournalContent.Serialize(new JournalRecord { Kind = RecordKind.Batch, Service = service }));
            BatchFolder.Flush(folder);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new JournalNotWrittenException(_file.Name, denied);
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

    private static FileStream OpenLocked(string path, string folder)
    {
        try
        {
            // Without a buffer, a flush concerns exactly the bytes that were written.
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"The journal in {folder} cannot be opened: {denied.Message} Does another batch use this folder?", denied);
        }
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
