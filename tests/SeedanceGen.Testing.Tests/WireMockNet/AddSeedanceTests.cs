using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SeedanceGen.Testing.Tests.Support;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;

namespace SeedanceGen.Testing.Tests.WireMockNet;

[Trait("Category", "Slow")]
public sealed class AddSeedanceTests : IDisposable
{
    private readonly WireMockServer _server = WireMockServer.Start();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task The_log_of_the_server_has_the_exchanges_of_a_job()
    {
        await using var seedance = _server.AddSeedance();
        await using var client = seedance.CreateClient();

        var video = await client.GenerateAsync(VideoRequest.Seedance20("A river").Build(), Fast);

        video.Status.ShouldBe(GenerationStatus.Succeeded);
        seedance.Ledger.ShouldHaveCharged(40);
        var log = _server.LogEntries.ToList();
        log.Select(entry => (entry.RequestMessage!.Method, entry.ResponseMessage!.StatusCode, entry.MappingTitle)).ShouldBe(
            [("POST", 200, "Seedance"), ("GET", 200, "Seedance"), ("GET", 200, "Seedance"), ("GET", 200, "Seedance")]);
        log[0].RequestMessage!.Body!.ShouldContain("A river");
        log[0].ResponseMessage!.BodyData!.BodyAsString!.ShouldContain("\"creditsCharged\":40");
        log[0].ResponseMessage!.Headers!["Content-Type"].ShouldHaveSingleItem().ShouldBe("application/json; charset=utf-8");
    }

    [Fact]
    public async Task Other_mappings_of_the_server_are_untouched()
    {
        _server.Given(Request.Create().WithPath("/orders")).RespondWith(Response.Create().WithBody("mine"));
        await using var seedance = _server.AddSeedance();
        using var http = _server.CreateClient();

        (await http.GetStringAsync("orders")).ShouldBe("mine");
        using var unknown = await http.GetAsync("api/open/v2/unknown");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await unknown.Content.ReadAsStringAsync()).ShouldContain("No matching mapping found");

