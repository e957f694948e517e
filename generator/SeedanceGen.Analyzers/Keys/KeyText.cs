namespace SeedanceGen.Analyzers.Keys;

/// <summary>Tells a key from what stands for one: "sd2_live_…", "your-key-here", "test" and "xxxxxxxxxxxxxxxx" are no secrets.</summary>
internal static class KeyText
{
    /// <summary>Documented: how every key begins (page "API overview"). Its length and its alphabet are not documented.</summary>
    private const string Prefix = "sd2_live_";

    /// <summary>Shorter ones could be guessed, so no service gives them out.</summary>
    private const int ShortestSecret = 16;

    /// <summary>Placeholders repeat few characters; 16 random hexadecimal digits have 8 different ones nearly always.</summary>
    private const int FewestDifferent = 8;

    /// <summary>Whether a text is a key, wherever it stands.</summary>
    public static bool IsKey(string text) => text.StartsWith(Prefix, StringComparison.Ordinal) && IsRandom(text, Prefix.Length);

    /// <summary>Whether a text is a secret where a key is wanted: another environment's keys may begin otherwise.</summary>
    public static bool IsSecret(string text) =>
        IsRandom(text, text.StartsWith(Prefix, StringComparison.Ordinal) ? Prefix.Length : 0);

    /// <summary>Long, of many different characters, with a digit among them, and nothing that a word for a reader would have.</summary>
    private static bool IsRandom(string text, int start)
    {
        var hasDigit = false;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-'))
            {
                return false;
            }

            hasDigit |= char.IsDigit(text[i]);
        }

        return hasDigit && text.Length - start >= ShortestSecret && text.Skip(start).Distinct().Count() >= FewestDifferent;
    }
}
