namespace SeedanceGen.Configuration;

/// <summary>The options of a single call, checked by the rules of the client's own before anything is sent.</summary>
internal static class CallOptions
{
    /// <returns>What the call goes by.</returns>
    /// <exception cref="SeedanceConfigurationException">Values that are not accepted, all of them.</exception>
    public static WaitOptions Checked(WaitOptions? options, WaitOptions ofTheClient)
    {
        // The client's own were checked when it was made.
        if (options is null || ReferenceEquals(options, ofTheClient))
            return ofTheClient;

        ThrowOn(ValueRules.CheckWait(options, nameof(WaitOptions)));
        return options;
    }

    /// <returns>What the download goes by.</returns>
    /// <exception cref="SeedanceConfigurationException">Values that are not accepted, all of them.</exception>
    public static DownloadOptions Checked(DownloadOptions options)
    {
        ThrowOn(ValueRules.CheckDownload(options, nameof(DownloadOptions)));
        return options;
    }

    private static void ThrowOn(IEnumerable<OptionFault> faults)
    {
        List<OptionFault> found = [.. faults];
        if (found.Count > 0)
            throw OptionFault.ToException([.. found.Select(fault => fault with { Message = $"{fault.Message} Nothing was sent; correct the option and call again." })]);
    }
}
