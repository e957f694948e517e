using SeedanceGen.Cli.Store;

namespace SeedanceGen.Cli.Batch;

/// <summary>
/// A file in the folder of a batch that says that a store has the batch. A batch is never in a journal and in a store: its lines would be
/// paid for twice.
/// </summary>
internal static class StoreMark
{
    public const string FileName = "batch.store";

    /// <exception cref="UsageException">A journal has the batch of the folder.</exception>
    public static void EnsureNoJournal(string folder)
    {
        var journal = Path.Combine(folder, BatchJournal.FileName);
        if (File.Exists(journal))
        {
            throw new UsageException(
                $"The journal {journal} has a batch already, and a store does not know what it paid for: leave --store out to continue "
                + "it, or name another folder by --output. Nothing was submitted.");
        }
    }

    /// <exception cref="UsageException">A store has the batch of the folder.</exception>
    public static void EnsureNone(string folder)
    {
        var mark = Path.Combine(folder, FileName);
        if (File.Exists(mark))
        {
            throw new UsageException(
                $"A store has the batch of this folder ({Format.OneLine(File.ReadAllText(mark).Trim())}), and the journal does not know "
                + "what it paid for: name the store by --store, or another folder by --output. Nothing was submitted.");
        }
    }

    /// <exception cref="ToolException">The disk rejects the mark; nothing was submitted.</exception>
    public static void Write(string folder, StoreAddress store)
    {
        var mark = Path.Combine(folder, FileName);
        try
        {
            File.WriteAllText(mark, store.Shown + "\n");
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(
                ExitCode.FileNotWritten, $"{mark} could not be written: {denied.Message} This run put nothing into the store.", denied);
        }
    }
}
