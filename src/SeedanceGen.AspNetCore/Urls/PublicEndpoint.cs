namespace SeedanceGen.AspNetCore.Urls;

/// <summary>The address under which the service reaches the endpoint.</summary>
internal static class PublicEndpoint
{
    /// <summary>Why an address cannot be used; null when it can.</summary>
    public static string? Objection(Uri address)
    {
        if (!address.IsAbsoluteUri)
            return "must be an absolute URL.";
        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            return "must be HTTPS, because the token in its path is a secret; only this machine (loopback) may be HTTP.";

        return address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0
            ? "must have no query, no fragment and no user."
            : null;
    }
}
