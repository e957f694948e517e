using System.Security.Cryptography;
using System.Text;

namespace SeedanceGen.Durable.Handling;

/// <summary>Stores videos in a folder. A file appears under its name when it is complete.</summary>
internal sealed class FolderVideoStorage(string folder) : IVideoStorage
{
    public async Task<string> SaveAsync(VideoJob job, ISeedanceClient client, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(Path.GetFullPath(folder), NameOf(job.Key) + ".mp4");
        await client.DownloadAsync(job.Generation!, path, options: null, cancellationToken).ConfigureAwait(false);
        return path;
    }

    public Task<Stream> OpenAsync(string location, CancellationToken cancellationToken) =>
        Task.FromResult<Stream>(new FileStream(
            location, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, useAsync: true));

    /// <summary>Keys that differ in case alone have different files on every file system.</summary>
    private static string NameOf(string key) => key.Any(char.IsAsciiLetterUpper) || key.EndsWith('.')
        ? $"{key}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 4))}"
        : key;
}
