using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Conformance.Mappings;

/// <summary>A mock that is asked without a server; its webhooks are not sent.</summary>
internal sealed partial class MockInMemory : IAsyncDisposable
{
    private readonly MockEngine _engine;

    public MockInMemory(SeedanceMockOptions options, Uri baseAddress)
    {
        _engine = new MockEngine(options) { BaseAddress = baseAddress };
    }

    public static string PathOf(OperationDescription operation, string requestId) => Parameter().Replace(operation.PathTemplate, requestId);

    public static string AuthorizationOf(SeedanceMockOptions options) => "Bearer " + options.ApiKey;

    /// <summary>Asks with the right key, or with none.</summary>
    public MockResponse Ask(OperationDescription operation, string requestId = "", byte[]? body = null, bool hasKey = true)
    {
        IHeaderDictionary headers = new HeaderDictionary();
        if (hasKey)
            headers.Authorization = AuthorizationOf(_engine.Options);
        if (body is not null)
            headers.ContentType = "application/json";
        return _engine.Respond(new MockRequest(operation.Method, PathOf(operation, requestId), headers, body ?? []));
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
