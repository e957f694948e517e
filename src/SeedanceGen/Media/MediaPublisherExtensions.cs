namespace SeedanceGen;

/// <summary>Publishes several files.</summary>
public static class MediaPublisherExtensions
{
    /// <summary>Checks all files, and then publishes them one after the other. When one file is not accepted, none is published.</summary>
    /// <param name="publisher">The publisher.</param>
    /// <param name="paths">The paths of the files.</param>
    /// <param name="cancellationToken">Cancels the call. Files that are already published stay published.</param>
    /// <returns>The addresses, in the order of the files.</returns>
    /// <exception cref="ArgumentException">A file has no documented extension, or is empty; nothing was sent.</exception>
    /// <exception cref="FileNotFoundException">There is no such file; nothing was sent.</exception>
    public static async Task<IReadOnlyList<Uri>> PublishAllAsync(
        this IMediaPublisher publisher, IEnumerable<string> paths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(publisher);
        ArgumentNullException.ThrowIfNull(paths);
        var files = paths.Select(MediaFile.Open).ToList();
        var addresses = new List<Uri>(files.Count);
        foreach (var file in files)
            addresses.Add(await publisher.PublishAsync(file, cancellationToken).ConfigureAwait(false));
        return addresses;
    }
}
