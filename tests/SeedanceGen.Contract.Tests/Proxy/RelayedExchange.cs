using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using SeedanceGen.TestKit.Proxy;

namespace SeedanceGen.Contract.Tests.Proxy;

/// <summary>The response to a request that is relayed unchanged, with every byte.</summary>
internal sealed record RelayedExchange(int Status, IReadOnlyList<(string Name, string[] Values)> Headers, byte[] Body)
{
    /// <summary>Headers that belong to one connection, or that the next one sets again.</summary>
    private static readonly HashSet<string> OfTheConnection =
        new(["Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length", "Host", "Upgrade", "Proxy-Connection"],
            StringComparer.OrdinalIgnoreCase);

    /// <summary>What the proxy objects to: a response of its own, or, for what is no error, a header beside those of the service.</summary>
    public string? Violation =>
        ValueOf("Content-Type") == "application/problem+json" ? Encoding.UTF8.GetString(Body) : ValueOf("sl-violations");

    public static RelayedExchange From(PlayedResponse played) =>
        new(played.Status, [.. played.Headers.Select(header => (header.Key, header.Value))], played.Body);

    public static RelayedExchange Broken(string reason) =>
        new(StatusCodes.Status502BadGateway, [("Content-Type", ["text/plain"])],
            Encoding.UTF8.GetBytes($"The service broke the exchange off: {reason}"));

    public static async Task<HttpRequestMessage> ToRequestAsync(HttpContext context, Uri next, Func<string, bool> passes)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method),
            new Uri(next.GetLeftPart(UriPartial.Authority) + target,
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (body.Length > 0 || context.Request.Headers.ContentType.Count > 0)
            request.Content = new ByteArrayContent(body.ToArray());
        foreach (var (name, values) in context.Request.Headers)
        {
            if (!OfTheConnection.Contains(name) && passes(name) && !request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        return request;
    }

    public static async Task<RelayedExchange> SendAsync(HttpMessageInvoker way, HttpRequestMessage request)
    {
        // An exchange that its test gives up is checked too.
        using var response = await way.SendAsync(request, CancellationToken.None);
        var body = await response.Content.ReadAsByteArrayAsync();
        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .Select(header => (header.Key, header.Value.ToArray()));
        return new RelayedExchange((int)response.StatusCode, [.. headers], body);
    }

    public async Task WriteAsync(HttpContext context, byte[] body)
    {
        context.Response.StatusCode = Status;
        foreach (var (name, values) in Headers.Where(header => !OfTheConnection.Contains(header.Name)))
            context.Response.Headers[name] = new StringValues(values);
        if (Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
            return;

        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    }

    private string? ValueOf(string name) =>
        Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Values?[0];
}
