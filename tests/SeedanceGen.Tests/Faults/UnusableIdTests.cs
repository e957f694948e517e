using System.Text.Json;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Faults;

/// <summary>
/// An accepted job whose id no address can hold is a paid job: its error says so, has the id, and is not for another try.
/// </summary>
[PastTheProxy("The responses are not what is described.")]
public sealed class UnusableIdTests
{
    public static TheoryData<string> Ids =>
        [".", "..", "", " ", "\t", "a\r\nX: y", "a\0", "\u0085", "\u001b[2J", new string('x', 100_000), new string('é', 2_000)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task An_unusable_id_is_an_error_of_the_submission_and_not_of_the_wait(string id)
    {
        foreach (var status in new[] { 200, 503 })
        {
            var body = $$"""{"success":true,"requestId":{{JsonSerializer.Serialize(id)}},"status":"queued","creditsCharged":40}""";
            var handler = new QueueHandler(new StepClock(), InMemory.Json(body, status, retryAfter: "0"), InMemory.Accepted);
            await using var client = handler.CreateClient(options => options.MaxCredits = 100);

            var error = await client.GenerateAsync(Requests.River).ShouldThrowAsync<UnusableJobIdException>();

            (error.RawId, error.CreditsCharged, error.RequestId, client.CreditsCharged).ShouldBe((id, 40, null, 40));
            error.Message.Length.ShouldBeLessThan(600);
            error.Message.ShouldAllBe(character => !char.IsControl(character));
            error.Message.ShouldContain("accepted and charged (40 credits)");
            error.ShouldBeAssignableTo<SubmissionOutcomeUnknownException>("code that does not repeat such a submission knows it");
            handler.Seen.Count.ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("{\"id\":\"x\"}")]
    [InlineData("[\"a\",\"b\"]")]
    [InlineData("true")]
    [InlineData("\"\\ud800\"")]
    public async Task What_is_no_text_is_no_id_but_a_job(string value)
    {
        var body = $$"""{"success":true,"requestId":{{value}},"status":"queued","creditsCharged":40}""";
        var handler = new QueueHandler(new StepClock(), InMemory.Json(body));
        await using var client = handler.CreateClient();

        (await client.SubmitAsync(Requests.River).ShouldThrowAsync<UnusableJobIdException>()).CreditsCharged.ShouldBe(40);
        await client.Api.SubmitVideoGenerationAsync(Requests.River).ShouldThrowAsync<UnusableJobIdException>();
    }

    [Theory]
    [InlineData("17", "17")]
    [InlineData("\"a/b\"", "a/b")]
    [InlineData("\"a b\"", "a b")]
    [InlineData("\"\\u00fcml\\u00e4ut?x#y\"", "ümläut?x#y")]
    [InlineData("\"%2e%2e\"", "%2e%2e")]
    public async Task An_id_of_other_characters_can_be_used(string value, string id)
    {
        var handler = new QueueHandler(
            new StepClock(), InMemory.Json($$"""{"success":true,"requestId":{{value}},"status":"queued"}"""), InMemory.Job("succeeded"));
        await using var client = handler.CreateClient();

        var job = await client.SubmitAsync(Requests.River);
        await job.RefreshAsync();

        job.Id.ShouldBe(id);
        handler.Seen[1].Address.AbsolutePath.ShouldEndWith("/" + Uri.EscapeDataString(id));
    }
}
