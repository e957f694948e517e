using System.Diagnostics;
using System.Net.Http.Headers;

namespace SeedanceGen.Http;

/// <summary>The checked configuration of one client, and the handler that carries its calls.</summary>
[DebuggerDisplay("{BaseAddress}")]
internal sealed class SeedanceConnection : IDisposable
{
    private readonly bool _ownsHandler;

    public SeedanceConnection(SeedanceClientOptions options, string? apiKey)
    {
        Options = options;
        BaseAddress = CheckBaseAddress(options);
        ApiKey = CheckApiKey(apiKey);
        Authorization = new AuthenticationHeaderValue("Bearer", ApiKey);
        _ownsHandler = options.HttpHandler is null;
        Http = new HttpMessageInvoker(options.HttpHandler ?? CreateHandler(), disposeHandler: _ownsHandler);
    }

    public SeedanceClientOptions Options { get; }

    public Uri BaseAddress { get; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string ApiKey { get; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public AuthenticationHeaderValue Authorization { get; }

    public HttpMessageInvoker Http { get; }

    /// <summary>Removes the key from a text that came from outside.</summary>
    public string Mask(string text) => text.Replace(ApiKey, "***", StringComparison.Ordinal);

    public void Dispose() => Http.Dispose();

    private static SocketsHttpHandler CreateHandler() => new()
    {
        // A redirect could carry a charged submission, or a key, to another place.
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    private static string CheckApiKey(string? fromCode)
    {
        var setting = fromCode is null ? SeedanceClientOptions.ApiKeyVariable : nameof(SeedanceClientOptions.ApiKey);
        var key = fromCode ?? Environment.GetEnvironmentVariable(SeedanceClientOptions.ApiKeyVariable);
        if (string.IsNullOrWhiteSpace(key))
        {
            throw new SeedanceConfigurationException(
                setting, $"There is no API key. Set the environment variable {SeedanceClientOptions.ApiKeyVariable}, or pass the key to the client.");
        }

        foreach (var character in key)
        {
            if (character is <= ' ' or > '~')
            {
                throw new SeedanceConfigurationException(
                    setting,
                    $"The API key in {setting} has a character that no key has (U+{(int)character:X4}, such as a space or a line break). Copy the key again, without anything around it.");
            }
        }

        return key;
    }

    private static Uri CheckBaseAddress(SeedanceClientOptions options)
    {
        var setting = nameof(SeedanceClientOptions.BaseAddress);
        var address = options.BaseAddress;
        if (address is null)
        {
            var text = Environment.GetEnvironmentVariable(SeedanceClientOptions.BaseAddressVariable);
            if (string.IsNullOrWhiteSpace(text))
                return SeedanceOperations.DefaultBaseAddress;

            setting = SeedanceClientOptions.BaseAddressVariable;
            if (!Uri.TryCreate(text, UriKind.Absolute, out address))
                throw new SeedanceConfigurationException(setting, $"{setting} is '{text}', which is not an address. Use one such as {SeedanceOperations.DefaultBaseAddress}.");
        }

        var isSafe = address.IsAbsoluteUri
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
        if (!isSafe)
        {
            throw new SeedanceConfigurationException(
                setting, $"{setting} is '{address.OriginalString}', which is not HTTPS, so the API key could be read on the way. Use an https:// address; http:// is accepted for this machine (loopback) alone.");
        }

        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
            throw new SeedanceConfigurationException(setting, $"{setting} has a user name, a query or a fragment. Use the bare root of the service, such as {SeedanceOperations.DefaultBaseAddress}.");

        return address;
    }
}
