using System.Text.Json;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace SeedanceGen.Tests.Jobs;

/// <summary>Code that uses the client is tested with a substitute, on the way that it takes: submit, wait, download.</summary>
public sealed class SubstituteTests
{
    private static readonly VideoGenerationRequest Request = VideoRequest.Seedance20("A river").WithDuration(5).Build();

    private readonly ISeedanceClient _client = Substitute.For<ISeedanceClient>();

    public SubstituteTests() =>
        _client.SubmitAsync(Request).Returns(new GenerationJob(_client, SeedanceModelFactory.VideoGenerationAccepted(), Request));

    [Fact]
    public async Task A_substitute_is_submitted_to_waited_for_and_downloaded_from()
    {
        var made = SeedanceModelFactory.VideoGeneration();
        _client.WaitAsync("").ReturnsForAnyArgs(made);
        _client.DownloadAsync(made, "river.mp4").ReturnsForAnyArgs(17);

        var job = await _client.SubmitAsync(Request);
        var video = await job.WaitAsync();
        var size = await job.DownloadAsync("river.mp4");

        video.ShouldBeSameAs(made);
        job.Status.ShouldBe(GenerationStatus.Succeeded);
        job.CreditsCharged.ShouldBe(40);
        size.ShouldBe(17);
        await _client.Received(1).DownloadAsync(made, "river.mp4", Arg.Any<DownloadOptions?>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task A_substitute_fails_a_job_as_the_client_does()
    {
        var failed = SeedanceModelFactory.VideoGeneration() with
        {
            Status = GenerationStatus.Failed,
            Output = null,
            Error = JsonSerializer.SerializeToElement(new { code = "moderated", message = "Not this" }),
        };
        _client.WaitAsync("").ThrowsAsyncForAnyArgs(new GenerationFailedException(failed));

        var job = await _client.SubmitAsync(Request);
        var thrown = await Should.ThrowAsync<GenerationFailedException>(() => job.WaitAsync());

        thrown.Message.ShouldContain("moderated");
        job.Latest.ShouldBe(failed);
    }

    [Fact]
    public async Task A_substitute_that_was_told_nothing_is_named_by_the_error()
    {
        var job = await _client.SubmitAsync(Request);

        (await Should.ThrowAsync<InvalidOperationException>(() => job.WaitAsync())).Message.ShouldContain("WaitAsync");
        (await Should.ThrowAsync<InvalidOperationException>(() => job.RefreshAsync())).Message.ShouldContain("SeedanceModelFactory");
        (await Should.ThrowAsync<InvalidOperationException>(() => job.DownloadAsync("river.mp4"))).Message.ShouldContain(job.Id);
        job.Latest.ShouldBeNull();
    }
}
