using SeedanceGen.Analyzers.CodeFixes.Jobs;
using SeedanceGen.Analyzers.Tests.Harness;

namespace SeedanceGen.Analyzers.Tests.Jobs;

public sealed class JobDroppedFixTests
{
    private readonly FixVerifier _verifier = new(Descriptors.JobDroppedId, new JobDroppedFix());

    [Theory]
    [InlineData("await client.SubmitAsync(request); // money", "var job = await client.SubmitAsync(request); // money")]
    [InlineData("client.SubmitAsync(request);", "var job = await client.SubmitAsync(request);")]
    [InlineData("await client.GenerateAsync(request);", "var video = await client.GenerateAsync(request);")]
    [InlineData(
        "var job = 1; await client.SubmitAsync(request); _ = job;", "var job = 1; var job2 = await client.SubmitAsync(request); _ = job;")]
    [InlineData("client.WaitAsync(\"req_1\");", "var video = await client.WaitAsync(\"req_1\");")]
    [InlineData("client.SubmitAsync(request).GetAwaiter().GetResult();", "var job = client.SubmitAsync(request).GetAwaiter().GetResult();")]
    public async Task The_fix_keeps_a_dropped_job_in_a_variable(string statement, string expected) =>
        (await _verifier.ApplyAsync(JobDroppedTests.InMethod(statement), action: 0)).ShouldBe(JobDroppedTests.InMethod(expected));

    [Theory]
    [InlineData("client.SubmitAsync(request).Wait();")]
    [InlineData("client?.SubmitAsync(request);")]
    [InlineData("lock (client) { client.SubmitAsync(request); }")]
    [InlineData("new List<VideoGenerationRequest>().ForEach(each => client.SubmitAsync(each));")]
    [InlineData("if (request is null) client.SubmitAsync(request!);")]
    public async Task No_fix_is_offered_where_it_would_not_compile(string statement) =>
        (await _verifier.TitlesOfSourceAsync(JobDroppedTests.InMethod(statement))).ShouldBeEmpty();
}
