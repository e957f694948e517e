using System.Net;
using System.Net.Sockets;

namespace SeedanceGen.Testing.Host.Tests;

public sealed class SeedanceMockHostTests
{
    [Fact]
    public async Task A_host_listens_at_the_port_that_it_was_given_and_frees_it()
    {
        var port = FreePort();
        await using (var host = await SeedanceMockHost.StartAsync(new() { Port = port }))
            host.BaseAddress.ShouldBe(new Uri($"http://127.0.0.1:{port}/"));

        using var next = new TcpListener(IPAddress.Loopback, port);
        next.Start();
        next.Stop();
    }

    [Fact]
    public async Task A_port_that_is_taken_is_reported()
    {
        await using var first = await SeedanceMockHost.StartAsync();

        await Should.ThrowAsync<IOException>(() => SeedanceMockHost.StartAsync(new() { Port = first.BaseAddress.Port }));
    }

    [Fact]
    public async Task A_host_at_every_address_responds_for_this_machine_and_for_the_hosts_that_it_was_given()
    {
        await using var host = await SeedanceMockHost.StartAsync(
            new() { Address = IPAddress.Any, Mock = new() { Strict = false, AllowedHosts = ["mock.test"] } });
        using var http = new HttpClient();

        (await StatusAsync("localhost")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync($"mock.test:{host.BaseAddress.Port}")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("0.0.0.0")).ShouldBe(HttpStatusCode.MisdirectedRequest);

        async Task<HttpStatusCode> StatusAsync(string name)
        {
            var address = new Uri($"http://127.0.0.1:{host.BaseAddress.Port}/__seedance");
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Host = name } };
            using var response = await http.SendAsync(request);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task A_host_runs_until_it_is_told_to_end()
    {
        using var stop = new CancellationTokenSource();
        var host = await SeedanceMockHost.StartAsync();
        var running = host.RunAsync(stop.Token);

        running.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task The_control_API_can_be_left_out_and_a_server_has_none()
    {
        await using var host = await SeedanceMockHost.StartAsync(new() { ControlApi = false });
        await using var server = await SeedanceMockServer.StartAsync(new() { Strict = false });
        using var http = new HttpClient();

        (await http.GetAsync(host.ControlAddress)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.GetAsync(new Uri(server.BaseAddress, "__seedance/journal"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>No test of this assembly opens the page.</summary>
    [Fact]
    public async Task Nothing_of_the_page_is_loaded_before_a_person_opens_it()
    {
        await using var host = await SeedanceMockHost.StartAsync();
        using var http = new HttpClient();

        (await http.GetAsync(host.ControlAddress)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.GetAsync(new Uri(host.BaseAddress, "__seedance/page"))).IsSuccessStatusCode.ShouldBeFalse();

        AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!)
            .Where(name => name == "SeedanceGen.Testing.Page"
                || name.StartsWith("Microsoft.AspNetCore.Components", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.FluentUI", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task The_real_clock_is_put_forward_and_runs_on()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var host = await SeedanceMockHost.StartAsync(
            new() { Mock = new() { Lifecycle = JobLifecycle.After(TimeSpan.FromMinutes(10)) } });
        using var http = new HttpClient();
        using var content = new StringContent("""{"seconds":600}""");
        using var api = new ApiClient(host.Server.CreateHandler(), host.BaseAddress, host.Server.ApiKey);
        var job = await api.StartJobAsync(Requests.WithWebhook(receiver.Url));
        (await api.StatusAsync(job)).ShouldBe("queued");

        (await http.PostAsync(new Uri(host.ControlAddress + "/advance"), content)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await receiver.NextAsync()).Body.ShouldContain("succeeded");
        (await api.StatusAsync(job)).ShouldBe("succeeded");
        // The date and the count of the machine's clock are read one after the other, and do not agree to the microsecond.
        var course = host.Server.GetJob(job).Transitions.Select(step => step.Timestamp + TimeSpan.FromSeconds(1)).ToList();
        var accepted = host.Server.GetJob(job).AcceptedAt;
        (course[2] - accepted).ShouldBeInRange(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
        (course[1] - accepted).ShouldBeInRange(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6));
        await host.Server.WaitForWebhooksAsync();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public async Task An_impossible_port_is_refused(int port) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => SeedanceMockHost.StartAsync(new() { Port = port }));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
