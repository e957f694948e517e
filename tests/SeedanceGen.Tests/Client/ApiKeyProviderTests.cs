using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Client;

/// <summary>A key that code gives for each call, such as one from a vault.</summary>
public sealed class ApiKeyProviderTests
{
    private readonly StepClock _clock = new();

    [Fact]
    public async Task Each_call_asks_for_its_key_and_keeps_it_over_its_attempts()
    {
        var (asked, keys) = (0, new List<string?>());
        var handler = new QueueHandler(
            _clock, Noting(InMemory.Status(503, retryAfter: "1")), Noting(InMemory.Accepted), Noting(InMemory.Job("queued")));
        InMemoryResponse Noting(InMemoryResponse response) => (request, cancellationToken) =>
        {
            keys.Add(request.Headers.Authorization?.Parameter);
            return response(request, cancellationToken);
        };

        await using var client = Client(handler, _ => ValueTask.FromResult($"sd2_live_number_{++asked}"));
        await _clock.RunAsync(() => client.SubmitAsync(Requests.River));
        await _clock.RunAsync(() => client.GetAsync("req_1"));

        keys.ShouldBe(["sd2_live_number_1", "sd2_live_number_1", "sd2_live_number_2"]);
    }

    [Fact]
    public async Task A_provider_that_fails_sends_nothing_and_its_words_are_not_told()
    {
        var handler = new QueueHandler(_clock, InMemory.Accepted);
        await using var client = Client(handler, _ => throw new InvalidOperationException("vault says sd2_live_canary"));

        var error = await client.SubmitAsync(Requests.River).ShouldThrowAsync<SeedanceConfigurationException>();

        error.Setting.ShouldBe(nameof(SeedanceClientOptions.ApiKeyProvider));
        error.Message.ShouldContain("ApiKeyProvider failed (InvalidOperationException). Nothing was sent");
        error.ToString().ShouldNotContain("canary");
        handler.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wait_goes_on_after_a_provider_that_fails_for_a_while()
    {
        var asked = 0;
        var handler = new QueueHandler(_clock, InMemory.Accepted, InMemory.Job("processing"), InMemory.Job("succeeded"));
        await using var client = Client(handler, _ => ++asked is > 2 and < 6
            ? throw new InvalidOperationException("The vault is not there.")
            : ValueTask.FromResult("sd2_live_test"));

        var job = await _clock.RunAsync(() => client.SubmitAsync(Requests.River));
        var video = await _clock.RunAsync(() => job.WaitAsync());

        video.Status.ShouldBe(GenerationStatus.Succeeded);
        asked.ShouldBe(6);
        handler.Seen.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_submission_that_a_provider_stopped_may_be_made_again()
    {
        await using var client = Client(
            new QueueHandler(_clock, InMemory.Accepted), _ => throw new InvalidOperationException("The vault is not there."));

        var error = await client.SubmitAsync(Requests.River).ShouldThrowAsync<SeedanceConfigurationException>();

        error.SubmissionWasNotCharged.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, "gives no API key")]
    [InlineData("", "gives no API key")]
    [InlineData("sd2_live_canary\n", "U+000A")]
    public async Task A_malformed_key_sends_nothing(string? key, string told)
    {
        var handler = new QueueHandler(_clock, InMemory.Accepted);
        await using var client = Client(handler, _ => ValueTask.FromResult(key!));

        var error = await client.SubmitAsync(Requests.River).ShouldThrowAsync<SeedanceConfigurationException>();

        error.Message.ShouldContain(told);
        error.ToString().ShouldNotContain("canary");
        handler.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_provider_that_hangs_is_waited_for_no_longer_than_the_call_may_take()
    {
        var handler = new QueueHandler(_clock, InMemory.Accepted);
        await using var client = Client(
            handler, async cancellationToken => await _clock.HangAsync<string>(cancellationToken).ConfigureAwait(false));

        var error = await _clock.RunAsync(() => Record.ExceptionAsync(() => client.SubmitAsync(Requests.River)));

        error.ShouldBeOfType<SeedanceConnectionException>().Message.ShouldContain("it was not sent within 00:03:00");
        handler.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancellation_reaches_the_provider_and_nothing_was_submitted()
    {
        using var stop = new CancellationTokenSource();
        var handler = new QueueHandler(_clock, InMemory.Accepted);
        await using var client = Client(handler, async cancellationToken =>
        {
            await stop.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return "sd2_live_late";
        });

        var error = (await Record.ExceptionAsync(() => client.SubmitAsync(Requests.River, stop.Token)))
            .ShouldBeOfType<OperationCanceledException>();

        error.Message.ShouldContain("Nothing was submitted");
        error.CancellationToken.ShouldBe(stop.Token);
        handler.Seen.ShouldBeEmpty();
    }

    [Fact]
    [PastTheProxy("The service repeats the key.")]
    public async Task A_response_that_repeats_a_provided_key_does_not_show_it()
    {
        var handler = new QueueHandler(
            _clock, InMemory.Json("""{"success":false,"error":{"code":"bad","message":"sd2_x_provided_canary"}}""", 400));
        await using var client = Client(handler, _ => ValueTask.FromResult("sd2_x_provided_canary"));

        var error = await client.GetAsync("req_1").ShouldThrowAsync<SeedanceApiException>();

        error.ToString().ShouldNotContain("canary");
        error.Response.RawBody.ShouldNotContain("canary");
    }

    [Fact]
    public void A_key_beside_a_provider_is_a_fault()
    {
        var options = new SeedanceClientOptions { ApiKey = "sd2_live_test", ApiKeyProvider = _ => ValueTask.FromResult("sd2_live_other") };

        Should.Throw<SeedanceConfigurationException>(() => new SeedanceClient(options)).Message
            .ShouldBe("ApiKeyProvider and ApiKey are both set; set one of them.");
    }

    [Fact]
    public void A_named_client_with_a_provider_needs_no_section()
    {
        var services = new ServiceCollection();
        services.AddSeedance(
            "studio", new ConfigurationBuilder().Build(), options => options.ApiKeyProvider = _ => ValueTask.FromResult("sd2_live_studio"));
        using var provider = services.BuildServiceProvider();

        provider.GetRequiredKeyedService<ISeedanceClient>("studio").ShouldNotBeNull();
    }

    private SeedanceClient Client(QueueHandler handler, Func<CancellationToken, ValueTask<string>> keys) =>
        new(new SeedanceClientOptions
        {
            ApiKeyProvider = keys,
            BaseAddress = EngineHandler.Address,
            HttpHandler = handler,
            TimeProvider = _clock.Time,
        });
}
