using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SeedanceGen.Tests.Faults.Schedules;

namespace SeedanceGen.Tests.Wire;

/// <summary>The responses that tests in memory script.</summary>
internal static class InMemory
{
    public static InMemoryResponse Json(string body, int status = 200, string? retryAfter = null) => (_, _) =>
    {
        var response = new HttpResponseMessage(
            (HttpStatusCode)status)
        { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (retryAfter is not null)
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return Task.FromResult(response);
    };

    public static InMemoryResponse Status(int status, string? retryAfter = null) =>
        Json("""{"success":false,"error":{"code":"busy","message":"m"}}""", status, retryAfter);

    /// <summary>A job.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="more">The JSON after the status; null for the link of a job that has succeeded.</param>
    public static InMemoryResponse Job(string status, string? more = null)
    {
        more ??= status == "succeeded" ? ",\"output\":{\"type\":\"video\",\"url\":\"https://cdn.example.com/river.mp4\"}" : "";
        return Json($$"""{"success":true,"requestId":"req_1","status":"{{status}}"{{more}}}""");
    }

    public static InMemoryResponse Accepted { get; } = Job("queued", ",\"creditsCharged\":40");

    public static InMemoryResponse Hang(StepClock clock) =>
        (_, cancellationToken) => clock.HangAsync<HttpResponseMessage>(cancellationToken);

    public static InMemoryResponse Throw(HttpRequestError error) => (_, _) => throw new HttpRequestException(error, "It broke.");

    public static InMemoryResponse Redirect(string location) => (_, _) =>
    {
        var response = new HttpResponseMessage(HttpStatusCode.Found);
        response.Headers.TryAddWithoutValidation("Location", location);
        return Task.FromResult(response);
    };

    /// <summary>A video, or the rest of one.</summary>
    /// <param name="whole">All of its bytes.</param>
    /// <param name="tag">Its ETag, in quotes.</param>
    /// <param name="from">The first byte that comes; null for a response that is not a part.</param>
    /// <param name="breaksAt">Which part of the body comes before it breaks off; null when all does.</param>
    public static InMemoryResponse Video(byte[] whole, string? tag = null, int? from = null, double? breaksAt = null) => (_, _) =>
    {
        var bytes = whole[(from ?? 0)..];
        HttpContent content = breaksAt is { } portion
            ? new StreamContent(new FaultyBody(bytes, new PlannedFault(FaultAct.BreakInBody, Portion: portion), new StepClock()))
            : new ByteArrayContent(bytes);
        content.Headers.ContentLength = bytes.Length;
        if (from is { } first)
            content.Headers.ContentRange = new ContentRangeHeaderValue(first, whole.Length - 1, whole.Length);
        var response = new HttpResponseMessage(from is null ? HttpStatusCode.OK : HttpStatusCode.PartialContent) { Content = content };
        response.Headers.ETag = tag is null ? null : EntityTagHeaderValue.Parse(tag);
        return Task.FromResult(response);
    };
}
