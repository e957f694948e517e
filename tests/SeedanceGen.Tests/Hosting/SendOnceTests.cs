using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Hosting;

/// <summary>
/// A host may have handlers that repeat what failed; they do not repeat a submission that may be paid for. Counted on the server.
/// </summary>
public sealed class SendOnceTests
{
    /// <summary>The last two are broken off: the proxy that validates by the API description lets none such through.</summary>
    private static readonly string[] Faults = ProxiedRun.IsOn ? ["500", "503", "408", "429"]
        : ["500", "503", "408", "429", "reset", "no end"];

    public static TheoryData<string, bool> Unclear
    {
        get
        {
            var all = new TheoryData<string, bool>();
            foreach (var fault in Faults)
            {
                all.Add(fault, false);
                all.Add(fault, true);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Unclear))]
    public async Task A_host_s_handler_does_not_send_a_submission_again_that_may_have_been_accepted(string fault, bool copies)
    {
        await using var server = new ScriptedServer(ResponseOf(fault), OnSocket.Json(Documented.Read("text-to-video.accepted.json")));
        await using var services = Services(server.BaseAddress, copies);

        var error = await Record.ExceptionAsync(() => services.GetRequiredService<ISeedanceClient>().SubmitAsync(Requests.River));

        server.Requests.Count.ShouldBe(1);
        error.ShouldBeOfType<SubmissionOutcomeUnknownException>().Message.ShouldContain(
            fault == "no end" ? "broke off" : "was kept from it");
    }

    [Fact]
    public async Task A_handler_of_the_host_may_send_again_what_certainly_was_not_accepted()
    {
        await using var server = new ScriptedServer(
            OnSocket.Error(429, headers: "Retry-After: 0\r\n"), OnSocket.Error(503, headers: "Retry-After: 0\r\n"),
            OnSocket.Json(Documented.Read("text-to-video.accepted.json")));
        await using var services = Services(server.BaseAddress, copies: false);

        await services.GetRequiredService<ISeedanceClient>().SubmitAsync(Requests.River);

        server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    [PastTheProxy("There is no service.")]
    public async Task An_unreachable_service_is_reported_as_unreachable()
    {
        using var nowhere = new NoServer();
        await using var services = Services(nowhere.AddressFor("refused"), copies: false);

        var error = (await Record.ExceptionAsync(() => services.GetRequiredService<ISeedanceClient>().SubmitAsync(Requests.River)))
            .ShouldBeOfType<SeedanceConnectionException>();

        error.Message.ShouldContain("Nothing was submitted");
        error.ToString().ShouldNotContain("was kept from it", customMessage: "The handler may repeat what was not sent.");
    }

    [Fact]
    public async Task A_handler_of_the_host_may_repeat_a_request_that_costs_nothing()
    {
        await using var server = new ScriptedServer(
            OnSocket.Error(500), OnSocket.Error(500), OnSocket.Json(Documented.Read("cancel.response.json")));
        await using var services = Services(server.BaseAddress, copies: false);

        await services.GetRequiredService<ISeedanceClient>().CancelAsync("req_1234567890");

        server.Requests.Count.ShouldBe(StubbornHandler.Attempts);
    }

    [Fact]
    public async Task A_handler_that_is_added_to_a_named_client_alone_is_kept_from_it_too()
    {
        await using var server = new ScriptedServer(OnSocket.Error(500), OnSocket.Json(Documented.Read("text-to-video.accepted.json")));
        var collection = new ServiceCollection();
        collection.AddSeedance("studio", options => Configure(options, server.BaseAddress))
            .AddHttpMessageHandler(() => new StubbornHandler(copies: false));
        await using var services = collection.BuildServiceProvider();

        (await Record.ExceptionAsync(() => services.GetRequiredKeyedService<ISeedanceClient>("studio").SubmitAsync(Requests.River)))
            .ShouldBeOfType<SubmissionOutcomeUnknownException>();

        server.Requests.Count.ShouldBe(1);
    }

    /// <summary>A filter that was registered first has the last word about the handlers.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_filter_that_adds_its_handler_after_all_others_is_kept_from_it_too(bool isFirst)
    {
        await using var server = new ScriptedServer(OnSocket.Error(500), OnSocket.Json(Documented.Read("text-to-video.accepted.json")));
        var collection = new ServiceCollection();
        collection.AddSingleton<IHttpMessageHandlerBuilderFilter>(new StubbornFilter(isFirst));
        collection.AddSeedance(options => Configure(options, server.BaseAddress));
        await using var services = collection.BuildServiceProvider();

        (await Record.ExceptionAsync(() => services.GetRequiredService<ISeedanceClient>().SubmitAsync(Requests.River)))
            .ShouldBeOfType<SubmissionOutcomeUnknownException>();

        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Other_clients_of_the_host_are_left_alone()
    {
        await using var server = new ScriptedServer(OnSocket.Error(500), OnSocket.Status(200, "fine"));
        await using var services = Services(server.BaseAddress, copies: false);

        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("another");
        using var response = await http.PostAsync(server.BaseAddress, new StringContent("order"));

        ((int)response.StatusCode, server.Requests.Count).ShouldBe((200, 2));
    }

    [Fact]
    [PastTheProxy("The response is not of the API.")]
    public async Task A_handler_of_the_host_may_read_the_whole_of_a_large_response_synchronously()
    {
        var page = new string('x', (3 * 1024 * 1024) + 7);
        await using var server = new ScriptedServer(OnSocket.Status(502, page));
        var collection = new ServiceCollection();
        var reader = new ReadingHandler();
        collection.AddSeedance("studio", options => Configure(options, server.BaseAddress)).AddHttpMessageHandler(() => reader);
        await using var services = collection.BuildServiceProvider();

        await Record.ExceptionAsync(() => services.GetRequiredKeyedService<ISeedanceClient>("studio").SubmitAsync(Requests.River));

        reader.Bytes.ShouldBe(page.Length);
    }

    private static ServiceProvider Services(Uri address, bool copies)
    {
        var collection = new ServiceCollection();
        collection.ConfigureHttpClientDefaults(clients => clients.AddHttpMessageHandler(() => new StubbornHandler(copies)));
        collection.AddSeedance(options => Configure(options, address));
        return collection.BuildServiceProvider();
    }

    private static void Configure(SeedanceClientOptions options, Uri address) =>
        (options.ApiKey, options.BaseAddress, options.MaxAttempts) = ("sd2_live_test", address, 1);

    private static SocketResponse ResponseOf(string fault) => fault switch
    {
        "reset" => OnSocket.Reset(),
        "no end" => OnSocket.Bytes(OnSocket.Head(200, 100) + "{"),
        _ => OnSocket.Error(int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private sealed class StubbornFilter(bool isFirst) : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            builder.AdditionalHandlers.Insert(isFirst ? 0 : builder.AdditionalHandlers.Count, new StubbornHandler(copies: false));
        };
    }

    /// <summary>Reads each response as code does that is older than asynchronous streams.</summary>
    private sealed class ReadingHandler : DelegatingHandler
    {
        public long Bytes { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            using var copy = new MemoryStream();
            response.Content.ReadAsStream(cancellationToken).CopyTo(copy);
            Bytes = copy.Length;
            return response;
        }
    }
}
