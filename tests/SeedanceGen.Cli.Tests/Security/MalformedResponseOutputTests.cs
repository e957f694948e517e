using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.TestKit.Responses;

namespace SeedanceGen.Cli.Tests.Security;

/// <summary>Whatever the service responds with, a command ends with one of its exit codes, and with one JSON object.</summary>
[Trait("Category", "Slow")]
public sealed class MalformedResponseOutputTests
{
    /// <summary>What the service sent stands inside of the tool's own object.</summary>
    private const int DeepestOutput = 128;

    private static readonly byte[][] Examples =
    [
        .. Directory.EnumerateFiles(Repository.PathOf("spec", "examples"), "*.json").Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes),
        """{"success":true,"data":[{"id":"seedance-2.0","durations":[4,15],"pricing":{"credits":40.5}},"a",null]}"""u8.ToArray(),
    ];

    [Theory]
    [InlineData(25, "models")]
    [InlineData(25, "get", "req_1")]
    [InlineData(25, "submit", "A river")]
    [InlineData(25, "cancel", "req_1")]
    [InlineData(25, "wait", "req_1", "--timeout", "5s")]
    [InlineData(25, "api", "listModels")]
    [InlineData(25, "api", "getVideoGeneration", "--request-id", "req_1")]
    public Task A_command_ends_in_JSON_whatever_the_service_responds_with(int count, params string[] arguments) =>
        RunAsync(count, 5, arguments);

    [Theory]
    [InlineData(600, "models")]
    [InlineData(600, "get", "req_1")]
    [InlineData(600, "submit", "A river")]
    [InlineData(600, "api", "listModels")]
    public Task A_command_ends_in_JSON_after_each_of_many_responses(int count, params string[] arguments) => RunAsync(count, 6, arguments);

    [Theory]
    [InlineData("models", """{"success":true,"data":null}""")]
    [InlineData("models", """{"success":true,"data":["\ud800",{"\udc00":"\ud800"}]}""")]
    [InlineData("api listModels", """{"success":true,"data":["\ud800",{"\udc00":"\ud800"}]}""")]
    [InlineData("get req_1", """{"success":true,"requestId":"req_1","status":"failed","error":"\ud800","more":"\ud800"}""")]
    public async Task Half_a_character_or_null_is_no_end_of_the_tool(string command, string body)
    {
        var response = new MutatedResponse(200, Encoding.UTF8.GetBytes(body), [("Content-Type", "application/json")]);
        await CheckAsync(response, [.. command.Split(' '), "--json"]);
        await CheckAsync(response, command.Split(' '));
    }

    private static async Task RunAsync(int count, int seed, string[] arguments)
    {
        var mutator = new ResponseMutator(seed, Examples);
        for (var number = 0; number < count; number++)
            await CheckAsync(mutator.Next(), [.. arguments, "--json"]);
    }

    private static async Task CheckAsync(MutatedResponse response, string[] arguments)
    {
        await using var service = new RepeatingService(response);
        using var run = new ToolRun().With(service.Address.AbsoluteUri, "sd2_live_test_key");

        var code = await run.RunAsync(arguments);

        code.ShouldNotBe(ExitCode.Unexpected, $"{string.Join(' ', arguments)}: {response}\n{run.Error}");
        if (arguments[^1] == "--json")
            JsonNode.Parse(run.Output, documentOptions: new JsonDocumentOptions { MaxDepth = DeepestOutput }).ShouldBeOfType<JsonObject>();
        run.Error.ShouldNotContain('\u001b');
    }

    /// <summary>Responds to every request with the same bytes.</summary>
    private sealed class RepeatingService : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly Task _serving;

        public RepeatingService(MutatedResponse response)
        {
            using (var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
            }

            _listener.Prefixes.Add(Address.AbsoluteUri);
            _listener.Start();
            _serving = ServeAsync(response);
        }

        public Uri Address { get; }

        public async ValueTask DisposeAsync()
        {
            _listener.Close();
            await _serving;
        }

        private async Task ServeAsync(MutatedResponse response)
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    context.Response.StatusCode = response.Status;
                    context.Response.ContentType = "application/json";
                    await context.Response.OutputStream.WriteAsync(response.Body);
                    context.Response.Close();
                }
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The test has ended.
            }
        }
    }
}
