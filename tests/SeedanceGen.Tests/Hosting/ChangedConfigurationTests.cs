using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.TestKit.Telemetry;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Hosting;

/// <summary>A key or an address that changes while the host runs, such as a key that is rotated.</summary>
public sealed class ChangedConfigurationTests : IDisposable
{
    private const string First = "sd2_live_first_key";
    private const string Second = "sd2_live_second_key";

    private readonly Service _service = new();
    private readonly LogRecorder _log = new();

    private readonly IConfigurationRoot _configuration = new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Seedance:ApiKey"] = First,
            ["Seedance:BaseAddress"] = "https://first.example.com",
            ["Seedance:eu:ApiKey"] = "sd2_live_eu_first",
            ["Seedance:eu:BaseAddress"] = "https://eu.example.com",
        })
        .Build();

    public void Dispose()
    {
        _service.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task The_next_call_carries_the_changed_key_to_the_changed_address()
    {
        await using var services = Services();
        var client = services.GetRequiredService<ISeedanceClient>();

        await client.GetAsync("req_1");
        Change(("Seedance:ApiKey", Second));
        await client.GetAsync("req_1");
        Change(("Seedance:BaseAddress", "https://second.example.com"));
        await client.GetAsync("req_1");

        _service.Seen.ShouldBe([$"first.example.com {First}", $"first.example.com {Second}", $"second.example.com {Second}"]);
        services.GetRequiredService<IOptionsMonitor<SeedanceClientOptions>>().CurrentValue.ApiKey.ShouldBe(Second);
        _log.Lines.Count(line => line.EventId.Name == "AccessChanged").ShouldBe(2);
    }

    [Fact]
    public async Task A_client_with_a_name_follows_its_own_section()
    {
        await using var services = Services();
        var (client, european) = (
            services.GetRequiredService<ISeedanceClient>(), services.GetRequiredKeyedService<ISeedanceClient>("eu"));

        Change(("Seedance:eu:ApiKey", "sd2_live_eu_second"));
        await client.GetAsync("req_1");
        await european.GetAsync("req_1");

        _service.Seen.ShouldBe([$"first.example.com {First}", "eu.example.com sd2_live_eu_second"]);
    }

    [Theory]
    [InlineData("Seedance:ApiKey", "sd2_live_canary with a space")]
    [InlineData("Seedance:BaseAddress", "http://plain.example.com")]
    [InlineData("Seedance:BaseUrl", "https://other.example.com")]
    public async Task A_change_that_is_not_accepted_is_logged_and_the_client_goes_on(string key, string value)
    {
        await using var services = Services();
        var client = services.GetRequiredService<ISeedanceClient>();

        Change((key, value));
        await client.GetAsync("req_1");
        Change((key, key.EndsWith("BaseUrl", StringComparison.Ordinal) ? null : _configuration[key]), ("Seedance:ApiKey", Second),
            ("Seedance:BaseAddress", "https://second.example.com"));
        await client.GetAsync("req_1");

        _service.Seen.ShouldBe([$"first.example.com {First}", $"second.example.com {Second}"]);
        var rejected = _log.Lines.Where(line => line.EventId.Name == "ChangeRejected").ShouldHaveSingleItem();
        rejected.Text.ShouldContain(key.Split(':')[1]);
        rejected.Text.ShouldNotContain("canary");
    }

    [Fact]
    public async Task A_named_section_that_disappears_does_not_make_the_client_take_another_account_s_key()
    {
        await using var services = Services();
        var european = services.GetRequiredKeyedService<ISeedanceClient>("eu");

        Change(("Seedance:eu:ApiKey", null), ("Seedance:eu:BaseAddress", null));
        await european.GetAsync("req_1");

        _service.Seen.ShouldBe(["eu.example.com sd2_live_eu_first"]);
        _log.Lines.Where(line => line.EventId.Name == "ChangeRejected").ShouldHaveSingleItem().Text.ShouldContain("'Seedance:eu'");
    }

    [Fact]
    [PastTheProxy("The service of the test is a handler of the host.")]
    public async Task A_submission_under_way_keeps_its_key_over_its_attempts()
    {
        await using var services = Services();
        _service.Responses.Enqueue(() =>
        {
            Change(("Seedance:ApiKey", Second), ("Seedance:BaseAddress", "https://second.example.com"));
            return Service.Response(HttpStatusCode.ServiceUnavailable, "{}", retryAfter: 0);
        });
        _service.Responses.Enqueue(() => Service.Response(
            HttpStatusCode.OK, """{"success":true,"requestId":"req_1","status":"queued","creditsCharged":40}"""));

        var client = services.GetRequiredService<ISeedanceClient>();
        await client.SubmitAsync(Requests.River);
        await client.GetAsync("req_1");

        _service.Seen.ShouldBe([$"first.example.com {First}", $"first.example.com {First}", $"second.example.com {Second}"]);
    }

    [Fact]
    public async Task An_earlier_key_that_a_late_response_repeats_is_masked_too()
    {
        await using var services = Services();
        _service.Responses.Enqueue(() =>
        {
            Change(("Seedance:ApiKey", Second));
            return Service.Response(
                HttpStatusCode.BadRequest, $$$"""{"success":false,"error":{"code":"bad","message":"{{{First}}}"}}""");
        });

        var error = await services.GetRequiredService<ISeedanceClient>().GetAsync("req_1").ShouldThrowAsync<SeedanceApiException>();

        error.ToString().ShouldNotContain(First);
        error.Response.RawBody.ShouldNotContain(First);
    }

    [Fact]
    public async Task A_client_that_is_disposed_of_follows_no_more()
    {
        var services = Services();
        services.GetRequiredService<ISeedanceClient>();
        await services.DisposeAsync();

        Change(("Seedance:ApiKey", Second));

        _log.Lines.ShouldNotContain(line => line.EventId.Name == "AccessChanged");
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.Services.AddSingleton<Microsoft.Extensions.Logging.ILoggerFactory>(_log));
        services.AddSeedance(_configuration).ConfigurePrimaryHttpMessageHandler(() => _service);
        services.AddSeedance("eu", _configuration).ConfigurePrimaryHttpMessageHandler(() => _service);
        return services.BuildServiceProvider();
    }

    private void Change(params (string Key, string? Value)[] values)
    {
        foreach (var (key, value) in values)
            _configuration[key] = value;
        _configuration.Reload();
    }

    /// <summary>Notes the host and the key of each request.</summary>
    private sealed class Service : ServiceInMemory
    {
        public Queue<Func<HttpResponseMessage>> Responses { get; } = new();

        public List<string> Seen { get; } = [];

        public static HttpResponseMessage Response(HttpStatusCode status, string body, int? retryAfter = null)
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(body) };
            response.Content.Headers.ContentType = new("application/json");
            if (retryAfter is { } seconds)
                response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
            return response;
        }

        protected override Task<HttpResponseMessage> RespondAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Seen.Add($"{request.RequestUri!.Host} {request.Headers.Authorization!.Parameter}");
            return Task.FromResult(Responses.TryDequeue(out var response)
                ? response()
                : Response(HttpStatusCode.OK, """{"success":true,"requestId":"req_1","status":"queued"}"""));
        }
    }
}
