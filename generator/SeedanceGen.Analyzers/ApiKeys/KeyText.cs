namespace SeedanceGen.Analyzers.ApiKeys;

/// <summary>Tells a key from what stands for one: "sd2_live_…", "your-key-here", "test" and "xxxxxxxxxxxxxxxx" are no secrets.</summary>
internal static class KeyText
{
    /// <summary>Documented: how every key begins (page "API overview"). Its length and its alphabet are not documented.</summary>
    private const string Prefix = "sd2_live_";

    /// <summary>Shorter ones could be guessed, so no service gives them out.</summary>
    private const int ShortestSecret = 16;

    /// <summary>Placeholders repeat few characters; 16 random hexadecimal digits have 8 different ones nearly always.</summary>
    private const int FewestDifferent = 8;

    /// <summary>After the prefix, this many letters are a key without a digit too, if nothing separates words in them.</summary>
    private const int ShortestOfLetters = 24;

    /// <summary>Whether a key stands anywhere in a text.</summary>
    public static bool HoldsKey(string text)
    {
        for (var at = Find(text, 0); at >= 0; at = Find(text, at + 1))
        {
            var start = at + Prefix.Length;
            if (IsKeyAfterPrefix(text.Substring(start, EndOfRun(text, start) - start)))
                return true;
        }

        return false;
    }

    /// <summary>Whether a text holds a key or, where one is wanted, is a secret: another environment's keys may begin otherwise.</summary>
    public static bool IsSecret(string text) =>
        HoldsKey(text) || (!text.StartsWith(Prefix, StringComparison.Ordinal) && IsWhole(text) && IsRandom(text));

    /// <summary>Whether the text is of a key's characters only, so that a fix that replaces it loses nothing else.</summary>
    public static bool IsWhole(string text) => EndOfRun(text, 0) == text.Length;

    private static int Find(string text, int start) => text.IndexOf(Prefix, start, StringComparison.Ordinal);

    private static int EndOfRun(string text, int start)
    {
        var end = start;
        while (end < text.Length && IsOfKey(text[end]))
            end++;

        return end;
    }

    private static bool IsOfKey(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-';

    private static bool IsKeyAfterPrefix(string run) =>
        IsRandom(run) || (run.Length >= ShortestOfLetters && run.All(char.IsLetter) && IsVaried(run));

    /// <summary>Long, of many different characters, with a digit among them.</summary>
    private static bool IsRandom(string run) => run.Length >= ShortestSecret && run.Any(char.IsDigit) && IsVaried(run);

    private static bool IsVaried(string run) => run.Distinct().Count() >= FewestDifferent;
}
