using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Conformance.Mappings;

/// <summary>A request and the mock's response, independent of the format of a mapping.</summary>
internal sealed record MappedExchange
{
    public required string Title { get; init; }

    public required string Method { get; init; }

    /// <summary>The path; a parameter in braces stands for any segment.</summary>
    public required string Path { get; init; }

    public required MockResponse Response { get; init; }

    /// <summary>
    /// The value of the <c>Authorization</c> header; with <see cref="IsRejection"/>, the value that it must not have; null for any.
    /// </summary>
    public required string? Authorization { get; init; }

    /// <summary>Whether the exchange is for requests without the right key.</summary>
    public bool IsRejection { get; init; }

    /// <summary>The JSON body; null for any.</summary>
    public JsonNode? Body { get; init; }

    public string? Scenario { get; init; }

    /// <summary>The state of the scenario; null for any.</summary>
    public string? State { get; init; }

    public string? NextState { get; init; }

    /// <summary>The text in the response that stands for the id in the path; null when the response is always the same.</summary>
    public string? EchoedId { get; init; }

    /// <summary>WireMock tries a lower number first.</summary>
    public int Priority => Scenario is not null ? 1 : EchoedId is not null || IsRejection ? 9 : 5;

    public string FileName => string.Concat(Title.Select(FileNameCharacter)) + ".json";

    private static char FileNameCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) ? char.ToLowerInvariant(character) : '-';
}

/// <summary>Records the exchanges by calling a mock.</summary>
internal static class ExchangeRecorder
{
    private const string AnyId = "{requestId}";
    private const string UnknownId = "unknown-request-id";

    public static async Task<IReadOnlyList<MappedExchange>> OfAsync(SeedanceMockOptions options, Uri baseAddress)
    {
        var exchanges = new List<MappedExchange>();
        var mock = new MockCaller(options, baseAddress);
        await using (mock.ConfigureAwait(false))
        {
            foreach (var operation in ApiDescription.Current.Operations)
            {
                var response = mock.Call(operation, UnknownId, hasKey: false);
                exchanges.Add(Of(operation, "without the key", response, options) with { IsRejection = true });
            }

            if (ApiDescription.Current.Jobs.ListModels is { } models)
                exchanges.Add(Of(models, "the models", mock.Call(models), options));
            foreach (var operation in (OperationDescription[])[ApiDescription.Current.Jobs.Get, ApiDescription.Current.Jobs.Cancel])
                exchanges.Add(Of(operation, "of an unknown job", mock.Call(operation, UnknownId), options) with { EchoedId = UnknownId });
        }

        exchanges.AddRange(await JobScenarioRecorder.RecordExamplesAsync(options, baseAddress).ConfigureAwait(false));
        return exchanges;
    }

    private static MappedExchange Of(
        OperationDescription operation, string what, MockResponse response, SeedanceMockOptions options) => new()
        {
            Title = $"{operation.Id} {what}",
            Method = operation.Method,
            Path = MockCaller.PathOf(operation, AnyId),
            Response = response,
            Authorization = MockCaller.AuthorizationOf(options),
        };
}

/// <summary>Calls a mock without a server. The mock sends no webhook.</summary>
internal sealed partial class MockCaller : IAsyncDisposable
{
    private readonly MockEngine _engine;

    public MockCaller(SeedanceMockOptions options, Uri baseAddress)
    {
        _engine = new MockEngine(options) { BaseAddress = baseAddress };
    }

    public static string PathOf(OperationDescription operation, string requestId) => Parameter().Replace(operation.PathTemplate, requestId);

    public static string AuthorizationOf(SeedanceMockOptions options) => "Bearer " + options.ApiKey;

    /// <summary>Calls with the right key, or without one.</summary>
    public MockResponse Call(OperationDescription operation, string requestId = "", byte[]? body = null, bool hasKey = true)
    {
        IHeaderDictionary headers = new HeaderDictionary();
        if (hasKey)
            headers.Authorization = AuthorizationOf(_engine.Options);
        if (body is not null)
            headers.ContentType = "application/json";
        return _engine.Respond(new MockRequest(operation.Method, PathOf(operation, requestId), headers, body ?? []));
    }

    /// <summary>Downloads the video of a job, without the key.</summary>
    public MockResponse Download(string requestId) =>
        _engine.Respond(new MockRequest("GET", VideoEndpoint.PathOf(requestId), new HeaderDictionary(), Body: default));

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
