namespace SeedanceGen.AI.Operations;

/// <summary>
/// The folder that videos are saved in. A name comes from an agent, and an id from the network: neither leads out of the folder, and no
/// file is replaced.
/// </summary>
internal sealed class VideoFolder(string folder)
{
    private const int LongestName = 100;
    private const string Extension = ".mp4";

    private readonly string _root = Path.GetFullPath(folder);

    /// <summary>The path of a job's video; null for the name takes the id of the job.</summary>
    /// <exception cref="AgentException">The name cannot be the name of a file in the folder.</exception>
    public string PathOf(string jobId, string? name)
    {
        if (name is null)
            return Path.Combine(_root, Safe(jobId) + Extension);
        if (name.Length > LongestName || !char.IsAsciiLetterOrDigit(name[0]) || !name.All(IsPlain))
        {
            throw new AgentException(
                "file",
                $"'{ArgumentSchema.FileName}' is the name of a file in the folder of this server: at most {LongestName} letters, digits, "
                    + "'-', '_' and '.', beginning with a letter or a digit. Nothing was written.");
        }

        return Path.Combine(_root, Path.HasExtension(name) ? name : name + Extension);
    }

    /// <summary>Whether the job's own file is there. A download is whole or absent, so it is the video.</summary>
    public static bool IsSaved(string jobId, string? name, string path) =>
        name is null && Safe(jobId) == jobId && IsPlainFile(path);

    /// <exception cref="AgentException">
    /// A file, folder or link of that name exists already, or the folder of the videos does not exist.
    /// </exception>
    public void EnsureFree(string path)
    {
        if (!Directory.Exists(_root))
            throw new AgentException("file", $"There is no folder {_root}. Nothing was written.");
        // A link without a target does not count as existing, and a download would write through it.
        if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null)
        {
            throw new AgentException(
                "file", $"{Path.GetFileName(path)} exists, and no file is replaced: name another by '{ArgumentSchema.FileName}'.");
        }
    }

    private static bool IsPlainFile(string path) => new FileInfo(path) is { Exists: true, LinkTarget: null };

    private static string Safe(string jobId) => string.Concat(jobId.Take(LongestName)
        .Select(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' ? character : '_'));

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.';
}
