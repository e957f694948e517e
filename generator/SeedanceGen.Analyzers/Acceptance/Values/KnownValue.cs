using Microsoft.CodeAnalysis;

namespace SeedanceGen.Analyzers.Acceptance.Values;

/// <summary>A value that is known while compiling, and the expression that has it.</summary>
internal sealed class KnownValue
{
    private KnownValue(SyntaxNode syntax, string display)
    {
        Syntax = syntax;
        Display = display;
    }

    /// <summary>The expression that a message points at and a fix replaces.</summary>
    public SyntaxNode Syntax { get; }

    /// <summary>The value as a message shows it.</summary>
    public string Display { get; }

    /// <summary>The number; null for anything else.</summary>
    public double? Number { get; private set; }

    /// <summary>The text as it is sent, also that of a URL or a truth value; null for a number, and when only the member is known.</summary>
    public string? Text { get; private set; }

    /// <summary>The static property of an open enumeration; null for anything else.</summary>
    public string? Member { get; private set; }

    public static KnownValue OfNumber(SyntaxNode syntax, double number, string display) => new(syntax, display) { Number = number };

    public static KnownValue OfText(SyntaxNode syntax, string text) => new(syntax, ShortText.Quote(text)) { Text = text };

    public static KnownValue OfFlag(SyntaxNode syntax, bool flag)
    {
        var text = flag ? "true" : "false";
        return new(syntax, text) { Text = text };
    }

    public static KnownValue OfMember(SyntaxNode syntax, string member) => new(syntax, member) { Member = member };
}
