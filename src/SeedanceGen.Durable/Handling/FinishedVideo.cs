namespace SeedanceGen.Durable;

/// <summary>A video that is made and stored.</summary>
public sealed class FinishedVideo
{
    private readonly IVideoStorage _storage;

    internal FinishedVideo(VideoJob job, IVideoStorage storage) => (Job, _storage) = (job, storage);

    /// <summary>The job.</summary>
    public VideoJob Job { get; }

    /// <summary>Where the storage put the video; with the default storage, the path of its file.</summary>
    public string Location => Job.Location!;

    /// <summary>Opens the video. The caller disposes of the stream.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<Stream> OpenAsync(CancellationToken cancellationToken = default) => _storage.OpenAsync(Location, cancellationToken);
}
