namespace SeedanceGen.Durable.Worker;

/// <summary>The tests count jobs and not videos.</summary>
public sealed class NoStorage : IVideoStorage
{
    public Task<string> SaveAsync(VideoJob job, ISeedanceClient client, CancellationToken cancellationToken) =>
        Task.FromResult(job.RequestId!);

    public Task<Stream> OpenAsync(string location, CancellationToken cancellationToken) => Task.FromResult(Stream.Null);
}
