using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;
using SeedanceGen.Testing.Time;

namespace SeedanceGen.Testing.Transport;

/// <summary>
/// Carries requests and answers to and from an engine in the same process. What goes wrong looks to the caller as
/// <see cref="SocketsHttpHandler"/> would tell it.
/// </summary>
internal sealed class MemoryHandler(MockRuntime runtime, CancellationToken closing) : HttpMessageHandler
{
    /// <summary>How often the framework's handler sends a request without content that a server closes without a word.</summary>
    private const int Attempts = 4;

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        if (closing.IsCancellationRequested || !IsForMock(request.RequestUri))
            throw MemoryFailure.NotConnected(request.RequestUri, runtime.State.BaseAddress);

        var sent = await ReadAsync(request, cancellationToken).ConfigureAwait(false);
        var attempts = request.Content is null ? Attempts : 1;
        while (true)
        {
            var engine = runtime.Engine;
            var reply = engine.Respond(sent);
            if (reply.Beforehand is { } beforehand)
                await WatchedAsync(beforehand, reply.Exchange, cancellationToken).ConfigureAwait(false);
            reply.Exchange?.Deliver();
            if (reply.Delivery is not { HasStatus: false } delivery)
                return Receive(request, new MemoryExchange(engine.State, sent, reply, closing));

            reply.Afterwards?.Invoke();
            if (delivery.End == TransmissionEnd.Hang)
                await WaitAsync(engine.State, sent, cancellationToken).ConfigureAwait(false);
            if (delivery is not { Point: FaultPoint.BeforeResponse, End: TransmissionEnd.Close } || --attempts == 0)
                throw MemoryFailure.BeforeResponse(delivery);
        }
    }

    private static async Task<MockRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = new HeaderDictionary { ["Host"] = request.Headers.Host ?? request.RequestUri!.Authority };
        foreach (var (name, values) in request.Headers.NonValidated)
            headers[name] = values.ToString();

        byte[] body = [];
        if (request.Content is { } content)
        {
            body = await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            foreach (var (name, values) in content.Headers.NonValidated)
                headers[name] = values.ToString();
        }

        return new MockRequest(request.Method.Method, request.RequestUri!.PathAndQuery, headers, body);
    }

    private static HttpResponseMessage Receive(HttpRequestMessage request, MemoryExchange exchange)
    {
        var reply = exchange.Reply;
        var response = new HttpResponseMessage((HttpStatusCode)reply.StatusCode)
        {
            RequestMessage = request,
            ReasonPhrase = ReasonPhrases.GetReasonPhrase(reply.StatusCode),
            Content = exchange.OpenBody(isHead: request.Method == HttpMethod.Head),
        };
        foreach (var (name, value) in ResponseHead.HeadersOf(reply, exchange.Time.GetUtcNow()))
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
                response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private static async Task WatchedAsync(Func<Task> beforehand, Exchange? exchange, CancellationToken cancellationToken)
    {
        try
        {
            await beforehand().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            exchange?.HangUp();
            throw MemoryFailure.GivenUp(cancellationToken);
        }
    }

    private bool IsForMock(Uri? address) =>
        address is { IsAbsoluteUri: true } && Uri.Compare(address, runtime.State.BaseAddress, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private async Task WaitAsync(MockServerState state, MockRequest sent, CancellationToken cancellationToken)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(closing, cancellationToken);
        try
        {
            await FaultClock.PauseAsync(state, sent, Timeout.InfiniteTimeSpan, FaultClock.NoHeaders, gone.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw MemoryFailure.GivenUp(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The mock has ended, and with it the connection.
        }
    }
}
