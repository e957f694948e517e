namespace SeedanceGen;

/// <summary>
/// Makes local files readable for the service, which takes reference media by public HTTPS addresses only (page "Image to video"). The
/// package SeedanceGen.Media.S3 has a publisher for storage that speaks S3; a program can have its own.
/// </summary>
public interface IMediaPublisher
{
    /// <summary>Publishes one file.</summary>
    /// <param name="file">The file, checked against the documented extensions.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The public HTTPS address, which has to be readable until the job is finished.</returns>
    Task<Uri> PublishAsync(MediaFile file, CancellationToken cancellationToken = default);
}
