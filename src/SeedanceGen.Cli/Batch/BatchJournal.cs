using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Jobs;

namespace SeedanceGen.Cli.Batch;

/// <summary>
/// What a batch has done, in a file that is only ever appended to, and on the disk before the next step is taken. Open means locked: a
/// second process cannot work on the same batch.
/// </summary>
internal sealed class BatchJournal : IDisposable
{
    public const string FileName = "batch.journal";

    private readonly FileStream _file;
    private readonly Lock _turn = new();
    private bool _isBroken;

    private BatchJournal(FileStream file, IReadOnlyList<JournalRecord> past) => (_file, Past) = (file, past);

    /// <summary>What was there when the journal was opened.</summary>
    public IReadOnlyList<JournalRecord> Past { get; }

    /// <exception cref="UsageException">Another process has it, it is of another service, or it is damaged.</exception>
    /// <exception cref="JournalNotWrittenException">The disk does not take its first record, or its repair.</exception>
    public static BatchJournal Open(string folder, string service)
    {
        var path = Path.Combine(folder, FileName);
        var file = Lock(path, folder);
        try
        {
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var text = JournalText.Read(path, bytes);
            var journal = new BatchJournal(file, text.Records);
            journal.Prepare(text, folder, service);
            if (text.Records.Count > 0)
                EnsureSame(text.Records[0], service, path);
            return journal;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Returns when the record is on the disk.</summary>
    /// <exception cref="JournalNotWrittenException">The disk does not take it; nothing more can be written then.</exception>
    public void Append(JournalRecord record)
    {
        try
        {
            Append(JournalText.Write(record));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new JournalNotWrittenException(_file.Name, record, refused);
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

    private void Prepare(JournalText text, string folder, string service)
    {
        try
        {
            Append(text.Repair);
            if (text.Records.Count > 0)
                return;

            Append(JournalText.Write(new JournalRecord { Kind = RecordKind.Batch, Service = service }));
            FolderOnDisk.Flush(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new JournalNotWrittenException(_file.Name, refused);
        }
    }

    private static void EnsureSame(JournalRecord first, string service, string path)
    {
        if (first.Kind != RecordKind.Batch || first.Service is null)
            throw new UsageException($"{path} is no journal of a batch: name another folder by --output.");
        if (first.Service.StartsWith(ServiceSession.MockPrefix, StringComparison.Ordinal))
            throw new UsageException($"The jobs of the journal {path} were played by a mock that is gone: name another folder by --output, or delete this one.");
        if (first.Service != service)
            throw new UsageException($"The journal {path} is of another service ({first.Service}), and this one ({service}) does not know its jobs: name another folder by --output.");
    }

    private static FileStream Lock(string path, string folder)
    {
        try
        {
            // No buffer: what is flushed is what was written.
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The journal in {folder} cannot be opened: {refused.Message} Is another batch at work there?", refused);
        }
    }
}
