namespace SeedanceGen.Http;

/// <summary>What a client cannot do safely, and what to do in its place.</summary>
internal static class UnsupportedUse
{
    public const string InBrowser =
        "A SeedanceGen client does not run in a browser: everyone who opens the page could read the API key, and a browser follows "
        + "redirects and sends requests again by itself. Call the service from your server, and the server from the page.";

    public const string NoHttpClient =
        "A SeedanceClient takes no HttpClient: its handlers cannot be seen, one of them could send a submission again, and each may be "
        + "charged. In a host, call services.AddSeedance(…), and add handlers to the IHttpClientBuilder that it returns: a submission "
        + "passes them once. Without a host, set SeedanceClientOptions.HttpHandler to your handler.";
}