        seedance.Journal.Entries.ShouldBeEmpty();
        seedance.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mapping_that_was_added_later_or_comes_first_by_its_priority_wins()
    {
        await using var seedance = _server.AddSeedance();
        using var api = new ApiCaller(seedance);
        (await api.ListModelsAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);

        _server.Given(Request.Create().WithPath("/api/open/v1/models")).RespondWith(Response.Create().WithStatusCode(418));
        ((int)(await api.ListModelsAsync()).StatusCode).ShouldBe(418);

        await using var first = _server.AddSeedance(prefix: "/first", priority: -1);
        _server.Given(Request.Create().WithPath("/*")).RespondWith(Response.Create().WithStatusCode(418));
        using var other = new ApiCaller(first);
        (await other.ListModelsAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Mocks_under_different_prefixes_share_nothing()
    {
        await using var europe = _server.AddSeedance(new() { ApiKey = "sd2_live_europe" }, "/europe");
        await using var asia = _server.AddSeedance(new() { Lifecycle = JobLifecycle.Immediately }, "/asia/east");
        await using var client = asia.CreateClient();

        var job = await client.SubmitAsync(VideoRequest.Seedance20("A river").Build());
        using var video = new MemoryStream();
        var bytes = await job.DownloadAsync(video);

        bytes.ShouldBeGreaterThan(1000);
        asia.BaseAddress.ToString().ShouldBe(_server.Url + "/asia/east/");
        asia.Journal.Entries.ShouldContain(entry => entry.Path == $"/__seedance/videos/{job.Id}.mp4");
        europe.Jobs.ShouldBeEmpty();
        europe.Journal.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Below_a_prefix_an_unknown_path_is_a_violation()
    {
        await using var seedance = _server.AddSeedance(
            new() { IgnoredViolations = [MockViolationKind.UnmatchedRequest] }, "/seedance");
        using var api = new ApiCaller(seedance);

        (await api.SendAsync(HttpMethod.Get, "api/open/v1/video/generation/x"))
            .ShouldBeError(HttpStatusCode.NotFound, MockErrorCodes.UnknownRoute);

        seedance.Violations.ShouldHaveSingleItem().Kind.ShouldBe(MockViolationKind.UnmatchedRequest);
        using var http = _server.CreateClient();
        (await (await http.GetAsync("seedance2/x")).Content.ReadAsStringAsync()).ShouldContain("No matching mapping found");
    }

    [Fact]
    public async Task The_end_of_the_mock_takes_it_off_the_server_and_fails_a_test_in_which_something_was_wrong()
    {
        var seedance = _server.AddSeedance();
        using var api = new ApiCaller(seedance);
        await api.SubmitAsync("""{"model":"seedance-2.0","prompt":"A river","duration":99}""");

        var wrong = await Should.ThrowAsync<SeedanceMockException>(() => seedance.DisposeAsync().AsTask());

        wrong.Message.ShouldContain("/duration");
        _server.Mappings.ShouldBeEmpty();
        using var http = _server.CreateClient();
        (await http.GetAsync("api/open/v1/models")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        seedance.Journal.Entries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_reset_of_the_mock_forgets_jobs_and_a_reset_of_the_server_takes_the_mock_off_it()
    {
        await using var seedance = _server.AddSeedance();
        using var api = new ApiCaller(seedance);
        var job = await api.StartJobAsync();

        await seedance.ResetAsync();
        (await api.GetAsync(job)).ShouldBeError(HttpStatusCode.NotFound, MockErrorCodes.UnknownRequestId);

        _server.Reset();
        (await api.GetAsync(job)).Body.ShouldContain("No matching mapping found");
        await using var again = _server.AddSeedance();
        (await api.ListModelsAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        again.Journal.Entries.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Ten_minutes_of_polling_take_no_time()
    {
        using var clock = new VirtualTimeProvider();
        await using var seedance = _server.AddSeedance(
            new() { TimeProvider = clock, Lifecycle = JobLifecycle.After(TimeSpan.FromMinutes(10)) });
        await using var client = seedance.CreateClient();

        await client.GenerateAsync(VideoRequest.Seedance20("A river").Build());

        clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(10));
        _server.LogEntries.Count.ShouldBe(seedance.Journal.Entries.Count);
    }

    [Fact]
    public async Task A_webhook_comes_after_the_response_and_after_a_lost_one()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var seedance = _server.AddSeedance(new() { Lifecycle = JobLifecycle.Immediately });
        using var api = new ApiCaller(seedance);

        var job = await api.StartJobAsync(Requests.WithWebhook(receiver.Url));
        (await receiver.NextAsync()).Body.ShouldContain(job);

        seedance.Given(MockOperation.Submit).Respond(MockFault.ConnectionReset().AfterProcessing());
        await Should.ThrowAsync<HttpRequestException>(() => api.SubmitAsync(Requests.WithWebhook(receiver.Url)));
        (await receiver.NextAsync()).Body.ShouldContain("succeeded");
    }

    [Fact]
    public async Task The_log_of_the_server_tells_a_fault_before_the_caller_sees_it()
    {
        await using var seedance = _server.AddSeedance();
        using var api = new ApiCaller(seedance);
        seedance.Given().Respond(MockFault.ConnectionReset());
        await Should.ThrowAsync<HttpRequestException>(api.ListModelsAsync);
        seedance.Given().Respond(MockFault.ConnectionReset(FaultPoint.InsideBody));
        await Should.ThrowAsync<HttpRequestException>(api.ListModelsAsync);

        _server.LogEntries.Select(entry => entry.ResponseMessage!.FaultType)
            .ShouldBe([FaultType.EMPTY_RESPONSE, FaultType.MALFORMED_RESPONSE_CHUNK]);
    }

    [Fact]
    public async Task A_hanging_response_ends_with_the_mock()
    {
        var seedance = _server.AddSeedance(new() { Strict = false });
        using var http = new HttpClient(seedance.CreateHandler()) { BaseAddress = seedance.BaseAddress };
        seedance.Given().Respond(MockFault.Hang());
        var hanging = http.GetAsync("api/open/v1/models");

        await Eventually.IsTrueAsync(() => seedance.Journal.Entries.Count == 1);
        await seedance.DisposeAsync();

        await Should.ThrowAsync<HttpRequestException>(() => hanging.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Over_https_a_fault_of_the_connection_resets_it()
    {
        using var scratch = new Scratch();
        using var server = WireMockServer.Start(new WireMockServerSettings
        {
            UseSSL = true,
            CertificateSettings = new() { X509CertificateFilePath = CertificateIn(scratch), X509CertificatePassword = "" },
        });
        await using var seedance = server.AddSeedance(new() { Strict = false });
        using var http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = static (_, sent, _, _) => sent?.Subject == "CN=localhost" },
        })
        { BaseAddress = seedance.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", seedance.ApiKey);
        (await http.GetAsync("api/open/v1/models")).StatusCode.ShouldBe(HttpStatusCode.OK);
        seedance.Given().Respond(MockFault.ConnectionClosed(FaultPoint.InsideBody)).Next(4);

        await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync("api/open/v1/models"));
    }

    [Fact]
    public async Task The_administration_of_the_server_lists_the_mock_as_a_mapping()
    {
        await using var seedance = _server.AddSeedance(prefix: "/x");

        _server.MappingModels.ShouldHaveSingleItem().Title.ShouldBe("Seedance/x");
    }

    [Fact]
    public async Task A_second_mock_a_wrong_prefix_or_a_wrong_option_is_rejected()
    {
        await using var seedance = _server.AddSeedance();
        Should.Throw<InvalidOperationException>(() => _server.AddSeedance()).Message.ShouldContain("already");
        Should.Throw<ArgumentException>(() => _server.AddSeedance(prefix: "europe")).ParamName.ShouldBe("prefix");
        Should.Throw<ArgumentException>(() => _server.AddSeedance(prefix: "/europe/")).ParamName.ShouldBe("prefix");
        Should.Throw<ArgumentException>(() => _server.AddSeedance(new() { ApiKey = "a b" }, "/x"));
        Should.Throw<ArgumentException>(() => SeedanceMockEndpoint.Create(new Uri("ftp://localhost/")));
        _server.Mappings.Count.ShouldBe(1);
    }

    private static string CertificateIn(Scratch scratch)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var file = scratch.File("localhost.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx, ""));
        return file;
    }

    private static WaitOptions Fast => new() { PollInterval = TimeSpan.FromMilliseconds(1) };
}
