namespace SeedanceGen.Testing.Service;

/// <summary>A test never calls out: a webhook goes to this machine or nowhere.</summary>
internal static class LoopbackRule
{
    /// <summary>Why nothing may be sent there; null when it may.</summary>
    public static string? Objection(Uri url)
    {
        if (!url.IsAbsoluteUri)
            return "not delivered: not an absolute URL";
        if (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            return "not delivered: neither http nor https";

        return url.IsLoopback ? null : "not delivered: not a loopback address";
    }
}
