using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Faults;

/// <summary>The faults of a connection, byte for byte, as a bare socket sees them.</summary>
public sealed class ExactWireTests
{
    private const string Models = "/api/open/v1/models";

    [Theory]
    [InlineData(FaultPoint.BeforeResponse)]
    [InlineData(FaultPoint.InsideHeaders)]
    [InlineData(FaultPoint.InsideBody)]
    [InlineData(FaultPoint.AfterBody)]
    public async Task A_close_is_a_FIN_and_a_reset_is_an_RST_after_the_same_bytes(FaultPoint point)
    {
        var clock = new VirtualTimeProvider(new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), autoAdvance: false).Background;
        await using var server = await SeedanceMockServer.StartAsync(new() { TimeProvider = clock });
        server.Given(MockOperation.ListModels).Respond(MockFault.ConnectionClosed(FaultPoint.AfterBody));
        server.Given(MockOperation.ListModels).Respond(MockFault.ConnectionClosed(point));
        server.Given(MockOperation.ListModels).Respond(MockFault.ConnectionReset(point));
        var (whole, _) = await Wire.AskAsync(server.BaseAddress, Models);
        var body = whole[(whole.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

        var closed = await Wire.AskAsync(server.BaseAddress, Models);
        var reset = await Wire.AskAsync(server.BaseAddress, Models);

        closed.End.ShouldBe(Wire.Fin);
        reset.End.ShouldBe(Wire.Rst);
        reset.Text.ShouldBe(closed.Text);
        closed.Text.ShouldBe(point switch
        {
            FaultPoint.BeforeResponse => "",
            FaultPoint.InsideHeaders => "HTTP/1.1 200 OK\r\nDa",
            FaultPoint.InsideBody => whole[..^(body.Length - (body.Length / 2))],
            _ => whole,
        });
        whole.ShouldStartWith(
            $"HTTP/1.1 200 OK\r\nDate: {clock.GetUtcNow():R}\r\nContent-Length: {body.Length}\r\n"
            + $"Content-Type: application/json; charset=utf-8\r\nConnection: close\r\n\r\n{{\"success\":true");
    }

    [Fact]
    public async Task A_truncated_body_names_no_length_and_ends_in_a_FIN()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        server.Given(MockOperation.ListModels).Respond(MockFault.TruncatedBody());

        var (text, end) = await Wire.AskAsync(server.BaseAddress, Models);

        end.ShouldBe(Wire.Fin);
        text.ShouldNotContain("Content-Length");
        text.ShouldContain("\r\n\r\n{\"success\":true");
        text.ShouldNotEndWith("}");
    }

    [Theory]
    [InlineData(FaultPoint.BeforeResponse)]
    [InlineData(FaultPoint.InsideBody)]
    public async Task A_hang_ends_with_the_server(FaultPoint point)
    {
        var server = await SeedanceMockServer.StartAsync();
        server.Given(MockOperation.ListModels).Respond(MockFault.Hang(point));
        using var client = await Wire.ConnectAsync(server.BaseAddress, Models);
        await Eventually.IsTrueAsync(() => server.Journal.Entries.Count == 1);
        var reading = Wire.ReadAsync(client);

        reading.IsCompleted.ShouldBeFalse();
        await server.DisposeAsync();
        var (text, _) = await reading;

        (text.Length > 0).ShouldBe(point == FaultPoint.InsideBody);
    }

    [Fact]
    public async Task A_slow_body_takes_its_time_on_the_clock_of_the_server()
    {
        using var clock = new VirtualTimeProvider(autoAdvance: false);
        await using var server = await SeedanceMockServer.StartAsync(new() { TimeProvider = clock });
        server.Given(MockOperation.ListModels).Respond(MockFault.SlowBody(TimeSpan.FromSeconds(4)));
        var asking = Wire.AskAsync(server.BaseAddress, Models);

        for (var second = 0; second < 4; second++)
        {
            await Eventually.IsTrueAsync(() => clock.PendingTimers == 1);
            asking.IsCompleted.ShouldBeFalse();
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await asking).Text.ShouldEndWith("}");
    }

    [Fact]
    public async Task A_connection_that_met_no_fault_is_kept()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(server);
        server.Given(MockOperation.ListModels).Respond(MockFault.Status(503));

        (await api.ListModelsAsync()).StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        (await api.ListModelsAsync()).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }
}
