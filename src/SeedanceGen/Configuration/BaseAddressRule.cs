namespace SeedanceGen.Configuration;

/// <summary>Where the address of the service comes from, and which ones the key may be sent to.</summary>
internal static class BaseAddressRule
{
    public static Uri Read(Uri? fromCode, out OptionFault? fault)
    {
        fault = null;
        if (fromCode is not null)
        {
            fault = FaultOf(fromCode, nameof(SeedanceClientOptions.BaseAddress));
            return fromCode;
        }

        const string Variable = SeedanceClientOptions.BaseAddressVariable;
        var text = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(text))
            return SeedanceOperations.DefaultBaseAddress;

        if (!Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            fault = NotAbsolute(Variable, text);
            return SeedanceOperations.DefaultBaseAddress;
        }

        fault = FaultOf(address, Variable);
        return address;
    }

    private static OptionFault? FaultOf(Uri address, string setting)
    {
        if (!IsAbsolute(address))
            return NotAbsolute(setting, address.OriginalString);

        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
            return new OptionFault(setting, $"{setting} has a user name, a query or a fragment. Use the bare root of the service, such as {SeedanceOperations.DefaultBaseAddress}.");

        var isSafe = address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
        return isSafe
            ? null
            : new OptionFault(
                setting,
                $"{setting} is {OptionFault.Quote(address.OriginalString)}, which is not HTTPS, so the API key could be read on the way. Use an https:// address; http:// is accepted for this machine (loopback) alone.");
    }

    private static OptionFault NotAbsolute(string setting, string text) =>
        new(setting, $"{setting} is {OptionFault.Quote(text)}, which is not an absolute address. Use one such as {SeedanceOperations.DefaultBaseAddress}.");

    /// <summary>Unix takes a path for the address of a file.</summary>
    private static bool IsAbsolute(Uri address) => address.IsAbsoluteUri && !address.OriginalString.TrimStart().StartsWith('/');
}
