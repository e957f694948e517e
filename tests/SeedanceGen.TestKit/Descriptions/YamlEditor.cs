namespace SeedanceGen.TestKit;

/// <summary>
/// Edits YAML as a maintainer does: text at a place, and all other text untouched. A place is written <c>a > b > [0]</c>. It covers the
/// block style in which the description is written.
/// </summary>
public sealed class YamlEditor(string text)
{
    private readonly List<string> _lines = [.. text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')];

    public override string ToString() => string.Join('\n', _lines) + "\n";

    /// <summary>The number of a line, from 1: the first that contains the words.</summary>
    public int LineOf(string words) => _lines.FindIndex(line => line.Contains(words, StringComparison.Ordinal)) + 1;

    /// <summary>Writes the text as the last children of the place.</summary>
    public YamlEditor Add(string place, string children)
    {
        var block = Find(place);
        var indent = ChildIndent(block) ?? block.Indent + 2;
        _lines.InsertRange(block.End, Indented(children, indent));
        return this;
    }

    /// <summary>Writes the text in the place's own place, its key included.</summary>
    public YamlEditor Replace(string place, string own)
    {
        var block = Find(place);
        // The first key of an item stands behind the item's dash.
        var start = _lines[block.Start][..block.Indent];
        _lines.RemoveRange(block.Start, block.End - block.Start);
        _lines.InsertRange(block.Start, Indented(own, block.Indent));
        _lines[block.Start] = start + _lines[block.Start][block.Indent..];
        return this;
    }

    public YamlEditor Remove(string place)
    {
        var block = Find(place);
        _lines.RemoveRange(block.Start, block.End - block.Start);
        return this;
    }

    public YamlEditor Rename(string place, string key)
    {
        var block = Find(place);
        var line = _lines[block.Start];
        _lines[block.Start] = new string(' ', block.Indent) + key + line[(line.IndexOf(':', block.Indent))..];
        return this;
    }

    /// <summary>Replaces words wherever they stand; they have to stand somewhere.</summary>
    public YamlEditor Words(string old, string now)
    {
        var edited = ToString().Replace(old, now, StringComparison.Ordinal);
        edited.ShouldNotBe(ToString(), $"nothing reads '{old}'");
        return new YamlEditor(edited);
    }

    private Block Find(string place)
    {
        var block = new Block(-1, _lines.Count, -2);
        foreach (var part in place.Split(" > ", StringSplitOptions.RemoveEmptyEntries))
        {
            block = part is ['[', .. var number, ']']
                ? Children(block).Where(child => _lines[child.Start][child.Indent] == '-').ElementAt(int.Parse(number, null))
                : Children(block).FirstOrDefault(child => IsKey(child, part))
                    ?? throw new ArgumentException($"The description has no {place}: {part} is missing.");
        }

        return block;
    }

    private bool IsKey(Block block, string key)
    {
        var line = _lines[block.Start][block.Indent..];
        return line.StartsWith(key + ":", StringComparison.Ordinal) || line.StartsWith($"'{key}':", StringComparison.Ordinal);
    }

    private IEnumerable<Block> Children(Block parent)
    {
        if (ChildIndent(parent) is not { } indent)
            yield break;
        var isItem = IsItem(parent);
        var starts = Enumerable.Range(parent.Start + 1, parent.End - parent.Start - 1)
            .Where(line => IsContent(line) && Indent(line) == indent).ToList();
        if (isItem)
            starts.Insert(0, parent.Start);
        foreach (var (start, next) in starts.Zip(starts.Skip(1).Append(parent.End)))
        {
            var end = next;
            while (end > start + 1 && !IsContent(end - 1))
                end--;
            yield return new Block(start, end, indent);
        }
    }

    private int? ChildIndent(Block parent)
    {
        if (IsItem(parent))
            return parent.Indent + 2;
        var first = Enumerable.Range(parent.Start + 1, parent.End - parent.Start - 1).Where(IsContent).Cast<int?>().FirstOrDefault();
        return first is { } line && Indent(line) > parent.Indent ? Indent(line) : null;
    }

    private bool IsItem(Block block) => block.Start >= 0 && _lines[block.Start].AsSpan(block.Indent).StartsWith("- ");

    private bool IsContent(int line) => _lines[line].AsSpan().TrimStart() is { Length: > 0 } rest && rest[0] != '#';

    private int Indent(int line) => _lines[line].Length - _lines[line].AsSpan().TrimStart().Length;

    private static IEnumerable<string> Indented(string text, int indent) =>
        text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? line : new string(' ', indent) + line);

    private sealed record Block(int Start, int End, int Indent);
}
