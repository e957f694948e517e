using System.Globalization;
using System.Text;

namespace SeedanceGen.Generator.Emit;

/// <summary>Writes values into C# so that no text of the YAML can end what it stands in.</summary>
internal static class Literals
{
    public const string Obsolete = "[global::System.Obsolete(\"The API description marks this as deprecated.\")]";

    public const string GeneratedCode = "[global::System.CodeDom.Compiler.GeneratedCode(\"SeedanceGen.Generator\", \"1.0.0\")]";

    /// <summary>A string literal; everything but plain characters is escaped.</summary>
    public static string Text(string text)
    {
        var builder = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            if (character is '"' or '\\')
                builder.Append('\\').Append(character);
            else if (character is >= ' ' and <= '~')
                builder.Append(character);
            else
                builder.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
        }

        return builder.Append('"').ToString();
    }

    public static string Texts(IEnumerable<string> texts) => string.Join(", ", texts.Select(Text));

    public static string Array(string type, string items) => items.Length == 0 ? $"new {type}[0]" : $"new {type}[] {{ {items} }}";

    public static string Number(decimal number) => Plain(number) + "D";

    public static string Numbers(IEnumerable<decimal> numbers) => string.Join(", ", numbers.Select(Number));

    public static string Plain(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Truth(bool value) => value ? "true" : "false";

    /// <summary>Text of an XML comment, in one line.</summary>
    public static string CommentLine(string text) => string.Join(" ", Comment(text));

    /// <summary>Text of an XML comment, one line of it for each of the text's.</summary>
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

        return builder.ToString().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
    }
}
