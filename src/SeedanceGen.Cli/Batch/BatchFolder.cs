using System.Globalization;
using System.Runtime.InteropServices;

namespace SeedanceGen.Cli.Batch;

/// <summary>The folder of a batch. A video is named by the number of its line, so that files sort like the lines.</summary>
internal static partial class BatchFolder
{
    private const int ReadOnly = 0;

    public static string VideoNameOf(BatchLine line) => string.Create(CultureInfo.InvariantCulture, $"{line.Number:D4}.mp4");

    /// <summary>Whether the video of a line is on the disk with all of its bytes.</summary>
    public static bool HasVideo(string folder, BatchLine line)
    {
        var file = new FileInfo(Path.Combine(folder, line.File ?? VideoNameOf(line)));
        return file.Exists && file.Length == line.Bytes;
    }

    /// <exception cref="UsageException">The folder has a file with the name of a video that was not submitted yet.</exception>
    public static void EnsureFree(string folder, IEnumerable<BatchLine> lines)
    {
        var taken = lines.Where(line => line.Stage == LineStage.Open).Select(VideoNameOf)
            .FirstOrDefault(name => Path.Exists(Path.Combine(folder, name)));
        if (taken is not null)
        {
            throw new UsageException(
                $"{taken} in {folder} exists, and the journal of this batch does not know it: move it, or name another folder by "
                    + "--output. Nothing was submitted.");
        }
    }

    /// <summary>Deletes the partial videos of a killed process. No other process writes here while the journal is locked.</summary>
    public static void DeletePartialVideos(string folder, IEnumerable<BatchLine> lines)
    {
        var names = lines.Select(VideoNameOf).ToHashSet(StringComparer.Ordinal);
        foreach (var partial in Directory.EnumerateFiles(folder, "*.part"))
        {
            var name = Path.GetFileName(partial);
            var end = name.IndexOf(".mp4.", StringComparison.Ordinal);
            if (end > 0 && names.Contains(name[..(end + 4)]))
                File.Delete(partial);
        }
    }

    /// <summary>Flushes the names of the folder's files to the disk: a power failure can otherwise lose a new file as a whole.</summary>
    public static void Flush(string folder)
    {
        // Windows flushes names with their files.
        if (OperatingSystem.IsWindows())
            return;

        var descriptor = OpenDescriptor(folder, ReadOnly);
        var isDone = descriptor >= 0 && Synchronize(descriptor) == 0;
        isDone &= descriptor < 0 || CloseDescriptor(descriptor) == 0;
        if (!isDone)
            throw new IOException($"The folder {folder} could not be flushed to the disk.");
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenDescriptor(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseDescriptor(int descriptor);
}
