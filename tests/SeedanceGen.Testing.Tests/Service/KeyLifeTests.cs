using System.Net;
using Microsoft.Extensions.Time.Testing;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Service;

public sealed class KeyLifeTests
{
    private const string NewKey = "sd2_live_new";

    [Fact]
    public async Task A_revoked_key_is_refused_with_the_documented_error_from_then_on()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync();

        server.Keys.Revoke();
        var rejected = await api.GetAsync(requestId);

        rejected.ShouldBeError(HttpStatusCode.Unauthorized, "unauthorized");
        rejected.Body.ShouldBe(Example.Json("error.unauthorized").ToJsonString());
        server.Keys.IsRevoked.ShouldBeTrue();
        server.GetJob(requestId).Polls.ShouldBe(0);
        server.Journal.Entries.Select(entry => entry.Credential).ShouldBe([MockCredential.Valid, MockCredential.Revoked]);
    }

    [Fact]
    public async Task A_key_that_is_replaced_in_mid_run_is_refused_and_the_new_one_reads_the_same_job()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var old = new ApiCaller(server);
        var requestId = await old.StartJobAsync();

        server.Keys.Rotate(NewKey);
        using var current = new ApiCaller(server, NewKey);

        (await old.GetAsync(requestId)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await current.GetAsync(requestId)).StatusCode.ShouldBe(HttpStatusCode.OK);
        server.ApiKey.ShouldBe(NewKey);
    }

    [Fact]
    public async Task Within_its_grace_a_replaced_key_is_accepted_and_not_a_moment_longer()
    {
        var time = new FakeTimeProvider();
        await using var server = await SeedanceMockServer.StartAsync(new() { TimeProvider = time });
        using var old = new ApiCaller(server);

        server.Keys.Rotate(NewKey, grace: TimeSpan.FromMinutes(5));
        time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        (await old.ListModelsAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        time.Advance(TimeSpan.FromTicks(1));
        (await old.ListModelsAsync()).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        server.Journal.Entries.Select(entry => entry.Credential).ShouldBe([MockCredential.Replaced, MockCredential.Revoked]);
    }

    [Fact]
    public async Task A_revocation_ends_every_grace_and_a_new_key_ends_the_revocation()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var old = new ApiCaller(server);
        server.Keys.Rotate(NewKey, grace: TimeSpan.FromDays(1));
        server.Keys.Revoke();
        (await old.ListModelsAsync()).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        server.Keys.Rotate(SeedanceMockOptions.DefaultApiKey);

        (await old.ListModelsAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        server.Keys.IsRevoked.ShouldBeFalse();
    }

    [Theory]
    [InlineData(null, MockCredential.Missing)]
    [InlineData("Bearer", MockCredential.Malformed)]
    [InlineData("Bearer sd2_live_mock twice", MockCredential.Malformed)]
    [InlineData("Basic sd2_live_other", MockCredential.Malformed)]
    [InlineData("sd2_live_mock", MockCredential.Malformed)]
    [InlineData("Bearer sd2_live_other", MockCredential.Unknown)]
    [InlineData("bearer sd2_live_mock", MockCredential.Valid)]
    public async Task The_journal_tells_credentials_apart(string? authorization, MockCredential expected)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        if (authorization is not null)
            http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        using var response = await http.GetAsync("api/open/v1/models");

        response.StatusCode.ShouldBe(expected == MockCredential.Valid ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
        server.Journal.Entries.ShouldHaveSingleItem().Credential.ShouldBe(expected);
        server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wait_of_the_client_ends_when_its_key_is_revoked_in_mid_run()
    {
        using var clock = new VirtualTimeProvider();
        await using var server = await SeedanceMockServer.StartAsync(new() { TimeProvider = clock, Lifecycle = JobLifecycle.Manually });
        await using var client = VirtualClient.Of(server, clock);
        var job = await client.SubmitAsync(VideoRequest.Seedance20("A river").Build());
        using var revoking = clock.CreateTimer(_ => server.Keys.Revoke(), null, TimeSpan.FromMinutes(3), Timeout.InfiniteTimeSpan);

        var ended = await Should.ThrowAsync<GenerationUnreadableException>(() => job.WaitAsync());

        ended.InnerException.ShouldBeOfType<SeedanceAuthenticationException>();

        clock.Elapsed.ShouldBeInRange(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(3.4));
        server.Journal.Entries[^1].Credential.ShouldBe(MockCredential.Revoked);
    }
}
