using System.Net;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Service;

/// <summary>
/// The hosts that a request may name. A browser sends the host of its page, so the mock can tell a page whose name was made to lead to this
/// machine (DNS rebinding) from a program that has the mock's address.
/// </summary>
internal sealed class AllowedHosts(IReadOnlyCollection<string> others)
{
    /// <summary>Describes what can be allowed, for messages.</summary>
    public const string Accepted = "a host name or an IP address without scheme and port, such as 'mock.test', or '*' for every host";

    /// <summary>Allows every host.</summary>
    private const string Any = "*";

    private const string ThisMachine = "localhost";
    private const int LongestShown = 255;

    /// <summary>The host that was accepted last, because nearly every request names the same one.</summary>
    private string? _accepted;

    /// <summary>The response to a request for another host; null for a request that may pass.</summary>
    public MockResponse? Reject(MockRequest request, Uri baseAddress)
    {
        // Only HTTP/1.0 has requests without a host, and no browser sends those.
        var hosts = request.Headers.Host;
        if (hosts.Count == 0 || (hosts.Count == 1 && hosts[0] == Volatile.Read(ref _accepted)))
            return null;

        var sent = hosts.ToString();
        var host = NameOf(sent);
        if (!IsThisMachine(host) && !IsOwn(host, baseAddress) && !others.Any(other => other == Any || Named(other, host)))
            return ErrorResponses.HostNotAllowed(host.Length > LongestShown ? host[..LongestShown] : host);

        Volatile.Write(ref _accepted, sent);
        return null;
    }

    /// <summary>Whether a text can be allowed as a host.</summary>
    public static bool IsHost(string text) => text == Any || Uri.CheckHostName(text) != UriHostNameType.Unknown;

    /// <exception cref="ArgumentException">One of the texts is no host.</exception>
    public static void EnsureUsable(IReadOnlyCollection<string> hosts, string parameter)
    {
        ArgumentNullException.ThrowIfNull(hosts, parameter);
        foreach (var host in hosts)
        {
            if (!IsHost(host))
                throw new ArgumentException($"'{host}' is not {Accepted}.", parameter);
        }
    }

    /// <summary>The host without its port, without the brackets of IPv6, and without the full stop of a complete name.</summary>
    private static string NameOf(string host) => Bare(new HostString(host).Host);

    private static string Bare(string host)
    {
        var bare = host.StartsWith('[') ? host.Trim('[', ']') : host;
        return bare.EndsWith('.') ? bare[..^1] : bare;
    }

    /// <summary>Whether the value of a <c>Host</c> header names this machine, with any port.</summary>
    public static bool NamesThisMachine(string? host) => !string.IsNullOrEmpty(host) && IsThisMachine(NameOf(host));

    private static bool IsThisMachine(string host) =>
        host.Equals(ThisMachine, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith("." + ThisMachine, StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>
    /// Whether a host is the IP address at which the mock listens. A mock that listens at every address has none of its own.
    /// </summary>
    private static bool IsOwn(string host, Uri baseAddress) =>
        Named(baseAddress.Host, host) && IPAddress.TryParse(host, out var address)
        && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any);

    private static bool Named(string allowed, string host) => Bare(allowed).Equals(host, StringComparison.OrdinalIgnoreCase);
}
