using SeedanceGen.Settings;

namespace SeedanceGen.Configuration;

/// <summary>
/// Checks the options of a client when it is made and when a host starts. Finds the API key and the address of the service in code or in
/// the environment.
/// </summary>
internal sealed class OptionsValidator
{
    private readonly List<OptionFault> _faults = [];

    /// <summary>Checks everything, so that one run shows every fault.</summary>
    /// <param name="options">The options; their own key is ignored.</param>
    /// <param name="apiKey">The key from code; null takes it from the environment.</param>
    public OptionsValidator(SeedanceClientOptions options, string? apiKey)
    {
        ApiKey = options.ApiKeyProvider is not null ? KeyBesideProvider(apiKey)
            : apiKey is null && options.NoKeyFromEnvironment is { } reason ? Fault(nameof(SeedanceClientOptions.ApiKey), reason)
            : FindKey(apiKey);
        BaseAddress = FindAddress(options);
        _faults.AddRange(ValueRules.Check(options));
    }

    public IReadOnlyList<OptionFault> Faults => _faults;

    /// <summary>The key to use; empty when it has a fault, or when a provider gives the key of each call.</summary>
    public string ApiKey { get; }

    /// <summary>The address to use; the documented server when there is none or it cannot be read.</summary>
    public Uri BaseAddress { get; }

    public void ThrowOnFaults()
    {
        if (_faults.Count > 0)
            throw _faults.ToException();
    }

    /// <summary>What is wrong with a key; null when nothing is. Never shows it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="setting">Where it comes from.</param>
    public static string? FaultOf(string? key, string setting)
    {
        if (string.IsNullOrWhiteSpace(key))
            return $"{setting} gives no API key.";

        foreach (var character in key)
        {
            if (character is <= ' ' or > '~')
            {
                return $"The API key in {setting} has a character that no key has (U+{(int)character:X4}, such as a space or a line "
                    + "break). Copy the key again, without anything around it.";
            }
        }

        return null;
    }

    private string KeyBesideProvider(string? fromCode)
    {
        const string Provider = nameof(SeedanceClientOptions.ApiKeyProvider);
        const string Key = nameof(SeedanceClientOptions.ApiKey);
        return fromCode is null ? string.Empty : Fault(Provider, $"{Provider} and {Key} are both set; set one of them.");
    }

    private string FindKey(string? fromCode)
    {
        var setting = fromCode is null ? SeedanceClientOptions.ApiKeyVariable : nameof(SeedanceClientOptions.ApiKey);
        var key = fromCode ?? Environment.GetEnvironmentVariable(SeedanceClientOptions.ApiKeyVariable);
        if (string.IsNullOrWhiteSpace(key))
        {
            return Fault(
                setting,
                $"There is no API key. Set the environment variable {SeedanceClientOptions.ApiKeyVariable}, "
                + $"{nameof(SeedanceClientOptions.ApiKey)} in code or configuration, or {nameof(SeedanceClientOptions.ApiKeyProvider)}.");
        }

        return FaultOf(key, setting) is { } fault ? Fault(setting, fault) : key;
    }

    private Uri FindAddress(SeedanceClientOptions options)
    {
        var fromCode = options.BaseAddress;
        if (SeedanceOperations.Server is { } server && options.ServerVariables.Count > 0)
            return ServerAddress(server, options);
        if (fromCode is not null)
        {
            CheckAddress(fromCode, nameof(SeedanceClientOptions.BaseAddress));
            return fromCode;
        }

        const string Variable = SeedanceClientOptions.BaseAddressVariable;
        var text = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(text))
            return SeedanceOperations.DefaultBaseAddress;

        if (!Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            NotAbsolute(Variable, text);
            return SeedanceOperations.DefaultBaseAddress;
        }

        CheckAddress(address, Variable);
        return address;
    }

    /// <summary>The address that the variables of the documented server give.</summary>
    private Uri ServerAddress(ServerTemplate server, SeedanceClientOptions options)
    {
        foreach (var variable in server.Variables)
        {
            if (options.ServerVariable(variable.Name) is not { } value)
                continue;

            if (options.BaseAddress is not null)
                Fault(variable.Option, $"{variable.Option} and {nameof(options.BaseAddress)} are both set; set one of them.");
            if (!variable.Accepts(value))
            {
                var accepted = variable.Accepted.Count > 0 ? string.Join(", ", variable.Accepted) : "letters, digits and hyphens";
                _faults.Add(OptionFault.NotAccepted(variable.Option, OptionFault.Quote(value), accepted));
            }
        }

        return _faults.Count == 0 && Uri.TryCreate(server.With(options.ServerVariables), UriKind.Absolute, out var address)
            ? address
            : SeedanceOperations.DefaultBaseAddress;
    }

    /// <summary>The key is sent over HTTPS alone, or to this machine.</summary>
    private void CheckAddress(Uri address, string setting)
    {
        // Unix reads a path as the address of a file.
        if (!address.IsAbsoluteUri || address.OriginalString.TrimStart().StartsWith('/'))
        {
            NotAbsolute(setting, address.OriginalString);
        }
        else if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            Fault(
                setting,
                $"{setting} has a user name, a query or a fragment. "
                + $"Use the bare root of the service, such as {SeedanceOperations.DefaultBaseAddress}.");
        }
        else if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            Fault(
                setting,
                $"{setting} is {OptionFault.Quote(address.OriginalString)}, which is not HTTPS, so the API key could be read on the way. "
                + "Use an https:// address; http:// is accepted for this machine (loopback) alone.");
        }
    }

    private void NotAbsolute(string setting, string text) => Fault(
        setting,
        $"{setting} is {OptionFault.Quote(text)}, which is not an absolute address. "
        + $"Use one such as {SeedanceOperations.DefaultBaseAddress}.");

    private string Fault(string setting, string message)
    {
        _faults.Add(new OptionFault(setting, message));
        return string.Empty;
    }
}
