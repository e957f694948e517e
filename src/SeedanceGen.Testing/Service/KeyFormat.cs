namespace SeedanceGen.Testing.Service;

/// <summary>What can be a key: it is sent in a header.</summary>
internal static class KeyFormat
{
    public static void EnsureUsable(string key, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key, name);
        if (!IsUsable(key))
            throw new ArgumentException("A key is sent in a header: visible ASCII characters only, without spaces.", name);
    }

    public static bool IsUsable(string key) => key.Length > 0 && key.All(character => character is > ' ' and <= '~');
}
