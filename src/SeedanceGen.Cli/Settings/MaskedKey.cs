namespace SeedanceGen.Cli.Settings;

/// <summary>A key of which enough is shown to tell it from another, and too little to use it.</summary>
internal static class MaskedKey
{
    private const int ShownEnd = 4;
    private const int LeastHidden = 12;
    private const char KindSeparator = '_';

    public static string? Of(string? key)
    {
        if (string.IsNullOrWhiteSpace(key))
            return null;

        // The kind of the key, such as sd2_live_, is no secret.
        var kind = key[..(key.LastIndexOf(KindSeparator) + 1)];
        var secret = key[kind.Length..];
        return secret.Length >= LeastHidden + ShownEnd ? $"{kind}***{secret[^ShownEnd..]}" : $"{(secret.Length > 0 ? kind : string.Empty)}***";
    }
}
