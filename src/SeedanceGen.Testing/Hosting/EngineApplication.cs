using System.Buffers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SeedanceGen.Testing.Engine;

namespace SeedanceGen.Testing.Hosting;

/// <summary>Carries requests and answers between Kestrel and the engine.</summary>
internal sealed class EngineApplication(MockEngine engine) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var reply = engine.Answer(await ReadAsync(context.Request).ConfigureAwait(false));
        try
        {
            if (reply.Beforehand is { } beforehand)
                await beforehand().ConfigureAwait(false);
            if (context.RequestAborted.IsCancellationRequested)
                reply.Exchange?.HangUp();
            reply.Exchange?.Deliver();
            await WriteAsync(context.Response, reply).ConfigureAwait(false);
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

    private static async Task WriteAsync(HttpResponse response, MockReply reply)
    {
        response.StatusCode = reply.StatusCode;
        foreach (var (name, value) in reply.Headers)
            response.Headers[name] = value;

        if (reply.StatusCode == StatusCodes.Status304NotModified)
            return;

        response.ContentType = reply.ContentType;
        response.ContentLength = reply.Body.Length;
        await response.Body.WriteAsync(reply.Body).ConfigureAwait(false);
        if (reply.Afterwards is not null)
            await response.CompleteAsync().ConfigureAwait(false);
    }
}
