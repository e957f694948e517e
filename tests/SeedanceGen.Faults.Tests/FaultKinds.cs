using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace SeedanceGen.Faults.Tests;

/// <summary>Every kind of odd response that the API may give.</summary>
internal static class FaultKinds
{
    /// <summary>The attempts that the clients of this table make.</summary>
    public const int Attempts = 3;

    private const string Html = "<html><body>Please sign in.</body></html>";

    public static IReadOnlyList<FaultKind> All { get; } =
    [
        .. Touched(), .. OddFields(), .. AcceptedInAnyStatus(), .. UnusableIds(), .. NotDescribed(), .. Broken(), .. Refused(),
        .. Unavailable(),
    ];

    /// <summary>Another layer touched the response, and all that matters is in it.</summary>
    private static IEnumerable<FaultKind> Touched() =>
    [
        Accepted("nothing", FaultResponse.Of),
        Accepted("a byte order mark", document => Same(document, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(document.Json)])),
        Accepted("gzip that the client did not ask for", document =>
            Coded(document, "gzip", stream => new GZipStream(stream, CompressionLevel.Fastest))),
        Accepted("deflate that the client did not ask for", document =>
            Coded(document, "deflate", stream => new ZLibStream(stream, CompressionLevel.Fastest))),
        Accepted("brotli that the client did not ask for", document =>
            Coded(document, "br", stream => new BrotliStream(stream, CompressionLevel.Fastest))),
        Accepted("a content type of plain text", document => Same(document, Encoding.UTF8.GetBytes(document.Json), "text/plain")),
        Accepted("no content type", document => Same(document, Encoding.UTF8.GetBytes(document.Json), type: null)),
        Accepted("white space around the JSON", document => Same(document, Encoding.UTF8.GetBytes("\r\n \t" + document.Json + "\r\n\r\n"))),
        Accepted("chunks", document => Accepting(
            document, FaultResponse.Of(document.Status, Chunked(document.Json), "application/json", ("Transfer-Encoding", "chunked")))),
        Accepted("status 202", document => Same(document with { Status = 202 }, Encoding.UTF8.GetBytes(document.Json))),
    ];

    /// <summary>A field is of another shape than documented; the id, the status and the link are there.</summary>
    private static IEnumerable<FaultKind> OddFields() =>
    [
        Accepted("a field that the description does not have", document =>
            Edited(document, ("{ ", "{ \"region\": { \"name\": [1, null] }, "))),
        Accepted("a length with a fraction", document => Edited(document, ("\"duration\": 5", "\"duration\": 5.04"))),
        Accepted("a length as text", document => Edited(document, ("\"duration\": 5", "\"duration\": \"5\""))),
        Accepted("an output in a list", document =>
            Edited(document, ("\"output\": {", "\"output\": [ {"), ("\" }, \"error\"", "\" } ], \"error\""))),
        Accepted("a price as text", document =>
            Edited(document, ("\"creditsCharged\": 40", "\"creditsCharged\": \"forty\""))) with { Credits = null },
        Accepted("a price below zero", document =>
            Edited(document, ("\"creditsCharged\": 40", "\"creditsCharged\": -40"))) with { Credits = null },
        Accepted("a price above any sense", document =>
            Edited(document, ("\"creditsCharged\": 40", "\"creditsCharged\": 1e30"))) with { Credits = null },
        Accepted("a prompt that is half a character", document => Edited(document, ("\"A river\"", "\"A \\ud800\""))),
    ];

    /// <summary>A response that names the job is an acceptance with any status.</summary>
    private static IEnumerable<FaultKind> AcceptedInAnyStatus() =>
        from status in new[] { 302, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503 }
        from after in status is 429 or 503 ? new[] { true, false } : [false]
        select new FaultKind(
            string.Create(
                CultureInfo.InvariantCulture, $"status {status}{(after ? " with Retry-After" : null)} and the body of an acceptance"),
            MoneyGuide.Accepted,
            document => Accepting(
                document, FaultResponse.Of(status, document.Json, "application/json", after ? [("Retry-After", "1")] : [])))
            .OfSubmission(Says.Accepted);

    private static IEnumerable<FaultKind> UnusableIds() =>
        from id in new (string Name, string Json)[]
        {
            ("is a dot", "\".\""), ("is two dots", "\"..\""), ("has 100 kB", $"\"{new string('a', 100_000)}\""),
            ("has a control character", "\"req\\u0007\""), ("has an escape sequence", "\"\\u001b[2J\""),
            ("has a line break", "\"req\\r\\n1\""),
            ("is half a character", "\"\\ud800\""),
        }
        select new FaultKind($"an id that {id.Name}", MoneyGuide.UnusableId, document =>
            FaultResponse.Of(Documents.AcceptedAs(id.Json))).OfSubmission(Says.UnusableId);

    /// <summary>A successful status with something else than documented.</summary>
    private static IEnumerable<FaultKind> NotDescribed() =>
        from body in new (string Name, byte[] Bytes)[]
        {
            ("a page of HTML", Encoding.UTF8.GetBytes(Html)), ("nothing", []), ("JSON null", [.. "null"u8]),
            ("an empty object", [.. "{}"u8]),
            ("an empty list", [.. "[]"u8]), ("a JSON text", [.. "\"ok\""u8]), ("half of the JSON", [.. "{ \"success\": true, \"requ"u8]),
            ("bytes that are no UTF-8", [0xFF, 0xFE, 0x00, 0x80]), ("5 MB of spaces", Encoding.UTF8.GetBytes(new string(' ', 5_000_000))),
            ("lists in lists, 10,000 deep", Encoding.UTF8.GetBytes(new string('[', 10_000))),
        }
        select Unknown($"200 and {body.Name}", document => Same(document, body.Bytes));

    /// <summary>The response does not come, or not whole.</summary>
    private static IEnumerable<FaultKind> Broken() =>
    [
        Unknown("204", document => FaultResponse.Of(204, [], type: null) with { Accepts = document.IsAcceptance }),
        Unknown("the connection is closed in place of a response", document => new FaultResponse([], document.IsAcceptance, Then.Close)),
        Unknown("the connection is reset in place of a response", document => new FaultResponse([], document.IsAcceptance, Then.Reset)),
        Unknown("no response in time", document => new FaultResponse([], document.IsAcceptance, Then.Hang)) with { IsQuick = false },
        Unknown("a response that stops in its head", document =>
            new FaultResponse([.. "HTTP/1.1 200 O"u8], document.IsAcceptance, Then.Close)),
        Unknown("a response that stops in its body", document => HalfOfBody(document) with { Then = Then.Close }),
        Unknown("a body that hangs", document => HalfOfBody(document) with { Then = Then.Hang }) with { IsQuick = false },
        Unknown("no HTTP", document => new FaultResponse([.. "SSH-2.0-OpenSSH_9.6\r\n"u8], document.IsAcceptance, Then.Close)),
        Unknown("a coding that the client does not know", document => FaultResponse.Of(
            200, [1, 2, 3, 4], "application/json", ("Content-Encoding", "zstd")) with { Accepts = document.IsAcceptance }),
        Unknown("gzip that is none", document => FaultResponse.Of(
            200, [1, 2, 3, 4], "application/json", ("Content-Encoding", "gzip")) with { Accepts = document.IsAcceptance }),
        new FaultKind("a redirect", MoneyGuide.Unknown, document =>
            FaultResponse.Of(302, Html, "text/html", ("Location", "https://login.example/")) with { Accepts = document.IsAcceptance })
            .Unreadable(Says.Unknown),
    ];

    /// <summary>The service, or a proxy before it, refused the call.</summary>
    private static IEnumerable<FaultKind> Refused() =>
    [
        Refusal("400 and the error envelope", 400, Documents.Refusal).OfSubmission(Says.NotCharged),
        Refusal("401 and the error envelope", 401, Documents.Refusal).OfSubmission(Says.NotCharged),
        Refusal("422 and the error envelope", 422, Documents.Refusal).OfSubmission(Says.NotCharged),
        Refusal("200 and the error envelope", 200, Documents.Refusal).OfSubmission(Says.NotCharged),
        Refusal("a proxy's 403", 403, Html, "text/html").Unreadable(Says.NotCharged),
        Refusal("404 and the error envelope", 404, Documents.Refusal).Unreadable(Says.NotCharged),
        Refusal("404 and a page of HTML", 404, Html, "text/html").Unreadable(Says.NotCharged),
        Refusal("429", 429, Documents.Refusal).Unreadable(Says.NotCharged),
        Refusal("429 with Retry-After", 429, Documents.Refusal, "application/json", ("Retry-After", "0"))
            .Unreadable(Says.NotCharged, Attempts),
        Refusal("503 with Retry-After", 503, Documents.Refusal, "application/json", ("Retry-After", "0"))
            .Unreadable(Says.NotCharged, Attempts),
    ];

    /// <summary>The service had a fault of its own, perhaps after it accepted the job.</summary>
    private static IEnumerable<FaultKind> Unavailable() =>
        from status in new[] { 500, 502, 503, 504, 599 }
        from isEnvelope in new[] { true, false }
        let body = isEnvelope ? "the error envelope" : "a page of HTML"
        select new FaultKind(string.Create(CultureInfo.InvariantCulture, $"{status} and {body}"), MoneyGuide.Unknown, document =>
            Accepting(document, FaultResponse.Of(
                status, isEnvelope ? Documents.Refusal : Html, isEnvelope ? "application/json" : "text/html"))).Unreadable(Says.Unknown);

    private static FaultKind Accepted(string name, Func<Document, FaultResponse> response) =>
        new FaultKind(name, MoneyGuide.Accepted, response).Readable();

    private static FaultKind Unknown(string name, Func<Document, FaultResponse> response) =>
        new FaultKind(name, MoneyGuide.Unknown, response).Unreadable(Says.Unknown);

    private static FaultKind Refusal(
        string name, int status, string body, string type = "application/json", params (string, string)[] headers) =>
        new(name, MoneyGuide.Refused, _ => FaultResponse.Of(status, body, type, headers));

    private static FaultResponse Same(Document document, byte[] body, string? type = "application/json") =>
        FaultResponse.Of(document.Status, body, type) with { Accepts = document.IsAcceptance };

    private static FaultResponse Edited(Document document, params (string From, string To)[] edits) => FaultResponse.Of(
        document with { Json = edits.Aggregate(document.Json, (json, edit) => json.Replace(edit.From, edit.To)) });

    private static FaultResponse Accepting(Document document, FaultResponse response) => response with { Accepts = document.IsAcceptance };

    private static FaultResponse HalfOfBody(Document document) =>
        Accepting(document, FaultResponse.Of(200, [.. "{ \"succ"u8], "application/json", ("Content-Length", "500")));

    private static FaultResponse Coded(Document document, string coding, Func<Stream, Stream> coder)
    {
        var coded = new MemoryStream();
        using (var stream = coder(coded))
            stream.Write(Encoding.UTF8.GetBytes(document.Json));
        return Accepting(document, FaultResponse.Of(document.Status, coded.ToArray(), "application/json", ("Content-Encoding", coding)));
    }

    private static byte[] Chunked(string json) =>
        Encoding.UTF8.GetBytes(string.Concat(json.Chunk(7).Select(part => $"{part.Length:x}\r\n{new string(part)}\r\n")) + "0\r\n\r\n");
}
