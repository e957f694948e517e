using System.Net;
using System.Net.Sockets;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests;

public sealed class SeedanceMockServerTests
{
    [Fact]
    public async Task A_server_listens_on_a_free_loopback_port()
    {
        await using var first = await SeedanceMockServer.StartAsync();
        await using var second = await SeedanceMockServer.StartAsync();

        first.BaseAddress.IsLoopback.ShouldBeTrue();
        first.BaseAddress.Port.ShouldBeGreaterThan(0);
        first.BaseAddress.Port.ShouldNotBe(second.BaseAddress.Port);
    }

    [Fact]
    public async Task Servers_know_nothing_of_each_other()
    {
        await using var first = await SeedanceMockServer.StartAsync();
        await using var second = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(first);

        await api.StartJobAsync();

        first.Jobs.Count.ShouldBe(1);
        second.Jobs.ShouldBeEmpty();
        second.Journal.Entries.ShouldBeEmpty();
        second.Ledger.TotalCharged.ShouldBe(0);
    }

    [Fact]
    public async Task Disposing_frees_the_port_and_may_be_repeated()
    {
        var server = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(server);
        await api.ListModelsAsync();

        await Task.WhenAll(server.DisposeAsync().AsTask(), server.DisposeAsync().AsTask());
        await server.DisposeAsync();

        using var next = new TcpListener(IPAddress.Loopback, server.BaseAddress.Port);
        next.Start();
        next.Stop();
        await Should.ThrowAsync<HttpRequestException>(() => api.ListModelsAsync());
    }

    [Fact]
    public async Task Settings_of_the_surrounding_process_do_not_reach_the_server()
    {
        Environment.SetEnvironmentVariable("ASPNETCORE_URLS", "http://127.0.0.1:1");
        try
        {
            await using var server = await SeedanceMockServer.StartAsync();

            server.BaseAddress.Port.ShouldNotBe(1);
        }
        finally
        {
            Environment.SetEnvironmentVariable("ASPNETCORE_URLS", null);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("sd2 live")]
    [InlineData("sd2\nlive")]
    [InlineData("schlüssel")]
    public async Task A_key_that_no_header_can_carry_is_refused(string apiKey) =>
        await Should.ThrowAsync<ArgumentException>(() => SeedanceMockServer.StartAsync(new() { ApiKey = apiKey }));

    [Fact]
    public async Task A_start_can_be_given_up() =>
        await Should.ThrowAsync<OperationCanceledException>(
            () => SeedanceMockServer.StartAsync(cancellationToken: new CancellationToken(canceled: true)));

    [Fact]
    public async Task A_job_that_the_server_does_not_know_cannot_be_had()
    {
        await using var server = await SeedanceMockServer.StartAsync();

        Should.Throw<KeyNotFoundException>(() => server.GetJob("req_other")).Message.ShouldContain("req_other");
    }
}
