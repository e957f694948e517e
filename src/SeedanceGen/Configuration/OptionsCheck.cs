namespace SeedanceGen.Configuration;

/// <summary>The one place where options are checked: when a client is made, and when a host starts.</summary>
internal sealed class OptionsCheck
{
    private readonly List<OptionFault> _faults = [];

    private OptionsCheck()
    {
    }

    public IReadOnlyList<OptionFault> Faults => _faults;

    /// <summary>The key to use; empty when there is a fault.</summary>
    public string ApiKey { get; private set; } = string.Empty;

    /// <summary>The address to use.</summary>
    public Uri BaseAddress { get; private set; } = SeedanceOperations.DefaultBaseAddress;

    /// <summary>Checks everything, so that one run shows all that is wrong.</summary>
    /// <param name="options">The options; their own key is not looked at.</param>
    /// <param name="apiKey">The key from code; null takes it from the environment.</param>
    public static OptionsCheck Of(SeedanceClientOptions options, string? apiKey)
    {
        var check = new OptionsCheck();
        check.ApiKey = check.Keep(ApiKeyRule.Read(apiKey, out var keyFault), keyFault);
        check.BaseAddress = check.Keep(BaseAddressRule.Read(options.BaseAddress, out var addressFault), addressFault);
        check._faults.AddRange(ValueRules.Check(options));
        return check;
    }

    public void ThrowOnFaults()
    {
        if (_faults.Count > 0)
            throw OptionFault.ToException(_faults);
    }

    private T Keep<T>(T value, OptionFault? fault)
    {
        if (fault is { } found)
            _faults.Add(found);
        return value;
    }
}
