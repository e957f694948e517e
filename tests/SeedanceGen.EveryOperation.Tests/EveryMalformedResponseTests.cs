using SeedanceGen.AspNetCore.Endpoint;
using SeedanceGen.EveryOperation.Tests.Support;
using SeedanceGen.TestKit.Responses;
using SeedanceGen.Texts;

namespace SeedanceGen.EveryOperation.Tests;

/// <summary>Operations of every kind: each malformed response ends in an error of the library, or in a value that can be printed.</summary>
[Trait("Category", "Slow")]
public sealed class EveryMalformedResponseTests
{
    private const int Few = 300;
    private const int Many = 5000;

    private static readonly Printing Printing =
        new(typeof(SeedanceClient).Assembly, typeof(SeedanceConfigurationException), typeof(SeedanceValidationException));

    private static readonly byte[][] Examples =
    [
        """{"jobId":"j1","state":"queued","price":40}"""u8.ToArray(),
        """{"jobId":"j1","state":"succeeded","result":{"kind":"clip","href":"https://f.example/v.mp4"},"reason":null}"""u8.ToArray(),
        """{"jobId":"j1","state":"failed","result":{"kind":"reel","parts":[{"file":{"address":"https://f.e/v"}}]},"reason":{}}"""u8
            .ToArray(),
        """{"data":[{"jobId":"j1","state":"queued"},{"jobId":"j2","state":"failed","reason":"late"}],"nextCursor":"c2"}"""u8.ToArray(),
        """{"entries":[{"name":"one","price":1.5}]}"""u8.ToArray(),
        """{"left":9,"share":0.25,"until":"2026-11-28T10:00:00Z"}"""u8.ToArray(),
        """[{"left":9},{"left":8}]"""u8.ToArray(),
        """{"success":false,"error":{"code":"busy","message":"Later."}}"""u8.ToArray(),
        """{"needed":40}"""u8.ToArray(),
        """{"limit":60,"resetAt":"2026-11-28T10:00:00Z"}"""u8.ToArray(),
        """{"why":"no"}"""u8.ToArray(),
        "a text"u8.ToArray(),
    ];

    public static TheoryData<string> Operations => [.. SeedanceOperations.All.Select(operation => operation.Id)];

    [Theory]
    [MemberData(nameof(Operations))]
    public Task A_malformed_response_of_any_operation_ends_in_a_typed_error_or_a_printable_value(string operation) =>
        RunAsync(operation, Few, seed: 3);

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Thousands_of_malformed_responses_of_any_operation_end_in_a_typed_error_or_a_printable_value(string operation) =>
        RunAsync(operation, Many, seed: 4);

    /// <summary>A webhook is read by its id alone, and an id that is taken can be shown.</summary>
    [Fact]
    public void A_malformed_webhook_has_no_id_or_one_that_can_be_shown()
    {
        var mutator = new ResponseMutator(seed: 5, Examples);
        var found = 0;
        for (var number = 0; number < Many; number++)
        {
            if (RequestIdReader.Read(mutator.Next().Body, maxDepth: 64) is not { } id)
                continue;

            id.ShouldBeSameAs(OutsideText.Label(id));
            found++;
        }

        found.ShouldBeGreaterThan(50);
    }

    private static async Task RunAsync(string operationId, int count, int seed)
    {
        var calls = ApiMethods.Of<SeedanceApi>(operationId, ValueOf).ToArray();
        var mutator = new ResponseMutator(seed, Examples);
        for (var number = 0; number < count; number++)
        {
            var response = mutator.Next();
            var service = new StubService(_ => response.ToMessage());
            using var client = service.CreateClient(options => options.MaxAttempts = 1);
            try
            {
                Printing.Everything(await calls[number % calls.Length](client.Api), SeedanceJsonContext.Default);
            }
            catch (SeedanceException error)
            {
                Printing.Everything(error);
            }
            catch (Exception error)
            {
                throw new InvalidDataException($"{operationId}, response {number} of seed {seed}: {error}\n{response}", error);
            }

            service.Seen.ShouldNotBeEmpty(operationId);
        }
    }

    private static object? ValueOf(Type type) =>
        type == typeof(VideoGenerationRequest) ? Requests.River
        : type == typeof(UploadFile) ? new UploadFile(new MemoryStream([1, 2, 3]), "a.png")
        : type == typeof(Window) ? Window.Day
        : type == typeof(QuotaFilter) ? new QuotaFilter()
        : type == typeof(int) || type == typeof(long) ? Convert.ChangeType(1, type, System.Globalization.CultureInfo.InvariantCulture)
        : null;
}
