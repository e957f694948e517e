using SeedanceGen.Analyzers.Acceptance.Values;

namespace SeedanceGen.Analyzers.Acceptance.Rules;

/// <summary>A text of a certain length in Unicode characters.</summary>
internal sealed class LengthRule(int minimum, int maximum, string words) : ValueRule(words)
{
    public override bool Accepts(KnownValue value)
    {
        if (value.Text is not { } text)
        {
            return true;
        }

        var length = Characters(text);
        return length >= minimum && length <= maximum;
    }

    private static int Characters(string text)
    {
        var characters = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
            {
                characters--;
            }
        }

        return characters;
    }
}
