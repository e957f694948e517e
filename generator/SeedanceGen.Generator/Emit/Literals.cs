using System.Globalization;
using System.Text;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Emit;

/// <summary>Writes values into C# so that no text of the YAML can end what it stands in.</summary>
internal static class Literals
{
    public const string GeneratedCode = "[global::System.CodeDom.Compiler.GeneratedCode(\"SeedanceGen.Generator\", \"1.0.0\")]";

    /// <summary>The most characters of one part of a long text, so that its line is at most 140 wide at any usual indentation.</summary>
    private const int LongestPart = 100;

    private const int LongestComment = 124;

    public static string Obsolete(string message) => $"[global::System.Obsolete({Text(message)})]";

    /// <summary>A string literal; everything but plain characters is escaped.</summary>
    public static string Text(string text) => JsonWriter.Text(text);

    /// <summary>
    /// The same on several lines when one would be too long; <paramref name="suffix"/> follows each part, as <c>u8</c> does.
    /// </summary>
    public static string LongText(string text, string suffix = "")
    {
        var parts = new List<string>();
        for (var start = 0; start < text.Length || parts.Count == 0;)
        {
            var end = start;
            for (var length = 0; end < text.Length && (length += LengthOf(text[end])) <= LongestPart; end++)
            {
                if (text[end] == '\n')
                {
                    end++;
                    break;
                }
            }

            parts.Add(Text(text.Substring(start, end - start)) + suffix);
            start = end;
        }

        return string.Join("\n+ ", parts);
    }

    private static int LengthOf(char character) => character is '"' or '\\' ? 2 : character is >= ' ' and <= '~' ? 1 : 6;

    /// <summary>JSON in ASCII as a raw literal, or on several lines when it is long. JSON has no three quotes in a row.</summary>
    public static string Json(string json) => json.Length <= LongestPart ? "\"\"\"" + json + "\"\"\"" : LongText(json);

    public static string Plain(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Truth(bool value) => value ? "true" : "false";

    /// <summary>Text of an XML comment, in one line.</summary>
    public static string CommentLine(string text) => string.Join(" ", Comment(text));

    /// <summary>Text of an XML comment, one line of it for each of the text's; a long one is broken between words.</summary>
    public static IEnumerable<string> Comment(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (character is '\n')
                builder.Append('\n');
            else if (char.IsControl(character) || character is '\u2028' or '\u2029' || char.IsSurrogate(character) || character > '\ufffd')
                builder.Append(' ');
            else if (character is '&')
                builder.Append("&amp;");
            else if (character is '<')
                builder.Append("&lt;");
            else if (character is '>')
                builder.Append("&gt;");
            else
                builder.Append(character);
        }

        return builder.ToString().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).SelectMany(Wrapped);
    }

    private static IEnumerable<string> Wrapped(string line)
    {
        while (line.Length > LongestComment && line.LastIndexOf(' ', LongestComment) is > 0 and var end)
        {
            yield return line.Substring(0, end);
            line = line.Substring(end + 1);
        }

        yield return line;
    }
}
