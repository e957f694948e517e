namespace SeedanceGen.Faults.Tests;

/// <summary>The documented exchanges, with ids of this table.</summary>
internal static class Documents
{
    public const string JobId = "req_fault_1";
    public const int Credits = 40;

    public static Document Accepted { get; } = AcceptedAs($"\"{JobId}\"");

    public static Document Cancelled { get; } =
        new(200, $$"""{ "success": true, "requestId": "{{JobId}}", "status": "cancelled" }""");

    public static Document Models { get; } = new(200, """{ "success": true, "data": [ { "id": "seedance-2.0" } ] }""");

    public const string Refusal = """{ "success": false, "error": { "code": "invalid", "message": "The prompt is refused" } }""";

    /// <summary>The acceptance of a job with this id, given as JSON.</summary>
    public static Document AcceptedAs(string idJson, string creditsJson = "40") => new(
        200,
        $$"""{ "success": true, "requestId": {{idJson}}, "status": "queued", "creditsCharged": {{creditsJson}} }""",
        IsAcceptance: true);

    public static Document Succeeded(Uri service) => new(
        200,
        $$"""
        { "success": true, "requestId": "{{JobId}}", "status": "succeeded", "model": "seedance-2.0", "prompt": "A river",
          "duration": 5, "aspectRatio": "16:9", "output": { "type": "video", "url": "{{service}}file.mp4" }, "error": null }
        """);

    /// <summary>The documented response to a request.</summary>
    public static Document Plain(Received request, Uri service) =>
        IsSubmission(request) ? Accepted
        : IsRead(request) ? Succeeded(service)
        : request.Method == "POST" ? Cancelled
        : Models;

    public static bool IsSubmission(Received request) =>
        request.Method == "POST" && !request.Path.EndsWith("/cancel", StringComparison.Ordinal);

    public static bool IsRead(Received request) => request.Method == "GET" && request.Path.EndsWith("/" + JobId, StringComparison.Ordinal);

    /// <summary>A small MP4: a file type box, then media data.</summary>
    public static byte[] Mp4 { get; } =
        [0, 0, 0, 24, .. "ftypmp42"u8, 0, 0, 0, 0, .. "mp42isom"u8, 0, 1, 0, 8, .. "mdat"u8, .. Enumerable.Repeat((byte)7, 65_536)];
}
