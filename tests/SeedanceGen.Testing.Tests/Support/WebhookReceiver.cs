using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SeedanceGen.Testing.Tests.Support;

/// <summary>A user's webhook endpoint: keeps what arrives and answers as told.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly Channel<(string Body, IHeaderDictionary Headers)> _received = Channel.CreateUnbounded<(string, IHeaderDictionary)>();
    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app) => _app = app;

    public Uri Url => new(new Uri(_app.Urls.Single()), "hook");

    public int Waiting => _received.Reader.Count;

    public static async Task<WebhookReceiver> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, port: 0));
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            await receiver._received.Writer.WriteAsync(
                (await reader.ReadToEndAsync(), new HeaderDictionary(context.Request.Headers.ToDictionary())));
            await answer(context);
        });
        await receiver._app.StartAsync();
        return receiver;
    }

    public static Task<WebhookReceiver> StartAsync(int statusCode = StatusCodes.Status204NoContent) =>
        StartAsync(context =>
        {
            context.Response.StatusCode = statusCode;
            return Task.CompletedTask;
        });

    /// <summary>The next webhook, waited for within bounds.</summary>
    public async Task<(string Body, IHeaderDictionary Headers)> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _received.Reader.ReadAsync(limit.Token);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
