using SeedanceGen.Testing;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Faults;

/// <summary>One way in which an exchange goes wrong on the wire.</summary>
/// <param name="Name">What it is called in a test's name.</param>
/// <param name="Response">What the server does; null when there is no connection at all.</param>
/// <param name="MayBeAccepted">Whether a server could have taken a submission before it went wrong.</param>
/// <param name="IsDescribed">Whether it is a response that the API description allows; the proxy that validates by it lets no other
/// through.</param>
internal sealed record Fault(
    string Name, Func<VirtualTimeProvider, SocketResponse>? Response, bool MayBeAccepted = true, bool IsDescribed = false)
{
    /// <summary>White space and a job: a response of every operation.</summary>
    public const string SlowBody =
        """                                                            {"success":true,"requestId":"req_1","status":"queued"}""";

    private const string Html = "<!doctype html><title>Bad gateway</title>";

    /// <summary>The catalogue; a fault without a response happens before there is a connection.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("refused", null, MayBeAccepted: false),
        new("unknown host", null, MayBeAccepted: false),
        new("TLS failure", null, MayBeAccepted: false),
        new("reset before the request was read", _ => OnSocket.ResetUnread, MayBeAccepted: false),
        new("reset before the response", _ => OnSocket.Reset()),
        new("reset inside the headers", _ => OnSocket.Reset("HTTP/1.1 200 OK\r\nContent-")),
        new("reset inside the body", _ => OnSocket.Reset(OnSocket.Head(200, 500) + "{\"succ")),
        new("FIN before the response", _ => OnSocket.Bytes("")),
        new("FIN inside the headers", _ => OnSocket.Bytes("HTTP/1.1 200 OK\r\nContent-")),
        new("FIN inside the body", _ => OnSocket.Bytes(OnSocket.Head(200, 500) + "{\"succ")),
        new("truncated without a length", _ => OnSocket.Bytes("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"succ")),
        new("slow body", clock => OnSocket.Slow(clock, SlowBody)),
        new("hang before the response", clock => OnSocket.Silence(clock)),
        new("hang inside the body", clock => OnSocket.Silence(clock, OnSocket.Head(200, 500) + "{\"succ")),
        .. from status in new[] { 408, 429, 500, 502, 503, 504 }
           from hint in new[] { "", "Retry-After: 7\r\n" }
           select new Fault(
               $"{status}{(hint.Length > 0 ? " with Retry-After" : "")}",
               _ => OnSocket.Json("""{"success":false,"error":{"code":"busy","message":"m"}}""", status, hint),
               MayBeAccepted: status != 429 && (status != 503 || hint.Length == 0),
               IsDescribed: true),
        new("malformed JSON", _ => OnSocket.Json("{\"success\": tru")),
        new("HTML page", _ => OnSocket.Status(200, Html, "Content-Type: text/html\r\n")),
        new("HTML page with 502", _ => OnSocket.Status(502, Html, "Content-Type: text/html\r\n")),
        new("200 with the error envelope", _ => OnSocket.Json("""{"success":false,"error":{"code":"quota","message":"m"}}"""),
            MayBeAccepted: false),
        new("204", _ => OnSocket.Status(204)),
        new("redirect", _ => OnSocket.Status(302, headers: "Location: https://elsewhere.example/\r\n")),
    ];

    public static Fault Named(string name) => All.Single(fault => fault.Name == name);

    public override string ToString() => Name;
}
