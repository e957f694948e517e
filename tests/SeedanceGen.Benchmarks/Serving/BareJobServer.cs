using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Benchmarks.Peers.Hand;

namespace SeedanceGen.Benchmarks.Serving;

/// <summary>The least that can be submitted to and read from: it parses, keeps and responds, and validates nothing.</summary>
internal static class BareJobServer
{
    public static WebApplication Create()
    {
        var jobs = new ConcurrentDictionary<string, HandRequest>(StringComparer.Ordinal);
        var last = 0L;
        var application = BareApplication.Builder().Build();
        application.Run(async context =>
        {
            if (HttpMethods.IsPost(context.Request.Method))
            {
                var request = await context.Request.ReadFromJsonAsync(HandJson.Default.HandRequest).ConfigureAwait(false);
                var id = string.Create(CultureInfo.InvariantCulture, $"req_{Interlocked.Increment(ref last):D10}");
                jobs[id] = request!;
                await WriteAsync(context.Response, JsonSerializer.SerializeToUtf8Bytes(
                    new HandAccepted(true, id, "queued", 40), HandJson.Default.HandAccepted)).ConfigureAwait(false);
                return;
            }

            var path = context.Request.Path.Value!;
            var asked = path[(path.LastIndexOf('/') + 1)..];
            var job = jobs[asked];
            var generation = new HandGeneration(
                true, asked, "processing", job.Model, job.Prompt, job.Duration, job.AspectRatio, Output: null, Error: null);
            await WriteAsync(context.Response, JsonSerializer.SerializeToUtf8Bytes(generation, HandJson.Default.HandGeneration))
                .ConfigureAwait(false);
        });
        return application;
    }

    private static ValueTask WriteAsync(HttpResponse response, byte[] body)
    {
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body);
    }
}
