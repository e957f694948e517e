using System.Globalization;
using System.Text;
using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Normal;

/// <summary>Names the values of an enumeration in C#; <c>spec/README.md</c> has the rule.</summary>
internal sealed class EnumerationNames(ProblemList problems)
{
    public const string Names = "x-enumNames";

    /// <summary>The values that are deprecated, each with its message.</summary>
    public const string Deprecated = "x-deprecated-values";

    private static readonly Dictionary<char, string> Signs = new()
    {
        ['+'] = "Plus",
        ['#'] = "Sharp",
        ['*'] = "Star",
        ['&'] = "And",
        ['%'] = "Percent",
        ['@'] = "At",
        ['$'] = "Dollar",
        ['='] = "Equal",
        ['<'] = "Less",
        ['>'] = "Greater",
        ['!'] = "Not",
        ['^'] = "Caret",
        ['~'] = "Tilde",
        ['|'] = "Or",
    };

    /// <summary>The enumeration with a valid name for each value; a value that can have none is reported.</summary>
    public SpecMap Complete(SpecMap map, string type)
    {
        if (map["enum"] is not SpecList values)
            return map;
        var given = (map[Names] as SpecList)?.Items ?? [];
        var names = new List<SpecNode>();
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < values.Items.Count; index++)
        {
            if (values.Items[index] is not SpecScalar value)
                continue;
            var own = index < given.Count ? given[index] as SpecScalar : null;
            var name = own is null || own.Text == value.Text ? Of(value.Text) : CSharpNames.Pascal(own.Text);
            if (Reason(name, value.Text, type, known) is { } reason)
                problems.Add(ProblemRules.UnusableName, (own ?? value).Span, value.Text, reason);
            else
                known[name] = value.Text;
            names.Add(SpecEdits.Text(name, (own ?? value).Span));
        }

        map = map.With(Names, new SpecList(names, (map[Names] ?? values).Span));
        return map.Change(Deprecated, old => Messages(old, values, names));
    }

    /// <summary>
    /// <c>seedance-2.0-fast</c> becomes <c>Seedance20Fast</c>, <c>4k</c> <c>Value4k</c>, <c>c++</c> <c>CPlusPlus</c>, the empty text
    /// <c>Empty</c>.
    /// </summary>
    public static string Of(string value)
    {
        if (value.Length == 0)
            return "Empty";
        var name = new StringBuilder();
        var raise = true;
        for (var index = 0; index < value.Length; index++)
        {
            var character = value[index];
            if (char.IsLetterOrDigit(character))
            {
                name.Append(raise ? char.ToUpper(character, CultureInfo.InvariantCulture) : character);
                raise = false;
            }
            else if (character == '-' && index == 0 && value.Length > 1 && char.IsDigit(value[1]))
            {
                name.Append("Minus");
            }
            else if (Signs.TryGetValue(character, out var sign))
            {
                name.Append(sign);
                raise = true;
            }
            else if (character != '.')
            {
                raise = true;
            }
        }

        return name.Length > 0 && char.IsDigit(name[0]) ? "Value" + name : name.ToString();
    }

    /// <summary>Values that are named alone are given a message, so that they are a mapping in both forms.</summary>
    private static SpecMap Messages(SpecNode old, SpecList values, List<SpecNode> names)
    {
        var messages = (old as SpecList)?.Items.OfType<SpecScalar>().Select(value => new SpecEntry(value, SpecEdits.Text("", value.Span)))
            ?? (old as SpecMap)?.Entries ?? [];
        return new SpecMap(
            [
                .. messages.GroupBy(entry => entry.Key.Text).Select(group => group.First()).Select(entry => entry with
                {
                    Value = SpecEdits.Text(Deprecation.Message((entry.Value as SpecScalar)?.Text), entry.Key.Span),
                }),
            ],
            old.Span);
    }

    private static string? Reason(string name, string value, string type, Dictionary<string, string> known) =>
        !CSharpNames.IsIdentifier(name) ? "give it a name with " + Names
        : CSharpNames.IsTakenInChoice(name) || name == type ? $"every enumeration has a member '{name}' of its own; name it with {Names}"
        : !known.TryGetValue(name, out var other) ? null
        : other == value ? null
        : $"'{other}' is called '{name}' too; name it with {Names}";
}

/// <summary>The messages for users of something that the description deprecates.</summary>
internal static class Deprecation
{
    public const string Key = "x-deprecatedMessage";

    private const string Standard = "The API description marks this as deprecated.";

    public static string Message(string? description)
    {
        var words = string.Join(" ", (description ?? string.Empty).Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? Standard : words;
    }

    /// <summary>The message beside <c>deprecated: true</c>.</summary>
    public static SpecMap Mark(SpecMap map) => map.IsTrue("deprecated") && map[Key] is null
        ? map.With(Key, SpecEdits.Text(Message(map.TextOf("description") ?? map.TextOf("summary")), map.Find("deprecated")!.Key.Span))
        : map;
}
