using System.Runtime.InteropServices;

namespace SeedanceGen.Cli.Batch;

/// <summary>Brings the names of a folder's files to the disk: a new file can otherwise be lost whole when the power fails.</summary>
internal static partial class FolderOnDisk
{
    private const int ReadOnly = 0;

    public static void Flush(string folder)
    {
        // Windows writes names with their files.
        if (OperatingSystem.IsWindows())
            return;

        var descriptor = Open(folder, ReadOnly);
        var isDone = descriptor >= 0 && Synchronize(descriptor) == 0;
        isDone &= descriptor < 0 || Close(descriptor) == 0;
        if (!isDone)
            throw new IOException($"The folder {folder} could not be brought to the disk.");
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
