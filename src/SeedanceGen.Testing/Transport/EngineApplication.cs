using System.Buffers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Transport;

/// <summary>Carries requests and responses between Kestrel and the engine, by the server's features alone.</summary>
/// <param name="runtime">The mock.</param>
/// <param name="sideApi">Answers the requests that are not for the mocked API, such as those of the control API; null from it for all others.</param>
internal sealed class EngineApplication(MockRuntime runtime, Func<MockRequest, Task<MockResponse>?>? sideApi) : IHttpApplication<IFeatureCollection>
{
    private readonly ResponseDate _date = new();

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        var request = await ReadAsync(context).ConfigureAwait(false);
        var engine = runtime.Engine;
        var reply = sideApi?.Invoke(request) is { } aside ? await aside.ConfigureAwait(false) : engine.Respond(request);
        if (reply.Beforehand is { } beforehand)
            await WatchedAsync(beforehand, reply.Exchange, context).ConfigureAwait(false);
        reply.Exchange?.Deliver();
        if (reply.Delivery is { } delivery)
        {
            await new SocketTransmission(engine.State, request, reply, delivery).PlayAsync(context).ConfigureAwait(false);
            return;
        }

        try
        {
            await WriteAsync(context, reply, _date.Of(engine.State.Time.GetUtcNow())).ConfigureAwait(false);
        }
        catch
        {
            reply.Exchange?.HangUp();
            throw;
        }
        finally
        {
            reply.Afterwards?.Invoke();
        }
    }

    /// <summary>Does what comes before the answer, and notices when the caller does not wait for it.</summary>
    private static async Task WatchedAsync(Func<Task> beforehand, Exchange? exchange, IFeatureCollection context)
    {
        var callerLeft = context.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
        using var watch = callerLeft.UnsafeRegister(static exchange => ((Exchange?)exchange)?.HangUp(), exchange);
        await beforehand().ConfigureAwait(false);
    }

    private static async ValueTask<MockRequest> ReadAsync(IFeatureCollection context)
    {
        // The raw target keeps an escaped slash inside of a path segment; its absolute form is for proxies only.
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        var target = request.RawTarget.StartsWith('/') ? request.RawTarget : new PathString(request.Path).ToUriComponent() + request.QueryString;
        return new MockRequest(request.Method, target, request.Headers, await ReadBodyAsync(context).ConfigureAwait(false));
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadBodyAsync(IFeatureCollection context)
    {
        if (context.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
            return default;

        var body = context.GetRequiredFeature<IRequestBodyPipeFeature>().Reader;
        var result = await body.ReadAsync().ConfigureAwait(false);
        while (!result.IsCompleted)
        {
            body.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            result = await body.ReadAsync().ConfigureAwait(false);
        }

        var all = result.Buffer.ToArray();
        body.AdvanceTo(result.Buffer.End);
        return all;
    }

    private static async ValueTask WriteAsync(IFeatureCollection context, MockResponse reply, string date)
    {
        var response = context.GetRequiredFeature<IHttpResponseFeature>();
        var body = context.GetRequiredFeature<IHttpResponseBodyFeature>();
        response.StatusCode = reply.StatusCode;
        response.Headers.Date = date;
        foreach (var (name, value) in reply.Headers)
            response.Headers[name] = value;

        if (ResponseHead.HasContent(reply))
        {
            response.Headers.ContentType = reply.ContentType;
            response.Headers.ContentLength = reply.Body.Length;
            await body.Writer.WriteAsync(reply.Body).ConfigureAwait(false);
        }

        if (reply.Afterwards is not null)
            await body.CompleteAsync().ConfigureAwait(false);
    }
}
