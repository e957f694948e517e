using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.TestKit.Responses;
using SeedanceGen.TestKit.Telemetry;
using SeedanceGen.Tests.Telemetry;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Security;

/// <summary>A proxy that fails is named by its host and port, and its credentials are in nothing that is said.</summary>
[PastTheProxy("The proxy is the one of the test.")]
[Collection(ListeningAlone.Name)]
public sealed class ProxyTests
{
    private const string User = "corpuser";
    private const string Password = "S3cret@Pw/ü";
    private const string Variable = "ALL_PROXY";

    private static readonly Printing Printing =
        new(typeof(SeedanceClient).Assembly, typeof(SeedanceConfigurationException), typeof(SeedanceValidationException));

    private static string Encoded => Uri.EscapeDataString(Password);

    [Theory]
    [InlineData(502)]
    [InlineData(407)]
    [InlineData(403)]
    [InlineData(503)]
    [InlineData(200, true)]
    [InlineData(0)]
    public async Task A_proxy_that_fails_is_named_without_its_credentials(int status, bool thenReset = false)
    {
        await using var server = new ScriptedServer(status switch
        {
            0 => OnSocket.Reset(),
            200 when thenReset => OnSocket.Bytes("HTTP/1.1 200 Connection established\r\n\r\nthis is no TLS"),
            407 => OnSocket.Status(407, headers: "Proxy-Authenticate: Basic realm=\"x\"\r\n"),
            _ => OnSocket.Status(status, "<html>the proxy says no</html>"),
        });
        await CheckAsync(server.BaseAddress);
    }

    [Fact]
    public Task A_proxy_that_cannot_be_reached_is_named_without_its_credentials() => CheckAsync(new Uri("http://127.0.0.1:1"));

    [Fact]
    public Task A_proxy_of_an_unknown_host_is_named_without_its_credentials() => CheckAsync(new Uri("http://proxy.invalid:3128"));

    /// <summary>What the platform quotes is not always an address: a proxy of the environment is known in all its forms.</summary>
    [Fact]
    public void The_password_of_a_proxy_of_the_environment_is_masked_in_every_form()
    {
        var before = Environment.GetEnvironmentVariable(Variable);
        try
        {
            foreach (var address in new[]
            {
                $"http://{User}:{Encoded}@proxy:3128", $"{User}:{Encoded}@proxy", $"http://{User}:{Password}@proxy",
                $"socks5://{User}:{Encoded}@p",
            })
            {
                Environment.SetEnvironmentVariable(Variable, address);
                var basic = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{User}:{Password}"));
                foreach (var form in new[] { Password, Encoded, Encoded.ToLowerInvariant(), basic, address, $"'{address}/'" })
                    ShouldHideThePassword(new SeedanceConnectionException($"It said {form}.", new IOException(form)).ToString());
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }
    }

    [Fact]
    public async Task A_handler_of_the_caller_is_searched_for_its_proxy()
    {
        var proxy = new WebProxy(new Uri($"http://{User}:{Encoded}@127.0.0.1:1"));
        foreach (var handler in new HttpMessageHandler[]
        {
            new HttpClientHandler { Proxy = proxy }, new PassingHandler { InnerHandler = new SocketsHttpHandler { Proxy = proxy } },
        })
        {
            using var client = new SeedanceClient("sd2_live_test", Options(handler));
            var error = await Should.ThrowAsync<SeedanceConnectionException>(() => client.ListModelsAsync());
            error.Message.ShouldContain("api.example.com through the proxy 127.0.0.1:1 (");
            ShouldHideThePassword(Printing.Everything(error));
        }

        using var direct = new SeedanceClient(
            "sd2_live_test", Options(new SocketsHttpHandler { Proxy = new ThrowingProxy(), ConnectTimeout = TimeSpan.FromSeconds(5) }));
        (await Record.ExceptionAsync(() => direct.ListModelsAsync())).ShouldBeAssignableTo<SeedanceException>()!.Message
            .ShouldNotContain("through the proxy");
    }

    private static async Task CheckAsync(Uri proxy)
    {
        using var log = new LogRecorder();
        using var telemetry = new TelemetryRecorder();
        var address = new UriBuilder(proxy) { UserName = User, Password = Encoded }.Uri;
        using var handler = new SocketsHttpHandler
        {
            Proxy = new WebProxy(address) { Credentials = new NetworkCredential(User, Password) },
            ConnectTimeout = TimeSpan.FromSeconds(5),
        };
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<ISeedanceClient>(new SeedanceClient("sd2_live_test", Options(handler, log)))
            .AddHealthChecks().AddSeedance().Services.BuildServiceProvider();
        var client = services.GetRequiredService<ISeedanceClient>();
        var video = new VideoGeneration
        {
            Success = true,
            RequestId = "req_1",
            Status = GenerationStatus.Succeeded,
            Output = new VideoOutput { Url = new Uri("https://cdn.example.com/v.mp4") },
        };

        foreach (var call in new Func<Task>[]
        {
            () => client.SubmitAsync(Requests.River), () => client.ListModelsAsync(),
            () => client.DownloadAsync(video, new MemoryStream(), new DownloadOptions { MaxAttempts = 1 }),
        })
        {
            var error = (await Record.ExceptionAsync(call)).ShouldBeAssignableTo<SeedanceException>()!;
            error.Message.ShouldContain($"through the proxy {proxy.Host}:{proxy.Port}");
            ShouldHideThePassword(Printing.Everything(error));
        }

        var entry = (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries.Single().Value;
        entry.Description.ShouldNotBeNull().ShouldContain($"through the proxy {proxy.Host}:{proxy.Port}");
        ShouldHideThePassword(entry.Description + entry.Exception);
        ShouldHideThePassword(log.Everything + telemetry.Everything);
    }

    private static SeedanceClientOptions Options(HttpMessageHandler handler, LogRecorder? log = null)
    {
        var options = new SeedanceClientOptions
        {
            BaseAddress = new Uri("https://api.example.com"),
            HttpHandler = handler,
            MaxAttempts = 1,
        };
        if (log is not null)
            options.LoggerFactory = log;
        return options;
    }

    private static void ShouldHideThePassword(string text)
    {
        foreach (var form in new[] { Password, Encoded, "S3cret", Encoded.ToLowerInvariant() })
            text.ShouldNotContain(form, Case.Insensitive);
    }

    private sealed class PassingHandler : DelegatingHandler;

    private sealed class ThrowingProxy : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => throw new InvalidOperationException("no proxy today");

        public bool IsBypassed(Uri host) => false;
    }
}
