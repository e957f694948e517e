using System.Text.Json;
using SeedanceGen.Testing;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Faults;

/// <summary>Each fault of the catalogue, over a real socket, in each operation: the typed outcome, and what it cost.</summary>
public sealed class FaultMatrixTests : IDisposable
{
    private readonly VirtualTimeProvider _clock = new();
    private readonly NoServer _nowhere = new();

    /// <summary>The faults that a call which is safe to repeat rides out when they pass.</summary>
    private static readonly string[] Lasting =
        ["truncated without a length", "malformed JSON", "HTML page", "200 with the error envelope", "204", "redirect"];

    /// <summary>
    /// The framework's own handler sends a request without content up to four times when the peer closes it without a word.
    /// </summary>
    private const int ResentByTheHandler = 4;

    /// <summary>What a download refuses by its first bytes, after one look for another link.</summary>
    private static readonly string[] OtherTypes = ["malformed JSON", "HTML page", "200 with the error envelope"];

    /// <summary>What a download refuses for good.</summary>
    private static readonly string[] NoVideo = ["refused", "unknown host", "TLS failure", "204"];

    /// <summary>In a run through the proxy, only those that keep to the contract.</summary>
    public static TheoryData<string> Faults =>
        [.. Fault.All.Where(fault => fault.IsDescribed || !ProxiedRun.IsOn).Select(fault => fault.Name)];

