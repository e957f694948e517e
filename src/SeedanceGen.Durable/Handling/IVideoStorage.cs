namespace SeedanceGen.Durable;

/// <summary>Stores finished videos. The default uses a folder; an application registers its own implementation for another place.</summary>
public interface IVideoStorage
{
    /// <summary>Stores the video of a job. A call is repeated when it throws and when its worker is killed.</summary>
    /// <param name="job">The job; <see cref="VideoJob.Generation"/> has the link to the video.</param>
    /// <param name="client">The client that downloads the video. It does not send the API key to the link's host.</param>
    /// <param name="cancellationToken">Canceled when the worker stops.</param>
    /// <returns>Where the video is: a text that <see cref="OpenAsync"/> understands on every machine of the store.</returns>
    Task<string> SaveAsync(VideoJob job, ISeedanceClient client, CancellationToken cancellationToken);

    /// <summary>Opens a stored video.</summary>
    /// <param name="location">What <see cref="SaveAsync"/> returned.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<Stream> OpenAsync(string location, CancellationToken cancellationToken);
}
