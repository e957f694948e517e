using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.TestKit.Responses;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Outside;

/// <summary>Every public call on every malformed response ends in an error of this library, or in a value that can be printed.</summary>
[Trait("Category", "Slow")]
[PastTheProxy("The responses are not what is described.")]
public sealed class MalformedResponseTests
{
    private const int Few = 400;
    private const int Many = 5000;

    private static readonly Printing Printing =
        new(typeof(SeedanceClient).Assembly, typeof(SeedanceConfigurationException), typeof(SeedanceValidationException));

    private static readonly byte[][] Examples =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "examples"), "*.json").Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes),
            """{"success":true,"data":[{"id":"seedance-2.0","durations":[4,15],"pricing":{"credits":40.5}},"a",null]}"""u8.ToArray()];

    public static TheoryData<string> Operations => [.. SeedanceOperations.All.Select(operation => operation.Id)];

    [Theory]
    [MemberData(nameof(Operations))]
    public Task A_malformed_response_ends_in_a_typed_error_or_a_printable_value(string operation) => RunAsync(operation, Few, seed: 1);

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Thousands_of_malformed_responses_end_in_a_typed_error_or_a_printable_value(string operation) =>
        RunAsync(operation, Many, seed: 2);

    private static async Task RunAsync(string operationId, int count, int seed)
    {
        var operation = SeedanceOperations.All.Single(one => one.Id == operationId);
        Func<SeedanceClient, StepClock, Task<object?>>[] calls =
        [
            .. ApiMethods.Of<SeedanceApi>(operationId, ValueOf)
                .Select(call => (Func<SeedanceClient, StepClock, Task<object?>>)((client, _) => call(client.Api))),
            .. CallsOf(operation),
        ];
        var mutator = new ResponseMutator(seed, Examples);
        for (var number = 0; number < count; number++)
        {
            var response = mutator.Next();
            var index = number % calls.Length;
            await CheckAsync(response, calls[index], $"{operationId}, call {index}, response {number} of seed {seed}: {response}");
        }
    }

    private static object? ValueOf(Type type) =>
        type == typeof(VideoGenerationRequest) ? Requests.River
        : type == typeof(UploadFile) ? new UploadFile(new MemoryStream([1, 2, 3]), "a.png")
        : null;

    private static async Task CheckAsync(MutatedResponse response, Func<SeedanceClient, StepClock, Task<object?>> call, string what)
    {
        var clock = new StepClock();
        var isFirst = true;
        using var handler = new QueueHandler(clock, (_, _) => Task.FromResult(isFirst ? First() : Finished()));
        using var client = handler.CreateClient(options => options.MaxAttempts = 1);
        string printed;
        try
        {
            printed = Printing.Everything(await call(client, clock), SeedanceJsonContext.Default);
        }
        catch (SeedanceException error)
        {
            printed = Printing.Everything(error);
        }
        catch (Exception error) when (error is not Xunit.Sdk.XunitException)
        {
            throw new InvalidDataException($"{error.GetType()}: {error.Message}\n{what}\n{error.StackTrace}", error);
        }

        // The id of an accepted job is in the result or in the error.
        var seen = handler.Seen[0];
        if (response.Status == 200 && seen.Method == "POST" && !seen.Address.AbsolutePath.EndsWith("/cancel", StringComparison.Ordinal)
            && IdIn(response.Body) is { } id && !printed.Contains(id, StringComparison.Ordinal))
            throw new InvalidDataException($"The id {id} of an accepted job is lost: {printed}\n{what}");

        HttpResponseMessage First()
        {
            isFirst = false;
            return response.ToMessage();
        }

        HttpResponseMessage Finished() => new()
        {
            Content = new StringContent(
                """{"success":true,"requestId":"req_1","status":"succeeded","output":{"type":"video","url":"https://v.example/v.mp4"}}"""),
        };
    }

    /// <summary>The id in a body that is JSON and accepts a job.</summary>
    private static string? IdIn(byte[] body)
    {
        try
        {
            var root = JsonDocument.Parse(body).RootElement;
            return root.ValueKind == JsonValueKind.Object && root.EnumerateObject().Count(field => field.Name == "requestId") == 1
                && root.TryGetProperty("requestId", out var id) && id.ValueKind == JsonValueKind.String
                && id.GetString() is { Length: > 2 and < 100 } text && text.All(char.IsAsciiLetterOrDigit) ? text : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The hand-written calls that send an operation first.</summary>
    private static Func<SeedanceClient, StepClock, Task<object?>>[] CallsOf(ApiOperation operation)
    {
        var wait = new WaitOptions { Timeout = TimeSpan.FromMinutes(1), ExpectWebhook = false };
        if (operation == JobRequests.Submit(Requests.River).Request.Operation)
        {
            return
            [
                async (client, _) => await client.SubmitAsync(Requests.River),
                async (client, clock) => await clock.RunAsync(() => client.GenerateAsync(Requests.River, wait)),
                async (client, clock) => await clock.RunAsync(() => ListAsync(client.GenerateManyAsync([Requests.River], 1, wait), Ended)),
            ];
        }

        if (operation == JobRequests.Read("req_1").Request.Operation)
        {
            return
            [
                async (client, _) => await client.GetAsync("req_1"),
                async (client, clock) => await clock.RunAsync(() => client.WaitAsync("req_1", wait)),
                async (client, clock) => await clock.RunAsync(() => ListAsync(client.WatchAsync("req_1", wait), _ => { })),
                async (client, _) => JobState.Of(await client.GetJob("req_1").RefreshAsync()),
            ];
        }

        if (operation == JobRequests.Cancel("req_1").Request.Operation)
        {
            return
            [
                async (client, _) => await client.CancelAsync("req_1"),
                async (client, _) => await client.GetJob("req_1").CancelAsync(),
            ];
        }

        return operation == JobRequests.Models()?.Request.Operation
            ? [async (client, _) => await client.ListModelsAsync(), async (client, _) => await HealthAsync(client)]
            : [];
    }

    private static void Ended(GenerationOutcome outcome)
    {
        if (outcome.Error is { } error)
            throw error;
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items, Action<T> check)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            check(item);
            list.Add(item);
        }

        return list;
    }

    private static async Task<object?> HealthAsync(SeedanceClient client)
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton<ISeedanceClient>(client)
            .AddHealthChecks().AddSeedance().Services.BuildServiceProvider();
        var entry = (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries.Single().Value;
        return entry.Exception is { } error ? throw error : entry.Description;
    }
}
