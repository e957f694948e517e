using SeedanceGen.Analyzers.Tests.Harness;

namespace SeedanceGen.Analyzers.Tests.Jobs;

public sealed class JobDroppedTests
{
    private readonly Verifier _verifier = new(Descriptors.JobDroppedId);

    [Theory]
    [InlineData("await client.[|SubmitAsync|](request);")]
    [InlineData("await client.[|SubmitAsync|](request).ConfigureAwait(false);")]
    [InlineData("await client.[|SubmitAsync|](request).WaitAsync(TimeSpan.FromSeconds(1));")]
    [InlineData("client.[|SubmitAsync|](request);")]
    [InlineData("client?.[|SubmitAsync|](request);")]
    [InlineData("client!.[|SubmitAsync|](request).Wait();")]
    [InlineData("client!.[|SubmitAsync|](request).GetAwaiter().GetResult();")]
    [InlineData("new List<VideoGenerationRequest>().ForEach(each => client.[|SubmitAsync|](each));")]
    [InlineData("new List<VideoGenerationRequest>().ForEach(async each => await client.[|SubmitAsync|](each));")]
    [InlineData("for (; ; client.[|SubmitAsync|](request)) break;")]
    [InlineData("await client.[|GenerateAsync|](request);")]
    [InlineData("client.[|GenerateAsync|](request);")]
    [InlineData("client.[|GetJob|](\"req_1\");")]
    [InlineData("new Decorator().[|SubmitAsync|](request, default);")]
    public Task A_job_that_is_charged_and_dropped_is_reported(string statement) => _verifier.SourceReportsAsync(InMethod(statement));

    [Theory]
    [InlineData("client.[|WaitAsync|](\"req_1\");")]
    [InlineData("client.GetJob(\"req_1\").[|WaitAsync|]();")]
    [InlineData("client.GetJob(\"req_1\").[|RefreshAsync|]();")]
    [InlineData("client.[|WatchAsync|](\"req_1\");")]
    [InlineData("client.[|GenerateManyAsync|]([request], 2);")]
    [InlineData("client.[|GetAsync|](\"req_1\").ConfigureAwait(false);")]
    public Task A_wait_that_is_not_awaited_is_reported(string statement) => _verifier.SourceReportsAsync(InMethod(statement));

    [Theory]
    [InlineData("var job = await client.SubmitAsync(request); _ = job.Id;")]
    [InlineData("_ = client.SubmitAsync(request);")]
    [InlineData("_ = await client.SubmitAsync(request);")]
    [InlineData("await (await client.SubmitAsync(request)).WaitAsync();")]
    [InlineData("await client.WaitAsync(\"req_1\");")]
    [InlineData("await client.GetJob(\"req_1\").WaitAsync();")]
    [InlineData("client.WaitAsync(\"req_1\").Wait();")]
    [InlineData("await foreach (var video in client.WatchAsync(\"req_1\")) Console.WriteLine(video.Status);")]
    [InlineData("await client.CancelAsync(\"req_1\");")]
    [InlineData("await client.SubmitAsync(request).ContinueWith(done => Console.WriteLine(done.Result.Id));")]
    [InlineData("await Task.WhenAll(new[] { request }.Select(each => client.SubmitAsync(each)));")]
    [InlineData("Func<Task<GenerationJob>> submit = () => client.SubmitAsync(request); _ = submit;")]
    [InlineData("await Kept.SaveAsync(client.GetJob(\"req_1\"));")]
    public Task A_job_that_is_kept_or_awaited_is_silent(string statement) => _verifier.SourceReportsAsync(InMethod(statement));

    [Fact]
    public async Task The_message_says_what_is_lost()
    {
        var found = await _verifier.SourceReportsAsync(InMethod("client.[|SubmitAsync|](request);\nclient.[|WaitAsync|](\"req_1\");"));
        found.Select(each => each.GetMessage(System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(
        [
            "What SubmitAsync returns is dropped: a job is charged when it is accepted, and its id is the only way to its video",
            "What WaitAsync returns is dropped: it is not awaited, so neither its end nor its failure is seen",
        ]);
    }

    internal static string InMethod(string statement) => $$"""
        using SeedanceGen;

        internal static class Program
        {
            private static async Task Main() => await Run(new SeedanceClient(), null!);

            private static async Task Run(ISeedanceClient client, VideoGenerationRequest request)
            {
                await Task.Yield();
                {{statement}}
            }
        }

        internal static class Kept
        {
            public static Task<GenerationJob> SaveAsync(GenerationJob job) => Task.FromResult(job);
        }

        {{Decorator.Source}}
        """;
}
