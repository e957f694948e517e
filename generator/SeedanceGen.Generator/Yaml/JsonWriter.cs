using System.Globalization;
using System.Text;

namespace SeedanceGen.Generator.Yaml;

/// <summary>Writes YAML as the JSON that it means, in ASCII, so that a reader of it needs no YAML.</summary>
internal sealed class JsonWriter(CancellationToken cancellationToken)
{
    /// <summary>Aliases repeat what they name, so a short text can mean an endless one.</summary>
    private const int LongestText = 4 * 1024 * 1024;

    private readonly StringBuilder _text = new();

    /// <summary>The JSON; null when it is too long to be an API description.</summary>
    public string? Write(SpecNode root) => Append(root) ? _text.ToString() : null;

    /// <summary>A text in quotes; everything but plain characters is escaped, in a way that C# reads alike.</summary>
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

    private bool Append(SpecNode node)
    {
        cancellationToken.ThrowIfCancellationRequested();
        switch (node)
        {
            case SpecMap map:
                return WriteAll('{', map.Entries, entry => WriteKey(entry.Key.Text) && Append(entry.Value), '}');
            case SpecList list:
                return WriteAll('[', list.Items, Append, ']');
            case SpecScalar scalar:
                AppendScalar(scalar);
                break;
        }

        return _text.Length <= LongestText;
    }

    private bool WriteAll<T>(char open, IReadOnlyList<T> items, Func<T, bool> write, char close)
    {
        _text.Append(open);
        for (var index = 0; index < items.Count; index++)
        {
            if (index > 0)
                _text.Append(',');
            if (!write(items[index]))
                return false;
        }

        _text.Append(close);
        return true;
    }

    private bool WriteKey(string key)
    {
        _text.Append(Text(key)).Append(':');
        return true;
    }

    private void AppendScalar(SpecScalar scalar)
    {
        if (scalar.IsNull)
            _text.Append("null");
        else if (scalar.TryGetTruthValue(out var value))
            _text.Append(value ? "true" : "false");
        else if (scalar.TryGetNumber(out var number))
            _text.Append(number.ToString(CultureInfo.InvariantCulture));
        else
            _text.Append(Text(scalar.Text));
    }
}
