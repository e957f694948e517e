using System.Net;
using System.Text;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Configuration;

/// <summary>The service in memory, as the option tests need it: what it is asked is written down.</summary>
internal sealed class ScriptedHandler(StringBuilder transcript) : ServiceInMemory
{
    private const int ReadsInQueue = 8;

    private int _submitted;
    private int _reads;

    protected override Task<HttpResponseMessage> RespondAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        transcript.AppendLine(FormattableString.Invariant($"{request.Method} {request.RequestUri} {request.Headers.Authorization}"));
        return Task.FromResult(Respond(request.Method, request.RequestUri!.AbsolutePath));
    }

    private HttpResponseMessage Respond(HttpMethod method, string path)
    {
        if (path.EndsWith("/whole.mp4", StringComparison.Ordinal))
            return new HttpResponseMessage { Content = new ByteArrayContent(Videos.OfLength(3000)) };
        if (path.EndsWith("/page.mp4", StringComparison.Ordinal))
            return new HttpResponseMessage { Content = new StringContent("<html>maintenance</html>") };
        if (path.EndsWith("/models", StringComparison.Ordinal) || path.EndsWith("/broken.mp4", StringComparison.Ordinal))
            return Json("""{"success":false,"error":{"code":"busy","message":"m"}}""", HttpStatusCode.ServiceUnavailable);
        if (path.EndsWith("/cancel", StringComparison.Ordinal))
            return Job("req_hangs", "cancelled");
        if (method == HttpMethod.Post)
            return Job($"req_{++_submitted}", "queued", ",\"creditsCharged\":40");

        var id = path[(path.LastIndexOf('/') + 1)..];
        return id switch
        {
            "req_large" => Job(id, "succeeded", $",\"prompt\":\"{new string('p', 2000)}\""),
            "req_hangs" => Job(id, "queued"),
            "req_odd" => new HttpResponseMessage { Content = new StringContent("<html>maintenance</html>") },
            "req_unknown" => Json("""{"success":false,"error":{"code":"unknown","message":"m"}}""", HttpStatusCode.NotFound),
            _ => Job(id, ++_reads % ReadsInQueue == 0 ? "succeeded" : "queued"),
        };
    }

    private static HttpResponseMessage Job(string id, string status, string more = "") =>
        Json($$"""{"success":true,"requestId":"{{id}}","status":"{{status}}"{{more}}}""");

    private static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
