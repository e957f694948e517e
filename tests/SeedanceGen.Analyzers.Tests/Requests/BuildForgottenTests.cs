using SeedanceGen.Analyzers.CodeFixes.Requests;
using SeedanceGen.Analyzers.Tests.Harness;

namespace SeedanceGen.Analyzers.Tests.Requests;

public sealed class BuildForgottenTests
{
    private readonly Verifier _verifier = new(Descriptors.BuildForgottenId);
    private readonly FixVerifier _fixes = new(Descriptors.BuildForgottenId, new BuildForgottenFix());

    [Theory]
    [InlineData("_ = client.SubmitAsync([|VideoRequest.Seedance20(\"A river\")|]);")]
    [InlineData("_ = client.SubmitAsync([|VideoRequest.Seedance20(\"A river\").WithDuration(5)|]);")]
    [InlineData("_ = client.GenerateAsync([|builder|]);")]
    [InlineData("_ = new GenerationJob(client, null!, [|builder|]);")]
    [InlineData("VideoGenerationRequest request = [|VideoRequest.Seedance20(\"A river\")|]; _ = request;")]
    [InlineData("VideoGenerationRequest? request = null; request = [|builder|]; _ = request;")]
    [InlineData("_ = Later(); static VideoGenerationRequest Later() => [|VideoRequest.Seedance20(\"A river\")|];")]
    [InlineData("_ = Later(); static VideoGenerationRequest Later() { return [|VideoRequest.Seedance20(\"A river\")|]; }")]
    [InlineData("[|VideoRequest.Seedance20(\"A river\")|];")]
    [InlineData("[|VideoRequest.Seedance20(\"A river\").WithDuration(5)|];")]
    public Task A_builder_where_its_request_is_meant_is_reported(string statement) => _verifier.SourceReportsAsync(InMethod(statement));

    [Theory]
    [InlineData("_ = client.SubmitAsync(VideoRequest.Seedance20(\"A river\").Build());")]
    [InlineData("builder.WithDuration(5);")]
    [InlineData("builder.WithDuration(5).WithResolution(Resolution.P720);")]
    [InlineData("Kept(builder); static void Kept(Seedance20RequestBuilder given) => _ = given;")]
    [InlineData("object kept = VideoRequest.Seedance20(\"A river\"); _ = kept;")]
    [InlineData("var request = builder.Build(); _ = request;")]
    [InlineData("Shared().WithDuration(5); Seedance20RequestBuilder Shared() => builder;")]
    [InlineData("_ = VideoRequest.Seedance20(\"A river\");")]
    public Task A_builder_that_is_built_kept_or_meant_is_silent(string statement) => _verifier.SourceReportsAsync(InMethod(statement));

    [Fact]
    public async Task The_message_says_what_to_add()
    {
        var found = await _verifier.SourceReportsAsync(
            InMethod("_ = client.SubmitAsync([|builder|]);\n[|VideoRequest.Seedance20(\"A river\")|];"));

        found.Select(each => each.GetMessage(System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(
        [
            "'VideoGenerationRequest' is expected, and this is its builder; end it with .Build()",
            "The builder is dropped, so it makes no 'VideoGenerationRequest'; end it with .Build()",
        ]);
    }

    [Theory]
    [InlineData("_ = client.SubmitAsync(builder);", "_ = client.SubmitAsync(builder.Build());")]
    [InlineData(
        "_ = client.SubmitAsync(VideoRequest.Seedance20(\"A river\").WithDuration(5) /* five */);",
        "_ = client.SubmitAsync(VideoRequest.Seedance20(\"A river\").WithDuration(5).Build() /* five */);")]
    [InlineData(
        "VideoGenerationRequest request = VideoRequest.Seedance20(\"A river\"); _ = request;",
        "VideoGenerationRequest request = VideoRequest.Seedance20(\"A river\").Build(); _ = request;")]
    public async Task The_fix_ends_the_builder(string statement, string expected) =>
        (await _fixes.ApplyAsync(InMethod(statement), action: 0)).ShouldBe(InMethod(expected));

    [Fact]
    public async Task No_fix_is_offered_for_a_builder_that_is_dropped() =>
        (await _fixes.TitlesOfSourceAsync(InMethod("VideoRequest.Seedance20(\"A river\");"))).ShouldBeEmpty();

    private static string InMethod(string statement) => $$"""
        using SeedanceGen;

        internal static class Program
        {
            private static void Main() => Run(new SeedanceClient(), VideoRequest.Seedance20("A lake"));

            private static void Run(ISeedanceClient client, Seedance20RequestBuilder builder)
            {
                _ = client;
                _ = builder;
                {{statement}}
            }
        }
        """;
}
