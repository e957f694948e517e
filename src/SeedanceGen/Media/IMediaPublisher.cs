namespace SeedanceGen;

/// <summary>
/// Makes local files readable for the service, which takes reference media by public HTTPS addresses only (page "Image to video"). The
/// package SeedanceGen.Media.S3 has one for storage that speaks S3; a program can have its own.
/// </summary>
public interface IMediaPublisher
{
    /// <summary>Publishes one file.</summary>
    /// <param name="file">The file, checked against the documented extensions.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The public HTTPS address, which has to be readable until the job is finished.</returns>
    Task<Uri> PublishAsync(MediaFile file, CancellationToken cancellationToken = default);

    /// <summary>Checks all files, and then publishes them one after the other: a wrong file publishes none.</summary>
    /// <param name="paths">The paths of the files.</param>
    /// <param name="cancellationToken">Cancels the call. Files that are published by then stay so.</param>
    /// <returns>The addresses, in the order of the files.</returns>
    /// <exception cref="ArgumentException">A file has no documented extension, or is empty; nothing was sent.</exception>
    /// <exception cref="FileNotFoundException">There is no such file; nothing was sent.</exception>
    async Task<IReadOnlyList<Uri>> PublishAllAsync(IEnumerable<string> paths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var files = paths.Select(MediaFile.Open).ToList();
        var addresses = new List<Uri>(files.Count);
        foreach (var file in files)
            addresses.Add(await PublishAsync(file, cancellationToken).ConfigureAwait(false));
        return addresses;
    }
}
