using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Faults;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing;

/// <summary>The faults that are whole answers, of a kind that the API does not describe.</summary>
public sealed partial class MockFault
{
    internal const int LowestStatus = 200;
    internal const int HighestStatus = 599;

    private static readonly byte[] Html = Encoding.UTF8.GetBytes("<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>");
    private static readonly byte[] HalfAnObject = Encoding.UTF8.GetBytes("{\"success\":tru");

    /// <summary>Another status, with the error envelope.</summary>
    /// <param name="statusCode">The HTTP status code, 200 to 599.</param>
    /// <param name="retryAfter">What <c>Retry-After</c> asks for, in whole seconds, rounded up; null for no such header.</param>
    /// <param name="asDate">Whether it asks with a date, by the server's clock, instead of a number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is none, or the pause is negative.</exception>
    public static MockFault Status(int statusCode, TimeSpan? retryAfter = null, bool asDate = false)
    {
        CheckStatus(statusCode);
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter.GetValueOrDefault(), TimeSpan.Zero, nameof(retryAfter));
        var name = string.Create(CultureInfo.InvariantCulture, $"status {statusCode}");
        if (retryAfter is not { } pause)
            return Answer(name, Code(nameof(Status), statusCode), (_, _) => ErrorResponses.Fault(statusCode, name));

        return Answer(
            $"{name} with Retry-After as {(asDate ? "a date" : "seconds")}",
            Code(nameof(Status), statusCode, $"retryAfter: {CSharpText.Of(pause)}" + (asDate ? ", asDate: true" : "")),
            (_, now) => ErrorResponses.Fault(statusCode, name) with { Headers = [new("Retry-After", asDate ? DateAfter(now + pause) : SecondsOf(pause))] });
    }

    /// <summary>The answer's JSON ends in the middle, with a <c>Content-Length</c> that fits; the request is processed.</summary>
    public static MockFault MalformedJson() => new(
        "malformed JSON",
        new MockFaultCode($"{nameof(MalformedJson)}()", IsProcessedByItself: true),
        isProcessed: true,
        (answer, _) => answer with { Body = answer.IsJson ? answer.Body[..(answer.Body.Length / 2)] : HalfAnObject, ContentType = MockResponse.JsonContentType });

    /// <summary>A page for people, as gateways send it.</summary>
    /// <param name="statusCode">The HTTP status code, 200 to 599.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is none.</exception>
    public static MockFault HtmlPage(int statusCode = StatusCodes.Status502BadGateway)
    {
        CheckStatus(statusCode);
        return Answer(
            string.Create(CultureInfo.InvariantCulture, $"HTML page with status {statusCode}"),
            Code(nameof(HtmlPage), statusCode),
            (_, _) => new MockResponse { StatusCode = statusCode, ContentType = "text/html; charset=utf-8", Body = Html });
    }

    /// <summary>The documented error envelope with any status, such as 200.</summary>
    /// <param name="code">The error's code; the service documents <c>unauthorized</c> only.</param>
    /// <param name="message">The error's text for people.</param>
    /// <param name="statusCode">The HTTP status code, 200 to 599.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is none.</exception>
    public static MockFault ErrorEnvelope(string code, string message, int statusCode = StatusCodes.Status200OK)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        ArgumentNullException.ThrowIfNull(message);
        CheckStatus(statusCode);
        return Answer(
            string.Create(CultureInfo.InvariantCulture, $"error envelope '{code}' with status {statusCode}"),
            string.Create(CultureInfo.InvariantCulture, $"{nameof(ErrorEnvelope)}({CSharpText.Of(code)}, {CSharpText.Of(message)}, {statusCode})"),
            (_, _) => ErrorResponses.Reply(statusCode, code, message));
    }

    /// <summary>204, without a body.</summary>
    public static MockFault NoContent() =>
        Answer("status 204", $"{nameof(NoContent)}()", (_, _) => new MockResponse { StatusCode = StatusCodes.Status204NoContent, ContentType = "" });

    /// <summary>A fault that takes the place of the answer. What the answer was to set off stays due.</summary>
    private static MockFault Answer(string name, string call, Func<MockResponse, DateTimeOffset, MockResponse> make) =>
        new(name, new MockFaultCode(call, IsProcessedByItself: false), isProcessed: false, (answer, now) => make(answer, now) with { Beforehand = answer.Beforehand, Afterwards = answer.Afterwards });

    private static string Code(string method, int statusCode, string? more = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{method}({statusCode}{(more is null ? "" : ", " + more)})");

    private static string SecondsOf(TimeSpan pause) => Math.Ceiling(pause.TotalSeconds).ToString("F0", CultureInfo.InvariantCulture);

    /// <summary>The header knows whole seconds: the first one that is not too early.</summary>
    private static string DateAfter(DateTimeOffset time) =>
        time.AddTicks(TimeSpan.TicksPerSecond - 1).ToString("R", CultureInfo.InvariantCulture);

    private static void CheckStatus(int statusCode)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(statusCode, LowestStatus);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(statusCode, HighestStatus);
    }
}
