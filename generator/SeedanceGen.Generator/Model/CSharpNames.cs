using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace SeedanceGen.Generator.Model;

/// <summary>Names as NSwag and <c>spec/templates</c> make them, since the emitted code stands beside theirs.</summary>
internal static class CSharpNames
{
    /// <summary>What a name of the API description may be, as the reason of a diagnostic.</summary>
    public const string Allowed = "letters, digits, '-', '_' and '.' are allowed, and a letter at the start";

    /// <summary>The members that every record has, and those that the generator adds to it.</summary>
    private static readonly HashSet<string> TakenInRequest = new(StringComparer.Ordinal)
    {
        "AdditionalProperties", "Equals", "EqualityContract", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "PrintMembers",
        "ReferenceEquals", "ToString", "Validate", "ValidateStrictly", "AllFields", "DecidingField", "Clone", "UnknownFields",
    };

    private static readonly HashSet<string> TakenInRecord = new(StringComparer.Ordinal)
    {
        "AdditionalProperties", "Equals", "EqualityContract", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "PrintMembers",
        "ReferenceEquals", "ToString", "UnknownFields",
    };

    private static readonly HashSet<string> TakenInTable = new(StringComparer.Ordinal)
    {
        "All", "Find", "Plain", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
    };

    private static readonly HashSet<string> TakenInChoice = new(StringComparer.Ordinal)
    {
        "Value", "IsKnown", "IsTerminal", "KnownValues", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "Parse",
        "PrintMembers", "ReferenceEquals", "ToString", "TryParse",
    };

    /// <summary>The names that every class has from <see cref="object"/>.</summary>
    public static string[] MembersOfEachType { get; } =
        ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    public static bool IsTakenInRequest(string name) => TakenInRequest.Contains(name);

    /// <summary>Whether every record has a member of this name.</summary>
    public static bool IsTakenInRecord(string name) => TakenInRecord.Contains(name);

    /// <summary>The reason of a diagnostic about two names of the API description that are one name in C#.</summary>
    public static string SameName(string other, string name) => $"'{other}' is called '{name}' too";

    /// <summary>Whether a property can be called so: NSwag and the generator then make the same name of it.</summary>
    public static bool IsPropertyName(string field) =>
        field.All(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.' or ' ')
        && Pascal(field) is { Length: > 0 } name && char.IsLetter(name[0]) && IsIdentifier(name);

    public static bool IsTakenInTable(string name) => TakenInTable.Contains(name);

    /// <summary>Whether every open enumeration has a member of this name.</summary>
    public static bool IsTakenInChoice(string name) => TakenInChoice.Contains(name);

    /// <summary>Whether a text has the form of a name; Roslyn's own answer is not at hand in a task of MSBuild.</summary>
    public static bool IsIdentifier(string name) => name.Length > 0 && IsStart(name[0]) && name.All(IsPart);

    /// <summary>
    /// The name of a property, or of a type: <c>camera-fixed</c> becomes <c>CameraFixed</c>, <c>snake_case</c> <c>Snake_case</c>.
    /// </summary>
    public static string Pascal(string name) => Joined(name.Replace('.', '-').Replace(' ', '_'));

    /// <summary>The name of an enumeration's member: <c>seedance-2.0-fast</c> becomes <c>Seedance20Fast</c>.</summary>
    public static string Member(string value) => Joined(value.Replace(".", string.Empty).Replace('_', '-').Replace(' ', '-'));

    /// <summary>The name of a parameter or local for a property.</summary>
    public static string Parameter(string property)
    {
        var name = char.ToLowerInvariant(property[0]) + property.Substring(1);
        var isKeyword = SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None
            || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None;
        return isKeyword ? "@" + name : name;
    }

    /// <summary>The words of a Pascal name: <c>VideoGenerationRequest</c> has three.</summary>
    public static IReadOnlyList<string> SplitIntoWords(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            if (i < name.Length && !(char.IsUpper(name[i]) && !char.IsUpper(name[i - 1])))
                continue;
            words.Add(name.Substring(start, i - start));
            start = i;
        }

        return words;
    }

    private static bool IsStart(char character) =>
        character == '_' || char.IsLetter(character) || char.GetUnicodeCategory(character) == UnicodeCategory.LetterNumber;

    private static bool IsPart(char character) => IsStart(character) || char.GetUnicodeCategory(character)
        is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;

    /// <summary>Upper case at the start and after each hyphen, which falls away.</summary>
    private static string Joined(string name)
    {
        var builder = new StringBuilder(name.Length);
        var raise = true;
        foreach (var character in name)
        {
            if (character == '-')
            {
                raise = true;
                continue;
            }

            builder.Append(raise ? char.ToUpper(character, CultureInfo.InvariantCulture) : character);
            raise = false;
        }

        return builder.ToString();
    }
}
