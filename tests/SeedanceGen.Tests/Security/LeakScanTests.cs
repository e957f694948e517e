using System.Diagnostics;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SeedanceGen.Testing;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.TestKit.Telemetry;
using SeedanceGen.Tests.Telemetry;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Security;

/// <summary>
/// Everything is run with everything on; the marker may be in no place but the header that carries the key to the service.
/// </summary>
[Collection(ListeningAlone.Name)]
public sealed class LeakScanTests : IDisposable
{
    private const string Key = "sd2_live_CANARYKEY";

    private readonly LogRecorder _log = new();
    private readonly StringBuilder _said = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task The_key_the_prompt_the_media_and_the_webhook_are_in_nothing_that_is_said_of_a_job()
    {
        using var telemetry = new TelemetryRecorder(static source => source is SeedanceTelemetry.Name or "System.Net.Http");
        await using var server = await ServerOfTheRun.StartAsync(new() { ApiKey = Key });
        await using var services = Services(server.BaseAddress);
        var client = services.GetRequiredService<ISeedanceClient>();
        var request = Requests.River with
        {
            Prompt = "CANARYPROMPT",
            MediaUrls = [new Uri("https://media.example.com/CANARYMEDIA.png")],
            WebhookUrl = new Uri("https://hooks.example.com/CANARYHOOK"),
        };

        var job = await client.SubmitAsync(request);
        await client.GetAsync(job.Id);
        await client.ListModelsAsync();
        Say(await services.GetRequiredService<HealthCheckService>().CheckHealthAsync());
        await job.WaitAsync(new WaitOptions { PollInterval = TimeSpan.FromTicks(1), ExpectWebhook = false });
        await client.DownloadAsync(job.Latest!, new MemoryStream());
        await CatchAsync(() => client.CancelAsync(job.Id));
        await EverythingElseAsync(client, request);
        await CatchAsync(() => client.GetAsync("req_missing"));
        await CatchAsync(() => client.SubmitAsync(request with { Duration = 1000 }));
        Say(client, job, services.GetRequiredService<IOptions<SeedanceClientOptions>>().Value);

        _log.Lines.ShouldNotBeEmpty();
        telemetry.Spans.ShouldNotBeEmpty();
        foreach (var marker in new[] { "CANARYKEY", "CANARYPROMPT", "CANARYMEDIA", "CANARYHOOK" })
            (_log.Everything + telemetry.Everything + _said).ShouldNotContain(marker);
        _log.Everything.ShouldNotContain(job.Latest!.Output!.Url!.AbsolutePath);
        server.Journal.KeyLeaks.ShouldBeEmpty();
        server.Journal.Entries.ShouldAllBe(entry => entry.HasAuthorization == (entry.OperationId != null));
    }

