using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Jobs;

/// <summary>The shape of a failed job's error is not documented: a code in any likely shape is kept.</summary>
public sealed class ErrorCodeTests
{
    [Theory]
    [PastTheProxy("The proxy writes numbers anew.")]
    [InlineData("""{"code":"moderated","message":"No"}""", "moderated", "No")]
    [InlineData("""{"code":4031,"message":"No"}""", "4031", "No")]
    [InlineData("""{"code":40.31}""", "40.31", null)]
    [InlineData("""{"code":1e400,"message":7}""", "1e400", "7")]
    [InlineData("""{"code":-1}""", "-1", null)]
    [InlineData("4031", "4031", null)]
    [InlineData("\"No\"", null, "No")]
    [InlineData("""{"code":null,"message":null}""", null, null)]
    [InlineData("""{"code":{"a":1}}""", null, null)]
    public async Task A_code_that_is_a_number_is_not_lost(string error, string? code, string? message)
    {
        var clock = new StepClock();
        await using var client = new QueueHandler(clock, InMemory.Job("failed", $",\"error\":{error}")).CreateClient();

        var failed = (await clock.RunAsync(() => Record.ExceptionAsync(() => client.WaitAsync("req_1"))))
            .ShouldBeOfType<GenerationFailedException>();

        failed.Generation.ErrorCode.ShouldBe(code);
        failed.Generation.ErrorMessage.ShouldBe(message);
        foreach (var shown in new[] { code, message })
            failed.Message.ShouldContain(shown ?? "failed");
    }

    [Theory]
    [PastTheProxy("The API describes the code as a text.")]
    [InlineData("""{"success":false,"error":{"code":4031,"message":"No"}}""", "4031", "No")]
    [InlineData("""{"success":false,"error":{"code":4031}}""", "4031", null)]
    public async Task A_code_of_a_refusal_that_is_a_number_is_not_lost(string body, string code, string? message)
    {
        await using var client = new QueueHandler(new StepClock(), InMemory.Json(body, 400)).CreateClient();

        var refused = (await Record.ExceptionAsync(() => client.GetAsync("req_1"))).ShouldBeOfType<SeedanceApiException>();

        refused.Code.ShouldBe(code);
        refused.Response.Message.ShouldBe(message);
        refused.Message.ShouldContain(code);
    }
}
