using System.Net;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Tests.Wire;

/// <summary>The mock service in memory: the engine that the mock server runs, without a socket.</summary>
internal sealed class EngineHandler : ServiceInMemory
{
    private readonly MockEngine _engine;

    public EngineHandler(SeedanceMockOptions options, StepClock clock)
    {
        Clock = clock;
        _engine = new MockEngine(options) { BaseAddress = Address };
    }

    /// <summary>Where the service is reached through this handler.</summary>
    public static Uri Address { get; } = new("http://127.0.0.1/");

    public CreditLedger Ledger => _engine.Ledger;

    public RequestJournal Journal => _engine.Journal;

    public IReadOnlyList<MockJob> Jobs => _engine.Jobs.All;

    /// <summary>How many submissions the service accepted.</summary>
    public int Accepted => Ledger.Charges.Count;

    protected override StepClock Clock { get; }

    protected override async Task<HttpResponseMessage> RespondAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var headers = new HeaderDictionary();
        foreach (var (name, values) in request.Headers.NonValidated)
            headers[name] = values.ToArray();
        foreach (var (name, values) in request.Content?.Headers.NonValidated ?? default)
            headers[name] = values.ToArray();

        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(CancellationToken.None).ConfigureAwait(false);
        var mocked = _engine.Respond(new MockRequest(request.Method.Method, request.RequestUri!.PathAndQuery, headers, body));
        mocked.Afterwards?.Invoke();
        return ToMessage(request, mocked);
    }

    protected override void Dispose(bool disposing)
    {
        _engine.DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }

    private static HttpResponseMessage ToMessage(HttpRequestMessage request, MockResponse mocked)
    {
        var response = new HttpResponseMessage((HttpStatusCode)mocked.StatusCode)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(mocked.Body.ToArray()),
        };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", mocked.ContentType);
        foreach (var (name, value) in mocked.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
                response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
