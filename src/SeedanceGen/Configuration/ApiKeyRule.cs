namespace SeedanceGen.Configuration;

/// <summary>Where the key comes from, and what makes one usable in a header.</summary>
internal static class ApiKeyRule
{
    public static string Read(string? fromCode, out OptionFault? fault)
    {
        var setting = fromCode is null ? SeedanceClientOptions.ApiKeyVariable : nameof(SeedanceClientOptions.ApiKey);
        var key = fromCode ?? Environment.GetEnvironmentVariable(SeedanceClientOptions.ApiKeyVariable);
        fault = null;
        if (string.IsNullOrWhiteSpace(key))
        {
            fault = new OptionFault(
                setting,
                $"There is no API key. Set the environment variable {SeedanceClientOptions.ApiKeyVariable}, or {nameof(SeedanceClientOptions.ApiKey)} in code or configuration.");
            return string.Empty;
        }

        foreach (var character in key)
        {
            if (character is <= ' ' or > '~')
            {
                fault = new OptionFault(
                    setting,
                    $"The API key in {setting} has a character that no key has (U+{(int)character:X4}, such as a space or a line break). Copy the key again, without anything around it.");
                return string.Empty;
            }
        }

        return key;
    }
}
