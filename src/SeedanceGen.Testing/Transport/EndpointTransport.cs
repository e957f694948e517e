using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Transport;

/// <summary>
/// Carries requests and responses over a web server that is not the mock's. That server writes the response. The transport sets the mock's
/// own head, plays a fault of the connection, and runs what follows the response.
/// </summary>
/// <param name="engine">The current engine; a reset replaces it.</param>
/// <param name="prefix">What the server has in front of the paths of the API, without a slash at its end.</param>
/// <param name="ended">Called once when the mock ends.</param>
internal sealed class EndpointTransport(Func<MockEngine> engine, string prefix, Action? ended) : IMockTransport
{
    private readonly CancellationTokenSource _closing = new();

    public HttpMessageHandler CreateHandler() => new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };

    public async ValueTask DisposeAsync()
    {
        ended?.Invoke();
        await _closing.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Whether a path is the mock's: below a prefix all are, and without one those of the API and of its videos.</summary>
    public bool Takes(string path)
    {
        if (_closing.IsCancellationRequested || !IsBelowPrefix(path))
            return false;
        return prefix.Length > 0 || engine().Knows(path);
    }

    public async Task<EndpointResponse> RespondAsync(HttpContext context, ReadOnlyMemory<byte>? body)
    {
        var request = await ReadAsync(context.Features, body).ConfigureAwait(false);
        var current = engine();
        var response = current.RejectHost(request) ?? current.Respond(request);
        if (response.Beforehand is { } beforehand)
            await SocketTransport.PrecedeAsync(beforehand, response.Exchange, context.Features).ConfigureAwait(false);
        response.Exchange?.Deliver();

        var headers = ResponseHead.HeadersOf(response, current.Clock.Now).ToList();
        if (response.Transmission is { } transmission)
        {
            var faulted = new SocketTransmission(current.Clock, current.BaseAddress, request, response, transmission);
            context.Response.OnStarting(() => PlayAsync(faulted, response, context));
        }
        else
        {
            context.Response.OnStarting(() => BeginAsync(response.StatusCode, headers, context.Response));
            if (response.Afterwards is { } afterwards)
                context.Response.OnCompleted(() => CompleteAsync(afterwards));
        }

        return new EndpointResponse(response, headers);
    }

    private bool IsBelowPrefix(string path) =>
        path.StartsWith(prefix, StringComparison.Ordinal) && path.Length > prefix.Length && path[prefix.Length] == '/';

    private async Task<MockRequest> ReadAsync(IFeatureCollection context, ReadOnlyMemory<byte>? body)
    {
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        var target = SocketTransport.TargetOf(request);
        if (prefix.Length > 0 && IsBelowPrefix(target))
            target = target[prefix.Length..];
        body ??= await MockRequest
            .ReadBodyAsync(context.GetRequiredFeature<IRequestBodyPipeFeature>().Reader, request.Headers)
            .ConfigureAwait(false);
        var isTooLarge = body is not { Length: <= MockRequest.MaxBodyBytes };
        return new MockRequest(request.Method, target, request.Headers, isTooLarge ? default : body!.Value) { IsTooLarge = isTooLarge };
    }

    /// <summary>Sets the head that the mock would send; the server has written its own.</summary>
    private static Task BeginAsync(int statusCode, IReadOnlyList<KeyValuePair<string, string>> headers, HttpResponse sent)
    {
        sent.StatusCode = statusCode;
        foreach (var (name, value) in headers)
            sent.Headers[name] = value;
        return Task.CompletedTask;
    }

    private static Task CompleteAsync(Action afterwards)
    {
        afterwards();
        return Task.CompletedTask;
    }

    /// <summary>Plays the fault in place of what the server would send, and ends the connection.</summary>
    private async Task PlayAsync(SocketTransmission faulted, MockResponse response, HttpContext context)
    {
        using var closing = _closing.Token.UnsafeRegister(static context => ((HttpContext)context!).Abort(), context);
        if (IsPlain(context.Request))
        {
            await faulted.PlayAsync(context.Features).ConfigureAwait(false);
            return;
        }

        // The mock cannot write bytes of its own past an encryption or the frames of HTTP/2.
        response.Afterwards?.Invoke();
        context.Abort();
    }

    private static bool IsPlain(HttpRequest request) => !request.IsHttps && HttpProtocol.IsHttp11(request.Protocol);
}