    public void Dispose()
    {
        _clock.Dispose();
        _nowhere.Dispose();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_submission_is_accepted_at_most_once_and_says_what_is_known(string name)
    {
        var fault = Fault.Named(name);
        await using var server = new ScriptedServer(ResponseOf(fault), OnSocket.Json(Documented.Read("text-to-video.accepted.json")));
        await using var client = Client(server, fault);

        var error = await Record.ExceptionAsync(() => client.SubmitAsync(Documented.Request("text-to-video.request.json")));

        var accepted = server.Requests.Count - (fault.MayBeAccepted ? 0 : Math.Min(server.Requests.Count, 1));
        accepted.ShouldBeLessThanOrEqualTo(1);
        switch (name)
        {
            case "refused" or "unknown host" or "TLS failure":
                error.ShouldBeOfType<SeedanceConnectionException>().Message.ShouldContain("Nothing was submitted");
                break;
            case "429 with Retry-After" or "503 with Retry-After":
                error.ShouldBeNull();
                server.Requests.Count.ShouldBe(2);
                _clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(7));
                break;
            case "429":
                error.ShouldBeOfType<SeedanceRateLimitException>().RetryAfter.ShouldBeNull();
                server.Requests.Count.ShouldBe(1);
                break;
            case "200 with the error envelope":
                error.ShouldBeOfType<SeedanceApiException>().Code.ShouldBe("quota");
                server.Requests.Count.ShouldBe(1);
                break;
            default:
                error.ShouldBeOfType<SubmissionOutcomeUnknownException>().Message.ShouldContain("look whether the job exists");
                server.Requests.Count.ShouldBe(1);
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Reading_a_job_survives_a_transient_fault(string name) =>
        RidesOut(name, "result.succeeded.json", client => client.GetAsync("req_1234567890"));

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_cancel_survives_a_transient_fault(string name) =>
        RidesOut(name, "cancel.response.json", client => client.CancelAsync("req_1234567890"));

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_fault_that_stays_is_a_typed_error_of_reading_a_job(string name) =>
        Stays(name, resent: ResentByTheHandler, client => client.GetAsync("req_1234567890"));

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_fault_that_stays_is_a_typed_error_of_a_cancel(string name) =>
        Stays(name, resent: ResentByTheHandler, client => client.CancelAsync("req_1234567890"));

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_download_is_whole_or_not_there(string name)
    {
        var video = Videos.Head + string.Concat(Enumerable.Repeat("0123456789", 50));
        var (error, files) = await DownloadAsync(name, ResponseOf(Fault.Named(name)), OnSocket.Status(200, video));

        if (NoVideo.Contains(name))
        {
            error.ShouldBeOfType<SeedanceConnectionException>();
            files.ShouldBeEmpty();
        }
        else
        {
            error.ShouldBeNull();
            files.ShouldHaveSingleItem().ShouldBe(video);
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_that_stays_is_a_typed_error_of_a_download_and_leaves_nothing(string name)
    {
        var (error, files) = await DownloadAsync(name, ResponseOf(Fault.Named(name)));

        error.ShouldBeOfType<SeedanceConnectionException>();
        if (OtherTypes.Contains(name))
            error.Message.ShouldContain(name == "HTML page" ? "text/html" : "application/json");
        files.ShouldBeEmpty();
    }

    private async Task<(Exception? Error, string[] Files)> DownloadAsync(string name, params SocketResponse[] responses)
    {
        var fault = Fault.Named(name);
        await using var host = new ScriptedServer(responses);
        var link = new Uri(fault.Response is null ? _nowhere.AddressFor(name) : host.BaseAddress, "/video.mp4");
        // The job, when it is read for another link, has the same.
        var again = JsonSerializer.Serialize(Finished(link), SeedanceJsonContext.Default.VideoGeneration);
        await using var service = new ScriptedServer(OnSocket.Json(again));
        await using var client = Client(service);
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var error = await Record.ExceptionAsync(() => client.DownloadAsync(Finished(link), Path.Combine(folder.FullName, "video.mp4")));
            host.Requests.ShouldAllBe(request => !request.Headers.ContainsKey("Authorization"));
            return (error, [.. Directory.GetFiles(folder.FullName).Select(File.ReadAllText)]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static VideoGeneration Finished(Uri link) => new()
    {
        Success = true,
        RequestId = "req_1234567890",
        Status = GenerationStatus.Succeeded,
        Output = new VideoOutput { Url = new Uri(link, "/video.mp4") },
    };

    private async Task Stays(string name, int resent, Func<SeedanceClient, Task> call)
    {
        var fault = Fault.Named(name);
        await using var server = new ScriptedServer(ResponseOf(fault));
        await using var client = Client(server, fault);

        var error = await Record.ExceptionAsync(() => call(client));

        if (name.StartsWith("429", StringComparison.Ordinal))
            error.ShouldBeOfType<SeedanceRateLimitException>();
        else if ((char.IsAsciiDigit(name[0]) && name != "204") || name is "HTML page with 502" or "redirect")
            error.ShouldBeOfType<SeedanceApiException>();
        else
            error.ShouldBeOfType<SeedanceConnectionException>();
        if (fault.Response is not null)
            server.Requests.Count.ShouldBe(Lasting.Contains(name) ? 1 : name == "FIN before the response" ? 3 * resent : 3);
    }

    private async Task RidesOut(string name, string response, Func<SeedanceClient, Task> call)
    {
        var fault = Fault.Named(name);
        await using var server = new ScriptedServer(ResponseOf(fault), OnSocket.Json(Documented.Read(response)));
        await using var client = Client(server, fault);

        var error = await Record.ExceptionAsync(() => call(client));

        if (fault.Response is null)
        {
            error.ShouldBeOfType<SeedanceConnectionException>();
        }
        else if (Lasting.Contains(name))
        {
            error.ShouldBeAssignableTo<SeedanceException>();
            server.Requests.Count.ShouldBe(1);
        }
        else
        {
            error.ShouldBeNull();
            server.Requests.Count.ShouldBe(2);
            if (name.EndsWith("with Retry-After", StringComparison.Ordinal))
                _clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(7));
        }
    }

    private SocketResponse ResponseOf(Fault fault) => fault.Response?.Invoke(_clock) ?? OnSocket.Error(500);

    private SeedanceClient Client(ScriptedServer server, Fault? fault = null) => new(
        "sd2_live_test",
        new SeedanceClientOptions
        {
            BaseAddress = fault is { Response: null } ? _nowhere.AddressFor(fault.Name) : server.BaseAddress,
            TimeProvider = _clock,
            MaxAttempts = 3,
            HttpHandler = _clock.Track(new SocketsHttpHandler { AllowAutoRedirect = false }),
        });
}
