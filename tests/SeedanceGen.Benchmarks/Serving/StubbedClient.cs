using System.Text.Json;

namespace SeedanceGen.Benchmarks.Serving;

/// <summary>Every job has succeeded: reading one costs nothing, and nothing else is asked for.</summary>
internal sealed class StubbedClient : ISeedanceClient
{
    private int _reads;

    /// <summary>How many jobs were read.</summary>
    public int Reads => Volatile.Read(ref _reads);

    public WaitOptions WaitDefaults { get; } = new();

    public long CreditsCharged => 0;

    public Task<VideoGeneration> GetAsync(string requestId, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _reads);
        return Task.FromResult(new VideoGeneration { Success = true, RequestId = requestId, Status = GenerationStatus.Succeeded });
    }

    public void PollNow(string requestId)
    {
        // A stub has no job to wait for.
    }

    public Task<GenerationJob> SubmitAsync(VideoGenerationRequest request, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<VideoGeneration> GenerateAsync(
        VideoGenerationRequest request, WaitOptions? options = null, IProgress<VideoGeneration>? progress = null,
        CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<GenerationOutcome> GenerateManyAsync(
        IEnumerable<VideoGenerationRequest> requests, int maxConcurrency, WaitOptions? options = null,
        IProgress<GenerationJob>? submitted = null,
        CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<VideoGenerationCancelled> CancelAsync(string requestId, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<JsonElement>> ListModelsAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<VideoGeneration> WaitAsync(
        string requestId, WaitOptions? options = null, IProgress<VideoGeneration>? progress = null,
        CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<VideoGeneration> WatchAsync(
        string requestId, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<long> DownloadAsync(
        VideoGeneration generation, string path, DownloadOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

    public Task<long> DownloadAsync(
        VideoGeneration generation, Stream destination, DownloadOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

    public GenerationJob GetJob(string requestId) => throw new NotSupportedException();
}
