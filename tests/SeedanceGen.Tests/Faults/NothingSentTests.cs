using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.TestKit.Telemetry;
using SeedanceGen.Tests.Hosting;

namespace SeedanceGen.Tests.Faults;

/// <summary>When nothing of a submission was sent, nothing was submitted: that is known, and the client tries again.</summary>
[PastTheProxy("No request comes to the service.")]
public sealed class NothingSentTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(150);

    [Fact]
    public async Task A_listener_that_never_speaks_TLS_got_nothing_and_the_submission_is_tried_again()
    {
        await using var silent = new SilentListener();
        await using var client = Client(new Uri($"https://127.0.0.1:{silent.Port}"));

        var error = await client.SubmitAsync(Requests.River).ShouldThrowAsync<SeedanceConnectionException>();

        error.Message.ShouldContain($"there was no connection to 127.0.0.1:{silent.Port} within {Soon} (ConnectTimeout)");
        error.Message.ShouldContain("Nothing was submitted; it is safe to try again.");
        silent.Connections.ShouldBe(2);
    }

    [Fact]
    public async Task A_read_that_got_no_connection_says_so()
    {
        await using var silent = new SilentListener();
        await using var client = Client(new Uri($"https://127.0.0.1:{silent.Port}"));

        (await client.GetAsync("req_1").ShouldThrowAsync<SeedanceConnectionException>()).Message.ShouldContain("(ConnectTimeout)");
    }

    [Theory]
    [InlineData("socket")]
    [InlineData("HttpClientHandler")]
    [InlineData("host")]
    [InlineData("HTTP/2")]
    public async Task A_handler_of_the_callers_shows_it_too_when_the_attempt_has_no_time_left(string handler)
    {
        await using var silent = new SilentListener();
        var address = new Uri($"https://127.0.0.1:{silent.Port}");
        HttpMessageHandler own = handler switch
        {
            "socket" => new SocketsHttpHandler(),
            "HttpClientHandler" => new PassingHandler(new HttpClientHandler()),
            "host" => new SocketsHttpHandler { ConnectTimeout = Soon },
            _ => new VersionHandler(new SocketsHttpHandler()),
        };
        var log = new LogRecorder();
        await using var client = Client(
            address, options => (options.HttpHandler, options.AttemptTimeout, options.LoggerFactory) = (own, Soon * 3, log));

        var error = await client.SubmitAsync(Requests.River).ShouldThrowAsync<SeedanceConnectionException>();

        error.Message.ShouldContain("Nothing was submitted");
        log.Lines.Count(line => line.EventId.Name == "CallRetried").ShouldBe(1);
    }

    [Fact]
    public async Task An_address_that_lets_packets_vanish_got_nothing()
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
                throw new InvalidOperationException();
            },
        };
        await using var client = Client(
            new Uri("https://127.0.0.1:1"), options => (options.HttpHandler, options.AttemptTimeout) = (handler, Soon));

        (await client.SubmitAsync(Requests.River).ShouldThrowAsync<SeedanceConnectionException>()).Message
            .ShouldContain($"there was no connection to 127.0.0.1:1 within {Soon} (AttemptTimeout)");
    }

    [Theory]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 5\r\n\r\nno.no")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nthis is no TLS")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("hello")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_proxy_that_gives_no_tunnel_or_none_that_works_passed_nothing_on(string? response)
    {
        await using var proxy = new SilentListener(response);
        var log = new LogRecorder();
        var handler = new SocketsHttpHandler { Proxy = new WebProxy($"http://127.0.0.1:{proxy.Port}"), ConnectTimeout = Soon };
        await using var client = Client(
            new Uri("https://seedance.invalid"), options => (options.HttpHandler, options.LoggerFactory) = (handler, log));

        (await client.SubmitAsync(Requests.River).ShouldThrowAsync<SeedanceConnectionException>()).Message
            .ShouldContain("Nothing was submitted");
        proxy.Connections.ShouldBeGreaterThan(0);
        log.Lines.Count(line => line.EventId.Name == "CallRetried").ShouldBe(1);
    }

    [Fact]
    public async Task A_caller_who_cancels_while_it_connects_submitted_nothing()
    {
        await using var silent = new SilentListener();
        await using var client = Client(
            new Uri($"https://127.0.0.1:{silent.Port}"), options => options.ConnectTimeout = Timeout.InfiniteTimeSpan);
        using var cancel = new CancellationTokenSource();
        var submission = client.SubmitAsync(Requests.River, cancel.Token);
        await silent.Connected;

        await cancel.CancelAsync();
        var error = (await Record.ExceptionAsync(() => submission)).ShouldBeOfType<OperationCanceledException>();

        error.Message.ShouldContain("Nothing was submitted");
        error.InnerException.ShouldNotBeOfType<SubmissionOutcomeUnknownException>();
        error.CancellationToken.ShouldBe(cancel.Token);
    }

    [Fact]
    public async Task A_request_that_was_sent_and_stays_without_a_response_may_be_accepted()
    {
        await using var silent = new SilentListener();
        await using var client = Client(new Uri($"http://127.0.0.1:{silent.Port}"), options => options.AttemptTimeout = Soon * 3);

        await client.SubmitAsync(Requests.River).ShouldThrowAsync<SubmissionOutcomeUnknownException>();

        silent.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task A_handler_that_is_not_the_platforms_tells_nothing()
    {
        var calls = 0;
        var handler = new FakeHandler(async token =>
        {
            calls++;
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            throw new InvalidOperationException();
        });
        await using var client = Client(
            new Uri("https://127.0.0.1:1"), options => (options.HttpHandler, options.AttemptTimeout) = (handler, Soon));

        await client.SubmitAsync(Requests.River).ShouldThrowAsync<SubmissionOutcomeUnknownException>();

        calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    [InlineData(HttpRequestError.ProxyTunnelError)]
    public async Task A_handler_that_says_that_there_was_no_connection_submitted_nothing(HttpRequestError error)
    {
        var calls = 0;
        var handler = new FakeHandler(_ =>
        {
            calls++;
            throw new HttpRequestException(error, "no connection");
        });
        await using var client = Client(new Uri("https://127.0.0.1:1"), options => options.HttpHandler = handler);

        (await client.SubmitAsync(Requests.River).ShouldThrowAsync<SeedanceConnectionException>()).Message
            .ShouldContain("Nothing was submitted");

        calls.ShouldBe(2);
    }

    [Fact]
    public async Task A_response_that_began_before_the_body_was_sent_and_broke_off_says_nothing_of_the_job()
    {
        await using var early = new SilentListener("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 100\r\n\r\n{");
        var handler = new ExpectingHandler(new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan });
        await using var client = Client(new Uri($"http://127.0.0.1:{early.Port}"), options => options.HttpHandler = handler);

        // The platform does not send a large body after an error.
        var large = VideoRequest.Seedance20(new string('x', 2000)).Build();
        await client.SubmitAsync(large).ShouldThrowAsync<SubmissionOutcomeUnknownException>();

        early.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task A_body_that_a_handler_has_read_may_have_been_sent()
    {
        await using var silent = new SilentListener();
        var handler = new ReadingHandler(new SocketsHttpHandler());
        await using var client = Client(
            new Uri($"https://127.0.0.1:{silent.Port}"), options => (options.HttpHandler, options.AttemptTimeout) = (handler, Soon));

        await client.SubmitAsync(Requests.River).ShouldThrowAsync<SubmissionOutcomeUnknownException>();
    }

    [Fact]
    public async Task A_handler_of_the_host_may_try_again_what_was_not_sent()
    {
        await using var silent = new SilentListener();
        var collection = new ServiceCollection();
        collection.ConfigureHttpClientDefaults(clients => clients.AddHttpMessageHandler(() => new StubbornHandler(copies: false)));
        collection.AddSeedance(options =>
        {
            (options.ApiKey, options.BaseAddress) = ("sd2_live_test", new Uri($"https://127.0.0.1:{silent.Port}"));
            (options.MaxAttempts, options.ConnectTimeout) = (2, Soon);
        });
        await using var services = collection.BuildServiceProvider();

        (await services.GetRequiredService<ISeedanceClient>().SubmitAsync(Requests.River).ShouldThrowAsync<SeedanceConnectionException>())
            .Message.ShouldContain("Nothing was submitted");
    }

    private static SeedanceClient Client(Uri address, Action<SeedanceClientOptions>? change = null)
    {
        var options = new SeedanceClientOptions
        {
            BaseAddress = address,
            ConnectTimeout = Soon,
            RetryDelay = TimeSpan.Zero,
            MaxAttempts = 2,
        };
        change?.Invoke(options);
        return new SeedanceClient("sd2_live_test", options);
    }

    /// <summary>Takes connections and what comes, and responds at most to a proxy's first request.</summary>
    private sealed class SilentListener : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<Socket> _sockets = [];
        private readonly string? _response;
        private readonly Task _accepting;

        public SilentListener(string? response = null)
        {
            _response = response;
            _listener.Start();
            _accepting = AcceptAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int Connections => _sockets.Count;

        public Task Connected => _connected.Task;

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _accepting;
            _sockets.ForEach(socket => socket.Dispose());
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    var socket = await _listener.AcceptSocketAsync();
                    _sockets.Add(socket);
                    _connected.TrySetResult();
                    if (_response is null)
                        continue;

                    await socket.ReceiveAsync(new byte[8192]);
                    await socket.SendAsync(Encoding.ASCII.GetBytes(_response));
                    socket.Shutdown(SocketShutdown.Send);
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Stopped.
            }
        }
    }

    private sealed class FakeHandler(Func<CancellationToken, Task<HttpResponseMessage>> respond) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            respond(cancellationToken);
    }

    private sealed class PassingHandler(HttpMessageHandler inner) : DelegatingHandler(inner);

    private sealed class ExpectingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.ExpectContinue = true;
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class VersionHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class ReadingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.ReadAsStreamAsync(cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
