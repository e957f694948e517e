using System.Text;

namespace SeedanceGen.Downloads;

/// <summary>The file that a download is written to before it is whole.</summary>
internal static class PartialFile
{
    /// <summary>The longest name that the common file systems take, in bytes.</summary>
    private const int LongestName = 255;

    /// <summary>A name beside the target. It begins like the target's, as far as that fits.</summary>
    public static string NameFor(string target)
    {
        var end = $".{Guid.NewGuid():N}.part";
        var name = Path.GetFileName(target);
        while (Encoding.UTF8.GetByteCount(name) + end.Length > LongestName)
            name = name[..(char.IsHighSurrogate(name[^2]) ? ^2 : ^1)];
        return Path.Combine(Path.GetDirectoryName(target)!, name + end);
    }

    /// <summary>Deletes the file when it exists. A failure to delete it must not hide why the download failed.</summary>
    public static void Delete(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Its folder is gone, or takes no changes any more.
        }
    }

    /// <summary>Whether the file system takes no file of that name, because the name or the path is too long.</summary>
    public static bool IsTooLong(string target)
    {
        try
        {
            _ = File.GetAttributes(target);
            return false;
        }
        catch (PathTooLongException)
        {
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return OperatingSystem.IsWindows() && Path.GetFileName(target).Length > LongestName;
        }
    }
}
