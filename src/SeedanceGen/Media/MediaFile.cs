using System.Diagnostics;
using System.Reflection;
using SeedanceGen.Rules;

namespace SeedanceGen;

/// <summary>
/// A local file that can be a reference medium, checked against what is documented: the extensions. A largest size is not documented, so
/// none is checked.
/// </summary>
[DebuggerDisplay("{Path}")]
public sealed class MediaFile
{
    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".png"] = "image/png",
        [".webp"] = "image/webp",
        [".gif"] = "image/gif",
        [".bmp"] = "image/bmp",
        [".mp4"] = "video/mp4",
        [".m4v"] = "video/x-m4v",
        [".mov"] = "video/quicktime",
        [".mp3"] = "audio/mpeg",
        [".wav"] = "audio/wav",
    };

    private MediaFile(string path, long length) => (Path, Length) = (path, length);

    /// <summary>The documented extensions, each with its dot (page "Image to video"); empty when the API description has none.</summary>
    public static IReadOnlyList<string> KnownExtensions { get; } =
        typeof(VideoGenerationRequest).GetCustomAttribute<RequestFilesAttribute>()?.Extensions ?? [];

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>The size in bytes.</summary>
    public long Length { get; }

    /// <summary>The extension in small letters, with its dot.</summary>
    public string Extension => System.IO.Path.GetExtension(Path).ToLowerInvariant();

    /// <summary>
    /// The media type that goes with the extension; <c>application/octet-stream</c> for an extension without a known type.
    /// </summary>
    public string ContentType => ContentTypes.GetValueOrDefault(Extension, "application/octet-stream");

    /// <summary>Checks a file. It is not read.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="ArgumentException">The file has no documented extension or is empty, or the path is blank.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static MediaFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new FileNotFoundException($"There is no file {path}.", path);
        if (KnownExtensions.Count > 0 && !KnownExtensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase))
        {
            var actual = file.Extension.Length > 0 ? $"the extension {file.Extension}" : "no extension";
            throw new ArgumentException(
                $"{path} has {actual}. Documented for reference media are {string.Join(", ", KnownExtensions)}.", nameof(path));
        }

        return file.Length > 0 ? new MediaFile(file.FullName, file.Length) : throw new ArgumentException($"{path} is empty.", nameof(path));
    }

    /// <summary>Opens the file for reading.</summary>
    public Stream OpenRead() => new FileStream(
        Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 4096, FileOptions.Asynchronous | FileOptions.SequentialScan);
}
