using NSubstitute;
using SeedanceGen.Testing;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Jobs;

/// <summary>A token alone is enough: callers pass it as the last argument of each method.</summary>
public sealed class OverloadTests
{
    [Fact]
    public async Task A_token_may_follow_what_a_method_needs()
    {
        using var alive = new CancellationTokenSource();
        var token = alive.Token;
        await using var service = await VirtualService.StartAsync(JobLifecycle.After(TimeSpan.FromSeconds(5)));
        var client = service.Client;

        var video = await client.GenerateAsync(VirtualService.Request, token);
        var job = await client.SubmitAsync(VirtualService.Request, token);
        (await job.WaitAsync(token)).Status.ShouldBe(GenerationStatus.Succeeded);
        (await client.WaitAsync(job.Id, token)).Status.ShouldBe(GenerationStatus.Succeeded);
        await foreach (var read in job.WatchAsync(token))
            read.Status.ShouldBe(GenerationStatus.Succeeded);
        await foreach (var read in client.WatchAsync(job.Id, token))
            read.Status.ShouldBe(GenerationStatus.Succeeded);
        (await client.DownloadAsync(video, Stream.Null, token)).ShouldBe(await job.DownloadAsync(Stream.Null, token));
    }

    [Fact]
    public async Task The_token_of_a_short_overload_cancels()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await using var service = await VirtualService.StartAsync(JobLifecycle.Manually);
        var job = await service.Client.SubmitAsync(VirtualService.Request);

        (await Record.ExceptionAsync(() => job.WaitAsync(stopped.Token))).ShouldBeOfType<GenerationWaitCanceledException>();
        (await Record.ExceptionAsync(() => service.Client.WaitAsync(job.Id, stopped.Token)))
            .ShouldBeOfType<GenerationWaitCanceledException>();
        (await Record.ExceptionAsync(() => service.Client.GenerateAsync(VirtualService.Request, stopped.Token)))
            .ShouldBeAssignableTo<OperationCanceledException>();
        service.Server.Jobs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_implementation_of_the_interface_has_the_short_overloads_from_the_whole_method()
    {
        var client = Substitute.ForPartsOf<WholeMethods>();
        var request = VirtualService.Request;

        await ((ISeedanceClient)client).GenerateAsync(request, CancellationToken.None);

        await client.Received(1).GenerateAsync(request, null, null, CancellationToken.None);
    }

    [Fact]
    public async Task A_substitute_that_is_told_of_a_wait_by_its_token_serves_the_wait_of_a_job()
    {
        var client = Substitute.For<ISeedanceClient>();
        var video = SeedanceModelFactory.VideoGeneration() with { RequestId = "req_7" };
        client.WaitAsync("req_7", cancellationToken: CancellationToken.None).ReturnsForAnyArgs(video);

        var job = new GenerationJob(client, "req_7");

        (await job.WaitAsync()).ShouldBe(video);
        (await job.WaitAsync(CancellationToken.None)).ShouldBe(video);
        (await client.WaitAsync("req_7", CancellationToken.None)).ShouldBe(video);
    }

    /// <summary>A client of a program: it has the methods that have to be written, and no other.</summary>
    public abstract class WholeMethods : ISeedanceClient
    {
        public abstract WaitOptions WaitDefaults { get; }

        public abstract long CreditsCharged { get; }

        public abstract Task<GenerationJob> SubmitAsync(VideoGenerationRequest request, CancellationToken cancellationToken = default);

        public abstract Task<VideoGeneration> GenerateAsync(
            VideoGenerationRequest request, WaitOptions? options = null, IProgress<VideoGeneration>? progress = null,
            CancellationToken cancellationToken = default);

        public abstract IAsyncEnumerable<GenerationOutcome> GenerateManyAsync(
            IEnumerable<VideoGenerationRequest> requests, int maxConcurrency, WaitOptions? options = null,
            IProgress<GenerationJob>? submitted = null, CancellationToken cancellationToken = default);

        public abstract Task<VideoGeneration> GetAsync(string requestId, CancellationToken cancellationToken = default);

        public abstract Task<VideoGenerationCancelled> CancelAsync(string requestId, CancellationToken cancellationToken = default);

        public abstract Task<IReadOnlyList<System.Text.Json.JsonElement>> ListModelsAsync(CancellationToken cancellationToken = default);

        public abstract Task<VideoGeneration> WaitAsync(
            string requestId, WaitOptions? options = null, IProgress<VideoGeneration>? progress = null,
            CancellationToken cancellationToken = default);

        public abstract IAsyncEnumerable<VideoGeneration> WatchAsync(
            string requestId, WaitOptions? options = null, CancellationToken cancellationToken = default);

        public abstract void PollNow(string requestId);

        public abstract Task<long> DownloadAsync(
            VideoGeneration generation, string path, DownloadOptions? options = null, CancellationToken cancellationToken = default);

        public abstract Task<long> DownloadAsync(
            VideoGeneration generation, Stream destination, DownloadOptions? options = null, CancellationToken cancellationToken = default);

        public abstract GenerationJob GetJob(string requestId);
    }
}
