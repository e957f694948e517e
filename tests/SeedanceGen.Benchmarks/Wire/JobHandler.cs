using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace SeedanceGen.Benchmarks.Wire;

/// <summary>A service in memory that knows every job: it responds to a read with the id it was asked for.</summary>
internal sealed class JobHandler : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };
    private static readonly string Finished = Encoding.UTF8.GetString(Exchanges.Succeeded);
    private static readonly string Processing = Unfinished();

    private int _running;

    /// <summary>Whether the jobs have ended.</summary>
    public bool IsFinished { get; set; }

    /// <summary>How many responses are being made at this moment.</summary>
    public int Running => Volatile.Read(ref _running);

    private static string Unfinished()
    {
        var job = JsonNode.Parse(Finished)!.AsObject();
        job["status"] = "processing";
        job["output"] = null;
        return job.ToJsonString();
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _running);
        var path = request.RequestUri!.AbsolutePath;
        var text = (IsFinished ? Finished : Processing)
            .Replace(Exchanges.JobId, path[(path.LastIndexOf('/') + 1)..], StringComparison.Ordinal);
        var body = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        body.Headers.ContentType = Json;
        Interlocked.Decrement(ref _running);
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = body, RequestMessage = request });
    }
}
