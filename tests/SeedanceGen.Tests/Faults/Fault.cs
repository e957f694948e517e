using SeedanceGen.Testing;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Faults;

/// <summary>One way in which an exchange goes wrong on the wire.</summary>
/// <param name="Name">What it is called in a test's name.</param>
/// <param name="Reply">What the server does; null when there is no connection at all.</param>
/// <param name="MayBeAccepted">Whether a server could have taken a submission before it went wrong.</param>
/// <param name="IsDescribed">Whether it is an answer that the API description allows; the proxy that judges by it lets no other
/// through.</param>
internal sealed record Fault(string Name, Func<VirtualTimeProvider, Reply>? Reply, bool MayBeAccepted = true, bool IsDescribed = false)
{
    /// <summary>White space and a job: an answer of every operation, and a video as good as any.</summary>
    public const string SlowBody =
        """                                                            {"success":true,"requestId":"req_1","status":"queued"}""";

    private const string Html = "<!doctype html><title>Bad gateway</title>";

    /// <summary>The catalogue; a fault without a reply happens before there is a connection.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("refused", null, MayBeAccepted: false),
        new("unknown host", null, MayBeAccepted: false),
        new("TLS failure", null, MayBeAccepted: false),
        new("reset before the request was read", _ => Replies.ResetUnread, MayBeAccepted: false),
        new("reset before the answer", _ => Replies.Reset()),
        new("reset inside the headers", _ => Replies.Reset("HTTP/1.1 200 OK\r\nContent-")),
        new("reset inside the body", _ => Replies.Reset(Replies.Head(200, 500) + "{\"succ")),
        new("FIN before the answer", _ => Replies.Bytes("")),
        new("FIN inside the headers", _ => Replies.Bytes("HTTP/1.1 200 OK\r\nContent-")),
        new("FIN inside the body", _ => Replies.Bytes(Replies.Head(200, 500) + "{\"succ")),
        new("truncated without a length", _ => Replies.Bytes("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"succ")),
        new("slow body", clock => Replies.Slow(clock, SlowBody)),
        new("hang before the answer", clock => Replies.Silence(clock)),
        new("hang inside the body", clock => Replies.Silence(clock, Replies.Head(200, 500) + "{\"succ")),
        .. from status in new[] { 408, 429, 500, 502, 503, 504 }
           from hint in new[] { "", "Retry-After: 7\r\n" }
           select new Fault(
               $"{status}{(hint.Length > 0 ? " with Retry-After" : "")}",
               _ => Replies.Json("""{"success":false,"error":{"code":"busy","message":"m"}}""", status, hint),
               MayBeAccepted: status != 429 && (status != 503 || hint.Length == 0),
               IsDescribed: true),
        new("malformed JSON", _ => Replies.Json("{\"success\": tru")),
        new("HTML page", _ => Replies.Status(200, Html, "Content-Type: text/html\r\n")),
        new("HTML page with 502", _ => Replies.Status(502, Html, "Content-Type: text/html\r\n")),
        new("200 with the error envelope", _ => Replies.Json("""{"success":false,"error":{"code":"quota","message":"m"}}"""),
            MayBeAccepted: false),
        new("204", _ => Replies.Status(204)),
        new("redirect", _ => Replies.Status(302, headers: "Location: https://elsewhere.example/\r\n")),
    ];

    public static Fault Named(string name) => All.Single(fault => fault.Name == name);

    public override string ToString() => Name;
}
