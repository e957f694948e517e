namespace SeedanceGen.Testing.Tests;

/// <summary>Clients that a mock makes, on a socket and in memory.</summary>
public sealed class ClientTests
{
    private static readonly VideoGenerationRequest Request = VideoRequest.Seedance20("A river").WithDuration(5).Build();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_of_the_mock_is_ready(bool onSocket)
    {
        using var clock = new VirtualTimeProvider();
        await using var mock = await MakeAsync(
            onSocket, new() { TimeProvider = clock, ApiKey = "sd2_live_own", Lifecycle = JobLifecycle.After(TimeSpan.FromMinutes(10)) });
        await using var client = mock.CreateClient();

        var job = await client.SubmitAsync(Request);
        var video = await job.WaitAsync();
        using var file = new MemoryStream();
        await job.DownloadAsync(file);

        video.Status.ShouldBe(GenerationStatus.Succeeded);
        file.Length.ShouldBeGreaterThan(0);
        clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(10));
        mock.Journal.KeyLeaks.ShouldBeEmpty();
    }

    [Fact]
    public async Task Options_can_be_changed_before_a_client_uses_them()
    {
        await using var mock = SeedanceMock.InMemory();
        await using var client = mock.CreateClient(options => options.MaxCredits = 1);

        await client.SubmitAsync(Request);

        await Should.ThrowAsync<CreditLimitExceededException>(() => client.SubmitAsync(Request));
    }

    [Fact]
    public async Task A_mock_in_memory_responds_for_itself_alone_and_until_its_end()
    {
        var mock = SeedanceMock.InMemory();
        using var http = new HttpClient(mock.CreateHandler());

        (await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync("http://127.0.0.1:2/"))).HttpRequestError.ShouldBe(
            HttpRequestError.ConnectionError);
        await mock.DisposeAsync();
        (await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync(mock.BaseAddress))).HttpRequestError.ShouldBe(
            HttpRequestError.ConnectionError);
    }

    [Fact]
    public async Task A_hang_in_memory_ends_with_the_mock()
    {
        var mock = SeedanceMock.InMemory();
        mock.Given().Respond(MockFault.Hang());
        using var http = new HttpClient(mock.CreateHandler()) { BaseAddress = mock.BaseAddress };
        var asking = http.GetAsync("api/open/v1/models");

        asking.IsCompleted.ShouldBeFalse();
        await mock.DisposeAsync();

        await Should.ThrowAsync<HttpRequestException>(() => asking);
    }

    [Fact]
    public async Task A_synchronous_call_works_in_memory()
    {
        await using var mock = SeedanceMock.InMemory(new() { IgnoredViolations = [.. Enum.GetValues<MockViolationKind>()] });
        using var http = new HttpClient(mock.CreateHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, mock.BaseAddress);

        using var response = http.Send(request);

        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reset_mock_is_as_good_as_new(bool onSocket)
    {
        await using var mock = await MakeAsync(onSocket, new());
        await using var client = mock.CreateClient();
        var first = await client.SubmitAsync(Request);
        mock.Given().Respond(MockFault.Status(500)).Always();

        await mock.ResetAsync();

        mock.Jobs.ShouldBeEmpty();
        mock.Journal.Entries.ShouldBeEmpty();
        mock.Violations.ShouldBeEmpty();
        mock.Ledger.TotalCharged.ShouldBe(0);
        (await client.SubmitAsync(Request)).Id.ShouldBe(first.Id);
    }

    private static async Task<SeedanceMock> MakeAsync(bool onSocket, SeedanceMockOptions options) =>
        onSocket ? await SeedanceMockServer.StartAsync(options) : SeedanceMock.InMemory(options);
}
