using System.Buffers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SeedanceGen.Testing.Engine;
using SeedanceGen.Testing.Standalone;

namespace SeedanceGen.Testing.Hosting;

/// <summary>Carries requests and answers between Kestrel and the engine.</summary>
internal sealed class EngineApplication(MockRuntime runtime, ControlApi? control) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var request = await ReadAsync(context.Request).ConfigureAwait(false);
        var engine = runtime.Engine;
        var reply = control is not null && ControlApi.Owns(request.Path)
            ? await control.AnswerAsync(request).ConfigureAwait(false)
            : engine.Answer(request);
        if (reply.Beforehand is { } beforehand)
            await WatchedAsync(beforehand, reply.Exchange, context.RequestAborted).ConfigureAwait(false);
        reply.Exchange?.Deliver();
        if (reply.Delivery is { } delivery)
        {
            await new SocketDelivery(engine.State, request, reply, delivery).PlayAsync(context).ConfigureAwait(false);
            return;
        }

        try
        {
            await WriteAsync(context.Response, reply, engine.State.Time.GetUtcNow()).ConfigureAwait(false);
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
    private static async Task WatchedAsync(Func<Task> beforehand, Exchange? exchange, CancellationToken callerLeft)
    {
        using var watch = callerLeft.UnsafeRegister(static exchange => ((Exchange?)exchange)?.HangUp(), exchange);
        await beforehand().ConfigureAwait(false);
    }

    private static async Task<MockRequest> ReadAsync(HttpRequest request)
    {
        // The raw target keeps an escaped slash inside of a path segment; its absolute form is for proxies only.
        var raw = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var target = raw.StartsWith('/') ? raw : request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
        var result = await request.BodyReader.ReadAsync().ConfigureAwait(false);
        while (!result.IsCompleted)
        {
            request.BodyReader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            result = await request.BodyReader.ReadAsync().ConfigureAwait(false);
        }

        var body = result.Buffer.ToArray();
        request.BodyReader.AdvanceTo(result.Buffer.End);
        return new MockRequest(request.Method, target, request.Headers, body);
    }

    private static async Task WriteAsync(HttpResponse response, MockReply reply, DateTimeOffset now)
    {
        response.StatusCode = reply.StatusCode;
        response.Headers.Date = ReplyHead.DateOf(now);
        foreach (var (name, value) in reply.Headers)
            response.Headers[name] = value;

        if (ReplyHead.HasContent(reply))
        {
            response.ContentType = reply.ContentType;
            response.ContentLength = reply.Body.Length;
            await response.Body.WriteAsync(reply.Body).ConfigureAwait(false);
        }

        if (reply.Afterwards is not null)
            await response.CompleteAsync().ConfigureAwait(false);
    }
}
