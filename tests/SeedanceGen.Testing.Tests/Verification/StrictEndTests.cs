using System.Text.RegularExpressions;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Verification;

/// <summary>The message with which the end of a strict mock fails a test.</summary>
public sealed partial class StrictEndTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Everything_that_was_wrong_is_told_at_the_end_each_on_a_line_of_its_own(bool onSocket)
    {
        var gone = await WebhookReceiver.StartAsync();
        var url = gone.Url;
        await gone.DisposeAsync();
        using var clock = new VirtualTimeProvider();
        var options = new SeedanceMockOptions { TimeProvider = clock, Webhook = new() { RetryDelays = [TimeSpan.FromSeconds(5)] } };
        var mock = onSocket ? await SeedanceMockServer.StartAsync(options) : SeedanceMock.InMemory(options);
        using var api = new ApiCaller(mock);

        var job = await api.StartJobAsync(Requests.WithWebhook(url));
        mock.GetJob(job).Succeed();
        await mock.WaitForWebhooksAsync();
        await api.SubmitAsync("""{"model":"seedance-1.5-pro","prompt":"A river","duration":7}""");
        await api.SendAsync(HttpMethod.Get, "api/open/v1/video/generation/" + job);
        await api.SendAsync(HttpMethod.Get, "api/open/v1/models?key=" + mock.ApiKey);
        mock.Given(MockOperation.Cancel).ForJob(job).Respond(MockFault.Status(500));

        var thrown = await Should.ThrowAsync<SeedanceMockException>(async () => await mock.DisposeAsync());

        Undated().Replace(thrown.Message.ReplaceLineEndings("\n"), "…").ShouldBe(
            string.Join(
                '\n',
                $"The mock server found 5 things wrong in this test. A test that means it so names the kind in "
                    + $"SeedanceMockOptions.IgnoredViolations.",
                $"  RequestViolation: POST /api/open/v1/video/generations (submitVideoGeneration): /duration: "
                    + $"expected one of 5, 10, actual 7 (enum). The fault of the caller.",
                $"  UnmatchedRequest: GET /api/open/v1/video/generation/{job} is no operation; nearest: GET "
                    + $"/api/open/v1/video/generations/{{requestId}}. The fault of the caller.",
                $"  KeyLeak: #4 … GET /api/open/v1/models?key=[redacted] → 200 KEY LEAK had credentials in its "
                    + $"target. Expected: the key in the Authorization header of requests to the API, and nowhere else. The "
                    + $"caller's fault.",
                $"  UndeliveredWebhook: The webhook of {job} to {url.GetLeftPart(UriPartial.Authority)} did not "
                    + $"arrive in 2 attempts: … {job} Result #1 → not delivered: Connection refused ({url.Authority}); … "
                    + $"{job} Result #2 → not delivered: Connection refused ({url.Authority}). Expected: a 2xx response of "
                    + $"the receiver before the server ends. A receiver that cannot be reached, or refuses it, is at fault; "
                    + $"a test that ended too early awaits WaitForWebhooksAsync.",
                $"  UnusedFault: The fault 'status 500' for cancelVideoGeneration of job '{job}', the next 1: played "
                    + $"0 times. The nearest requests that came: #1 … POST /api/open/v1/video/generations → 200 queued; #3 "
                    + $"… GET /api/open/v1/video/generation/{job} → 404; #4 … GET /api/open/v1/models?key=[redacted] → 200 "
                    + $"KEY LEAK. The test did not test what it says: send such requests, or script fewer faults."));
    }

    [GeneratedRegex(@"\d\d:\d\d:\d\d\.\d\d\d")]
    private static partial Regex Undated();
}
