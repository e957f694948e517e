using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Conformance.Mappings;

/// <summary>Collects the exchanges by having them with a mock.</summary>
internal static class ExchangeBook
{
    private const string AnyId = "{requestId}";
    private const string Stranger = "unknown-request-id";

    public static async Task<IReadOnlyList<Exchange>> OfAsync(SeedanceMockOptions options, Uri baseAddress)
    {
        var book = new List<Exchange>();
        var mock = new MockInMemory(options, baseAddress);
        await using (mock.ConfigureAwait(false))
        {
            foreach (var operation in OperationTable.All)
                book.Add(Of(operation, "without the key", mock.Ask(operation, Stranger, hasKey: false), options) with { IsRefused = true });

            book.Add(Of(OperationTable.ListModels, "the models", mock.Ask(OperationTable.ListModels), options));
            foreach (var operation in (OperationDescription[])[OperationTable.GetVideoGeneration, OperationTable.CancelVideoGeneration])
                book.Add(Of(operation, "of an unknown job", mock.Ask(operation, Stranger), options) with { EchoedId = Stranger });
        }

        book.AddRange(await JobCourse.OfEveryExampleAsync(options, baseAddress).ConfigureAwait(false));
        return book;
    }

    private static Exchange Of(OperationDescription operation, string what, MockResponse reply, SeedanceMockOptions options) => new()
    {
        Title = $"{operation.Id} {what}",
        Method = operation.Method,
        Path = MockInMemory.PathOf(operation, AnyId),
        Reply = reply,
        Authorization = MockInMemory.AuthorizationOf(options),
    };
}
