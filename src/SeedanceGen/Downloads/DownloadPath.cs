namespace SeedanceGen.Downloads;

/// <summary>Where a video is to be as a file. What cannot become one is said before a byte of it is fetched.</summary>
internal static class DownloadPath
{
    /// <summary>The full path.</summary>
    /// <exception cref="IOException">No file can be there: it is a folder or a device, or its folder does not exist.</exception>
    public static string Of(string path)
    {
        var target = Path.GetFullPath(path);
        if (Directory.Exists(target) || Path.EndsInDirectorySeparator(target))
            throw new IOException($"The video cannot be written to '{target}', which is a folder: name a file in it.");
        if (IsDevice(target) || LeadsToDevice(target))
            throw new IOException($"The video cannot be written to '{target}', which is a device: name a file, or download to a stream.");
        if (!Directory.Exists(Path.GetDirectoryName(target)))
            throw new DirectoryNotFoundException($"The video cannot be written to '{target}': its folder does not exist.");
        return target;
    }

    private static bool LeadsToDevice(string target) =>
        new FileInfo(target).LinkTarget is not null
        && File.ResolveLinkTarget(target, returnFinalTarget: true) is { } end && IsDevice(end.FullName);

    /// <summary>A finished download takes the place of what has its name, so a device would be lost to the whole machine.</summary>
    private static bool IsDevice(string target) => OperatingSystem.IsWindows()
        ? target.StartsWith(@"\\.\", StringComparison.Ordinal)
        : target.StartsWith("/proc/", StringComparison.Ordinal)
            || (target.StartsWith("/dev/", StringComparison.Ordinal) && !target.StartsWith("/dev/shm/", StringComparison.Ordinal));
}
