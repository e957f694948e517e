using System.Net;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Tests.Support;

/// <summary>The mock in memory; the answers to some requests, counted from 1, are lost after the server has done its work.</summary>
internal sealed class LosingHandler(MockServerState state, Func<int, bool> isLost, bool isReplaced = false) : HttpMessageHandler
{
    private readonly MockEngine _engine = new(state);
    private int _requests;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, values) in request.Headers.NonValidated)
            headers[name] = values.ToArray();
        foreach (var (name, values) in request.Content?.Headers.NonValidated ?? default)
            headers[name] = values.ToArray();
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var reply = _engine.Respond(new MockRequest(request.Method.Method, request.RequestUri!.PathAndQuery, headers, body));
        if (isLost(Interlocked.Increment(ref _requests)))
        {
            if (isReplaced)
                reply.Exchange!.Replace("status 500");
            else
                reply.Exchange!.Lose("connection reset before the headers");
            throw new HttpRequestException("connection reset");
        }

        reply.Exchange!.Deliver();
        return new HttpResponseMessage((HttpStatusCode)reply.StatusCode) { Content = new ByteArrayContent(reply.Body.ToArray()) };
    }
}
