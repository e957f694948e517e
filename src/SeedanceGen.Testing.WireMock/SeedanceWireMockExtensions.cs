using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace SeedanceGen.Testing;

/// <summary>Adds the mock to a WireMock.Net server.</summary>
public static class SeedanceWireMockExtensions
{
    private const string Title = "Seedance";
    private const int DefaultPriority = 0;

    /// <summary>
    /// Puts the mock behind a WireMock.Net server: with jobs, credits, faults, webhooks, videos, violations and virtual time, as on a
    /// <see cref="SeedanceMockServer"/>. Its requests are in the server's log, and the server's other mappings stay as they are. A reset of
    /// the server's mappings takes the mock off the server.
    /// </summary>
    /// <param name="server">The server, which has started.</param>
    /// <param name="options">How the mock behaves; null for the defaults.</param>
    /// <param name="prefix">
    /// What stands in front of the paths of the API, such as <c>/europe</c>; empty for nothing. Mocks with different prefixes are
    /// independent. Below a prefix the mock responds to every path; without one, to the paths of the API and of its videos.
    /// </param>
    /// <param name="priority">
    /// The priority among the server's mappings, as WireMock.Net has it: a lower number comes first, and of two equal ones the mapping that
    /// was added later.
    /// </param>
    /// <returns>
    /// The mock. Dispose of it to take it off the server; a strict mock then fails a test in which something was wrong.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The prefix does not begin with a slash or ends with one, or the options hold something impossible.
    /// </exception>
    /// <exception cref="InvalidOperationException">The server has a mock with this prefix, or it has not started.</exception>
    public static SeedanceMock AddSeedance(
        this WireMockServer server, SeedanceMockOptions? options = null, string prefix = "", int priority = DefaultPriority)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.Length > 0 && (prefix[0] != '/' || prefix[^1] == '/'))
            throw new ArgumentException($"The prefix '{prefix}' does not begin with a slash, or ends with one.", nameof(prefix));
        if (server.Url is not { } address)
            throw new InvalidOperationException("The WireMock.Net server has not started, so it has no address.");
        var title = Title + prefix;
        if (server.Mappings.Any(mapping => mapping.Title == title))
        {
            throw new InvalidOperationException(
                $"The WireMock.Net server has a Seedance mock {(prefix.Length > 0 ? $"with the prefix '{prefix}'" : "without a prefix")} "
                    + "already. Dispose of it first, or choose another prefix.");
        }

        RequestUnderWay.Watch();
        var id = Guid.NewGuid();
        var mock = SeedanceMockEndpoint.Create(new Uri(address.TrimEnd('/') + prefix), options, () => server.DeleteMapping(id));
        server.Given(Request.Create().WithPath(mock.Takes))
            .WithGuid(id)
            .WithTitle(title)
            .AtPriority(priority)
            .RespondWith(Response.Create().WithCallback(request => SeedanceResponse.ToAsync(request, mock)));
        return mock;
    }
}