    [Fact]
    [PastTheProxy("The responses are no HTTP, no JSON, or have the key in the place of a status.")]
    public async Task A_service_that_repeats_the_key_in_all_it_says_does_not_get_it_into_an_error()
    {
        using var telemetry = new TelemetryRecorder(static source => source is SeedanceTelemetry.Name or "System.Net.Http");
        const string Echo = $$$"""{"success":false,"error":{"code":"{{{Key}}}","message":"{{{Key}}} is wrong"}}""";
        const string Headers = $"Content-Type: application/json\r\nX-Echo: {Key}\r\n";
        var scriptedResponses = new (string Name, SocketResponse SocketResponse)[]
        {
            ("401", OnSocket.Status(401, Echo, Headers)),
            ("429", OnSocket.Status(429, Echo, Headers + "Retry-After: 0\r\n")),
            ("503", OnSocket.Status(503, Echo, Headers)),
            ("HTML", OnSocket.Status(500, $"<html>{Key}</html>", Headers)),
            ("envelope", OnSocket.Json(Echo)),
            ("not JSON", OnSocket.Status(200, $"{Key} is not JSON", Headers)),
            ("reason phrase", OnSocket.Bytes($"HTTP/1.1 500 {Key}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")),
            ("redirect", OnSocket.Status(302, headers: $"Location: http://127.0.0.1:1/?key={Key}\r\n")),
            ("reset", OnSocket.Reset()),
            ("an id that is the key", OnSocket.Status(502, $$"""{"requestId":"{{Key}}","status":"queued"}""", Headers)),
            ("a number that is none",
                OnSocket.Json($$"""{"success":true,"requestId":"{{Key}}","status":"queued","creditsCharged":"{{Key}}"}""")),
            ("the error of a failed job",
                OnSocket.Json(
                $$$"""{"success":true,"requestId":"req_1","status":"failed","error":"""
                + $$$"""{"code":"{{{Key}}}","message":"{{{Key}}} is wrong"}}""")),
            ("a status", OnSocket.Json($$"""{"success":true,"requestId":"req_1","status":"{{Key}}"}""")),
            ("cut short inside an id", OnSocket.Bytes($"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{{\"requestId\":\"{Key}\",")),
            ("cut short", OnSocket.Bytes($"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{Key}")),
        };

        foreach (var (name, scripted) in scriptedResponses)
        {
            await using var server = new ScriptedServer(scripted);
            await using var services = Services(server.BaseAddress);
            var client = services.GetRequiredService<ISeedanceClient>();
            await CatchAsync(() => client.SubmitAsync(Requests.River));
            await CatchAsync(() => client.ListModelsAsync());
            await CatchAsync(() => client.CancelAsync("req_1"));
            await CatchAsync(() => client.WaitAsync(
                "req_1", new WaitOptions { Timeout = TimeSpan.FromTicks(1), OnTimeoutOrCancel = UnfinishedJobAction.CancelJob }));
            Say(await services.GetRequiredService<HealthCheckService>().CheckHealthAsync());

            $"{name}: {_log.Everything}{telemetry.Everything}{_said}".ShouldNotContain("CANARYKEY");
            server.Requests.ShouldNotBeEmpty(name);
            server.Requests.ShouldAllBe(request =>
                request.Headers["Authorization"] == $"Bearer {Key}" && !$"{request.Target}{request.Body}"
                    .Contains(Key, StringComparison.Ordinal));
            server.Requests.SelectMany(request => request.Headers).Count(header => header.Value.Contains(Key, StringComparison.Ordinal))
                .ShouldBe(server.Requests.Count);
        }
    }

    [Fact]
    [PastTheProxy("There is no service, only a host of videos.")]
    public async Task The_host_of_the_video_gets_no_key_also_when_it_refuses_breaks_off_or_redirects()
    {
        foreach (var scripted in new[] { OnSocket.Status(403), OnSocket.Status(302, headers: "Location: /elsewhere\r\n"), OnSocket.Reset(),
            OnSocket.Status(200, "video") })
        {
            await using var cdn = new ScriptedServer(scripted);
            await using var services = Services(new Uri("http://127.0.0.1:1"));
            var generation = new VideoGeneration
            {
                Success = true,
                RequestId = "req_1",
                Status = GenerationStatus.Succeeded,
                Output = new VideoOutput { Url = new Uri(cdn.BaseAddress, "video.mp4?signature=CANARYSIGNATURE") },
            };

            await CatchAsync(() => services.GetRequiredService<ISeedanceClient>()
                .DownloadAsync(generation, new MemoryStream(), new DownloadOptions { MaxAttempts = 1 }));

            cdn.Requests.ShouldNotBeEmpty();
            cdn.Requests.ShouldAllBe(request => !request.Headers.ContainsKey("Authorization") && !string.Concat(request.Headers.Values)
                .Contains(Key, StringComparison.Ordinal));
            $"{_log.Everything}{_said}".ShouldNotContain("CANARY");
        }
    }

    [Fact]
    public async Task The_log_of_the_factory_redacts_the_key_when_it_is_turned_on_again()
    {
        await using var server = await ServerOfTheRun.StartAsync(new() { ApiKey = Key });
        await using var services = Services(server.BaseAddress, connection => connection.AddDefaultLogger());

        await services.GetRequiredService<ISeedanceClient>().ListModelsAsync();

        _log.Everything.ShouldContain("Authorization");
        _log.Everything.ShouldNotContain("CANARYKEY");
    }

