using System.Net;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Tests.Support;

/// <summary>The mock in memory; the responses to some requests, counted from 1, are lost after the server has done its work.</summary>
internal sealed class LosingHandler(MockEngine engine, Func<int, bool> isLost, bool isReplaced = false) : HttpMessageHandler
{
    private int _requests;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, values) in request.Headers.NonValidated)
            headers[name] = values.ToArray();
        foreach (var (name, values) in request.Content?.Headers.NonValidated ?? default)
            headers[name] = values.ToArray();
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var response = engine.Respond(new MockRequest(request.Method.Method, request.RequestUri!.PathAndQuery, headers, body));
        if (isLost(Interlocked.Increment(ref _requests)))
        {
            if (isReplaced)
                response.Exchange!.Replace("status 500");
            else
                response.Exchange!.Lose("connection reset before the headers");
            throw new HttpRequestException("connection reset");
        }

        response.Exchange!.Deliver();
        return new HttpResponseMessage((HttpStatusCode)response.StatusCode) { Content = new ByteArrayContent(response.Body.ToArray()) };
    }
}
