using System.Globalization;
using System.Text;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Emit;

/// <summary>Writes YAML as the JSON that it means, in ASCII, so that a reader of it needs no YAML.</summary>
internal sealed class JsonWriter(CancellationToken cancellationToken)
{
    /// <summary>Aliases repeat what they name, so a short text can mean an endless one.</summary>
    private const int LongestText = 4 * 1024 * 1024;

    private readonly StringBuilder _text = new();

    /// <summary>The JSON; null when it is too long to be an API description.</summary>
    public string? Write(SpecNode root) => Append(root) ? _text.ToString() : null;

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
        _text.Append(Literals.Text(key)).Append(':');
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
            _text.Append(Literals.Text(scalar.Text));
    }
}