    [Fact]
    public void A_key_in_the_wrong_place_is_not_shown_by_the_error_about_it()
    {
        foreach (var address in new[] { $"http://{Key}", $"https://{Key}@api.example.com", $"https://api.example.com/?key={Key}",
            $"ftp://{Key}" })
            Say(Should.Throw<SeedanceConfigurationException>(
                () => new SeedanceClient(new SeedanceClientOptions { ApiKey = Key, BaseAddress = new Uri(address) })));
        Say(Should.Throw<SeedanceConfigurationException>(() => new SeedanceClient(Key + "\n")));

        _said.ToString().ShouldNotContain("CANARYKEY", Case.Insensitive);
    }

    [Fact]
    public void Every_type_that_holds_the_key_is_hidden_from_debuggers_and_serializers()
    {
        using var client = new SeedanceClient(new SeedanceClientOptions { ApiKey = Key });
        var holders = KeyHolders.In(client, Key).ToList();

        holders.ShouldNotBeEmpty();
        holders.ShouldAllBe(holder => holder.IsDefined(typeof(DebuggerBrowsableAttribute)));
        System.Text.Json.JsonSerializer.Serialize(new SeedanceClientOptions { ApiKey = Key }.ToString()).ShouldNotContain(Key);
        typeof(SeedanceClientOptions).GetProperty(nameof(SeedanceClientOptions.ApiKey))!
            .IsDefined(typeof(System.Text.Json.Serialization.JsonIgnoreAttribute)).ShouldBeTrue();
    }

    /// <summary>What a client does beyond single calls.</summary>
    private async Task EverythingElseAsync(ISeedanceClient client, VideoGenerationRequest request)
    {
        var wait = new WaitOptions { PollInterval = TimeSpan.FromTicks(1), ExpectWebhook = false };
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var video = await client.GenerateAsync(request, wait);
            await client.DownloadAsync(video, Path.Combine(folder.FullName, "video.mp4"));
            await foreach (var read in client.WatchAsync(video.RequestId, wait))
                Say(read.RequestId, read.Status);
            await foreach (var outcome in client.GenerateManyAsync([request, request with { Duration = 1000 }], 2, wait))
                Say([.. new object?[] { outcome.Job, outcome.Error }.OfType<object>()]);
            client.PollNow(video.RequestId);
            await CatchAsync(() => client.DownloadAsync(video with { Output = null }, new MemoryStream()));
            await CatchAsync(() => client.WaitAsync(video.RequestId, wait with { PollInterval = TimeSpan.Zero }));
            await CatchAsync(() => client.WaitAsync(video.RequestId, wait, cancellationToken: new CancellationToken(canceled: true)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private ServiceProvider Services(Uri address, Action<IHttpClientBuilder>? change = null)
    {
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log));
        collection.AddSingleton<TimeProvider>(new SkippingClock(TimeSpan.FromSeconds(30)).Time);
        var connection = collection.AddSeedance(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Seedance:ApiKey"] = Key,
            ["Seedance:BaseAddress"] = address.AbsoluteUri,
            ["Seedance:MaxAttempts"] = "2",
        }).Build());
        change?.Invoke(connection);
        collection.AddHealthChecks().AddSeedance();
        return collection.BuildServiceProvider();
    }

    private async Task CatchAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception exception) when (exception is SeedanceException or OperationCanceledException)
        {
            Say(exception);
        }
    }

    /// <summary>Keeps all that a thing says of itself: an exception with its inner ones, its response and its data.</summary>
    private void Say(params object[] things)
    {
        foreach (var thing in things)
        {
            _said.AppendLine(thing.ToString());
            if (thing is HealthReport report)
                Say([.. report.Entries.Values.SelectMany(entry => new object?[] { entry.Description, entry.Exception }).OfType<object>()]);
            if (thing is SeedanceApiException { Response: var response })
                _said.AppendLine(FormattableString.Invariant(
                    $"{response} {response.Code} {response.Message} {response.RawBody} {string.Join(' ', response.Headers)}"));
            if (thing is SubmissionOutcomeUnknownException { Response: { } unknown })
                _said.AppendLine(
                    FormattableString.Invariant($"{unknown.Code} {unknown.Message} {unknown.RawBody} {string.Join(' ', unknown.Headers)}"));
            // The job itself has its prompt, which is what it is for.
            foreach (var property in thing is Exception ? thing.GetType().GetProperties()
                .Where(property => property.Name != nameof(GenerationException.Generation)) : [])
                _said.AppendLine(FormattableString.Invariant($"{property.Name}={property.GetValue(thing)}"));
        }
    }
}
