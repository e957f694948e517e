using System.Text.Json;

namespace SeedanceGen.Tests.Jobs;

/// <summary>What a person reads of a job in a log or a debugger.</summary>
public sealed class JobTextTests
{
    [Theory]
    [InlineData("""{"success":true,"requestId":"req_1","status":"queued"}""", "req_1: queued")]
    [InlineData(
        """{"success":true,"requestId":"req_1","status":"succeeded","output":{"type":"video","url":"https://cdn.example.com/a?s=x"}}""",
        "req_1: succeeded, the video is at cdn.example.com")]
    [InlineData("""{"success":true,"requestId":"req_1","status":"succeeded"}""", "req_1: succeeded")]
    [InlineData(
        """{"success":true,"requestId":"req_1","status":"failed","error":{"code":"moderated","message":"Not\nallowed."}}""",
        "req_1: failed (Not allowed., moderated)")]
    [InlineData("""{"success":true,"requestId":"req_1","status":"failed","error":"Not allowed."}""", "req_1: failed (Not allowed.)")]
    [InlineData("""{"success":true,"requestId":"req_1","status":"failed","error":17}""", "req_1: failed (17)")]
    [InlineData("""{"success":true,"requestId":"req_1","status":"paused","more":1}""", "req_1: paused")]
    public void A_job_says_its_id_its_status_and_what_came_of_it(string json, string text) =>
        JsonSerializer.Deserialize(json, SeedanceJsonContext.Default.VideoGeneration)!.ToString().ShouldBe(text);

    [Fact]
    public void A_job_without_an_id_or_a_status_says_so() =>
        new VideoGeneration { Success = true, RequestId = "", Status = default }.ToString().ShouldBe("not known: not known");

    [Fact]
    public void An_acceptance_says_the_price()
    {
        const string Json = """{"success":true,"requestId":"req_1","status":"queued","creditsCharged":40}""";

        JsonSerializer.Deserialize(Json, SeedanceJsonContext.Default.VideoGenerationAccepted)!.ToString()
            .ShouldBe("req_1: queued, 40 credits");
    }
}
