using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Transport;

/// <summary>One mock with a job and a fault; what a caller sees of it becomes a text that can be compared.</summary>
internal sealed class ParityScene : IAsyncDisposable
{
    private const string NoFault = "no fault";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly VirtualTimeProvider _clock;
    private readonly SeedanceMock _mock;
    private readonly string _operation;
    private string _job = "";

    private ParityScene(VirtualTimeProvider clock, SeedanceMock mock, string operation) =>
        (_clock, _mock, _operation) = (clock, mock, operation);

    /// <summary>Each fault of the catalogue, and none, with each operation.</summary>
    public static TheoryData<string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string>();
            foreach (var fault in MockFault.Catalogue.Select(fault => fault.ToString()).Prepend(NoFault))
            {
                foreach (var operation in MockOperation.All)
                    cells.Add(fault, operation.Id);
            }

            return cells;
        }
    }

    public static MockFault? FaultNamed(string name) =>
        name == NoFault ? null : MockFault.Catalogue.Single(fault => fault.ToString() == name);

    public static Task<ParityScene> OnSocketAsync(string operation, MockFault? fault, bool lasting) =>
        StartAsync(async options => await SeedanceMockServer.StartAsync(options), operation, fault, lasting);

    public static Task<ParityScene> InMemoryAsync(string operation, MockFault? fault, bool lasting) =>
        StartAsync(options => Task.FromResult(SeedanceMock.InMemory(options)), operation, fault, lasting);

    public static async Task<ParityScene> StartAsync(
        Func<SeedanceMockOptions, Task<SeedanceMock>> start, string operation, MockFault? fault, bool lasting)
    {
        var clock = new VirtualTimeProvider();
        return await new ParityScene(clock, await start(OptionsFor(clock)), operation).BeginAsync(fault, lasting);
    }

    /// <summary>One request of a bare client.</summary>
    public async Task<string> AskAsync()
    {
        using var http = new HttpMessageInvoker(_mock.CreateHandler());
        using var limit = new CancellationTokenSource(Limit, _clock);
        var seen = new StringBuilder();
        using var request = CreateRequest();
        try
        {
            using var response = await http.SendAsync(request, limit.Token);
            seen.AppendLine(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {response.ReasonPhrase} {response.Version}");
            foreach (var header in response.Headers.Concat(response.Content.Headers)
                .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal))
                seen.AppendLine(header);
            var body = await response.Content.ReadAsStreamAsync(limit.Token);
            var chunk = new byte[100_000];
            var all = new List<byte>();
            try
            {
                while (await body.ReadAsync(chunk, limit.Token) is > 0 and var read)
                    all.AddRange(chunk.AsSpan(0, read));
            }
            finally
            {
                seen.AppendLine(Encoding.Latin1.GetString([.. all]));
            }
        }
        catch (Exception exception)
        {
            seen.AppendLine(Describe(exception));
        }

        // The pauses of the fault. The timer of the limit, which may ring as soon as the caller is done, is left out.
        seen.AppendLine(CultureInfo.InvariantCulture, $"after {_clock.Elapsed.TotalSeconds % Limit.TotalSeconds} s");
        return Finish(seen);
    }

    /// <summary>One call of the client.</summary>
    public async Task<string> CallAsync()
    {
        await using var client = _mock.CreateClient(options => options.MaxAttempts = 3);
        var seen = new StringBuilder();
        try
        {
            seen.AppendLine(await CallAsync(client));
        }
        catch (Exception exception)
        {
            seen.AppendLine(CultureInfo.InvariantCulture, $"{exception.GetType().Name}: {exception.Message}");
        }

        return Finish(seen);
    }

    public async ValueTask DisposeAsync()
    {
        await _mock.DisposeAsync();
        _clock.Dispose();
    }

    private static SeedanceMockOptions OptionsFor(VirtualTimeProvider clock) =>
        new() { TimeProvider = clock, IgnoredViolations = [.. Enum.GetValues<MockViolationKind>()], Lifecycle = JobLifecycle.Manually };

    private async Task<ParityScene> BeginAsync(MockFault? fault, bool lasting)
    {
        using var api = new ApiCaller(_mock);
        _job = await api.StartJobAsync();
        if (_operation == MockOperation.DownloadVideo.Id)
            _mock.GetJob(_job).Succeed();
        if (fault is not null)
        {
            var script = _mock.Given(MockOperation.Named(_operation)).Respond(fault);
            if (lasting)
                script.Always();
        }

        return this;
    }

    private async Task<string> CallAsync(SeedanceClient client)
    {
        if (_operation == MockOperation.Submit.Id)
            return (await client.SubmitAsync(VideoRequest.Seedance20("A river").WithDuration(5).Build())).ToString();
        if (_operation == MockOperation.Get.Id)
            return JsonSerializer.Serialize(await client.GetAsync(_job), SeedanceJsonContext.Default.VideoGeneration);
        if (_operation == MockOperation.Cancel.Id)
            return JsonSerializer.Serialize(await client.CancelAsync(_job), SeedanceJsonContext.Default.VideoGenerationCancelled);
        if (_operation == MockOperation.ListModels.Id)
            return string.Join(' ', await client.ListModelsAsync());

        using var video = new MemoryStream();
        var bytes = await client.GetJob(_job).DownloadAsync(video);
        return $"{bytes} of {video.Length}";
    }

    private HttpRequestMessage CreateRequest()
    {
        const string Generations = "api/open/v1/video/generations";
        if (_operation == MockOperation.DownloadVideo.Id)
            return new HttpRequestMessage(HttpMethod.Get, new Uri(_mock.BaseAddress, $"__seedance/videos/{_job}.mp4"));

        var (method, path) = _operation == MockOperation.Submit.Id ? (HttpMethod.Post, Generations)
            : _operation == MockOperation.Get.Id ? (HttpMethod.Get, $"{Generations}/{_job}")
            : _operation == MockOperation.Cancel.Id ? (HttpMethod.Post, $"{Generations}/{_job}/cancel")
            : (HttpMethod.Get, "api/open/v1/models");
        var request = new HttpRequestMessage(method, new Uri(_mock.BaseAddress, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _mock.ApiKey);
        if (_operation == MockOperation.Submit.Id)
            request.Content = new StringContent(Requests.Simple, Encoding.UTF8, "application/json");
        return request;
    }

    private string Finish(StringBuilder seen)
    {
        foreach (var entry in _mock.Journal.Entries)
            seen.AppendLine(
                CultureInfo.InvariantCulture,
                $"#{entry.Number} {entry.OperationId} {entry.RequestId} {entry.Method} {entry.Path} {entry.StatusCode} {entry.Fault} "
                + $"{entry.Delivery} {entry.Loss} {entry.JobStatus} {entry.RetryAfter} {entry.Credential} {entry.Body}");
        seen.AppendJoin(' ', _mock.Violations.Select(violation => violation.Kind)).AppendLine();
        seen.AppendLine(CultureInfo.InvariantCulture, $"{_mock.Jobs.Count} jobs, {_mock.Ledger.TotalCharged} credits");
        return seen
            .Replace(_mock.BaseAddress.ToString(), "http://mock/").Replace(_mock.BaseAddress.Authority, "mock").ToString();
    }

    private static string Describe(Exception? exception) => exception switch
    {
        null => "",
        // What the framework puts into a cancellation depends on where it was caught.
        OperationCanceledException => exception.GetType().Name,
        HttpRequestException http => $"{http.GetType().Name}({http.HttpRequestError}) ← {Describe(http.InnerException)}",
        HttpIOException http => $"{http.GetType().Name}({http.HttpRequestError}) ← {Describe(http.InnerException)}",
        SocketException socket => $"{socket.GetType().Name}({socket.SocketErrorCode})",
        _ => $"{exception.GetType().Name} ← {Describe(exception.InnerException)}",
    };
}
