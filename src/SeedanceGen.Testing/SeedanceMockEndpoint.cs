using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Transport;

namespace SeedanceGen.Testing;

/// <summary>
/// The mock behind a web server that is not its own, such as a WireMock.Net server: that server receives a request, takes the response from
/// the mock, and sends it. The server has to be Kestrel on sockets, because a fault may end the connection.
/// </summary>
/// <remarks>For the adapter of a server. A test that needs a server of its own starts a <see cref="SeedanceMockServer"/>.</remarks>
public sealed class SeedanceMockEndpoint : SeedanceMock
{
    private readonly EndpointTransport _endpoint;

    private SeedanceMockEndpoint(SeedanceMockOptions options, Uri baseAddress, Action? ended)
        : base(options)
    {
        _endpoint = new EndpointTransport(CurrentEngine, baseAddress.AbsolutePath.TrimEnd('/'), ended);
        Attach(_endpoint, baseAddress);
    }

    /// <summary>Makes a mock for a server.</summary>
    /// <param name="baseAddress">
    /// Where the server is reached, such as <c>http://localhost:41234/</c>; a path, such as <c>/europe/</c>, is in front of all paths of
    /// the API.
    /// </param>
    /// <param name="options">How the mock behaves; null for the defaults.</param>
    /// <param name="ended">Called once when the mock ends, so that the server stops asking it; null for nothing.</param>
    /// <returns>The mock; dispose of it so that it can fail a test in which something was wrong.</returns>
    /// <exception cref="ArgumentException">
    /// The address is not an absolute HTTP address, or it has a query; or the options hold something impossible, such as a key with a
    /// space.
    /// </exception>
    public static SeedanceMockEndpoint Create(Uri baseAddress, SeedanceMockOptions? options = null, Action? ended = null)
    {
        ArgumentNullException.ThrowIfNull(baseAddress);
        if (!baseAddress.IsAbsoluteUri || baseAddress.Scheme is not ("http" or "https") || baseAddress.Query.Length > 0)
        {
            throw new ArgumentException(
                $"'{baseAddress}' is not accepted: an absolute HTTP or HTTPS address without a query is.", nameof(baseAddress));
        }

        options ??= new SeedanceMockOptions();
        options.EnsureUsable();
        var withSlash = new Uri(baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
        return new SeedanceMockEndpoint(options, withSlash, ended);
    }

    /// <summary>
    /// Whether the mock responds to requests for a path. Below a path in the base address it responds to all; otherwise only to the paths
    /// of the API and of its videos. False when the mock has ended.
    /// </summary>
    /// <param name="path">The path, without a query.</param>
    public bool Takes(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return _endpoint.Takes(path);
    }

    /// <summary>
    /// Processes a request. The server then writes the result to the same context: the mock completes its head, and plays a fault of the
    /// connection in its place, when the response starts. The webhook of a job is sent when the response is complete.
    /// </summary>
    /// <param name="context">The exchange, whose response has not started.</param>
    /// <param name="body">The body of the request when the server has read it; null when it is still to be read.</param>
    /// <returns>The response to write.</returns>
    public Task<EndpointResponse> RespondAsync(HttpContext context, ReadOnlyMemory<byte>? body = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        return _endpoint.RespondAsync(context, body);
    }
}
