using System.Globalization;
using System.Text;

namespace SeedanceGen.Generator.Tests.Variations;

/// <summary>Writes YAML with keys in any order, in block or flow style, quoted or not.</summary>
internal sealed class StyleOfChance(Random random)
{
    public string Text(string text)
    {
        var needsQuotes = text.Any(character => !char.IsLetterOrDigit(character) && character is not ('-' or '_' or '.'))
            || char.IsDigit(text[0]);
        return (needsQuotes ? random.Next(1, 3) : random.Next(3)) switch
        {
            0 => text,
            1 => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'",
            _ => '"' + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"',
        };
    }

    public void Write(StringBuilder yaml, object value, int indentation)
    {
        if (value is not (Dictionary<string, object> or List<object>) || random.Next(3) == 0)
        {
            yaml.Append(' ').Append(Flow(value));
            return;
        }

        if (value is Dictionary<string, object> map)
        {
            foreach (var (key, inner) in map.OrderBy(_ => random.Next()))
            {
                yaml.Append('\n').Append(' ', indentation).Append(Text(key)).Append(':');
                Write(yaml, inner, indentation + 2);
            }
        }
        else
        {
            foreach (var item in (List<object>)value)
            {
                yaml.Append('\n').Append(' ', indentation).Append('-');
                Write(yaml, item, indentation + 2);
            }
        }
    }

    private string Flow(object value) => value switch
    {
        Dictionary<string, object> map => "{ " + string.Join(
            ", ", map.OrderBy(_ => random.Next()).Select(pair => $"{Text(pair.Key)}: {Flow(pair.Value)}")) + " }",
        List<object> list => "[" + string.Join(", ", list.Select(Flow)) + "]",
        string text => Text(text),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException(),
    };
}
