using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SeedanceGen.Rules.Schema;

/// <summary>
/// One validation under way: its place in the document, and the violations so far. Most documents have no violation, so a trial comes
/// first: it counts violations and keeps neither them nor its place.
/// </summary>
internal sealed class SchemaRun
{
    private readonly List<Step> _path = [];

    /// <summary>How many violations were found so far; a rule that rejects the value raises the number.</summary>
    public int Found { get; private set; }

    /// <summary>The violations, except those of a trial.</summary>
    public List<SchemaViolation> Violations { get; } = [];

    /// <summary>Whether this is a trial: violations are counted and not kept.</summary>
    public bool IsTrial { get; private set; }

    public void Enter(in JsonProperty property)
    {
        if (!IsTrial)
            _path.Add(new Step(property, Index: null));
    }

    public void Enter(int index)
    {
        if (!IsTrial)
            _path.Add(new Step(default, index));
    }

    /// <summary>Visits the items of an array, each at its index.</summary>
    public void VisitItems(JsonElement array, Action<JsonElement, SchemaRun> visit)
    {
        var index = 0;
        foreach (var item in array.EnumerateArray())
        {
            Enter(index++);
            visit(item, this);
            Leave();
        }
    }

    public void Leave()
    {
        if (!IsTrial)
            _path.RemoveAt(_path.Count - 1);
    }

    public void Report(string keyword, string expected, JsonElement actual) =>
        Report(keyword, expected, IsTrial ? "" : ActualValue.Of(actual));

    public void Report(string keyword, string expected, string actual)
    {
        Found++;
        if (!IsTrial)
            Violations.Add(new SchemaViolation(Pointer(), keyword, expected, actual));
    }

    /// <summary>Reports a property that is not there.</summary>
    public void ReportMissing(string property)
    {
        Found++;
        if (!IsTrial)
            Violations.Add(new SchemaViolation(PointerTo(property), "required", "a value", "nothing"));
    }

    /// <summary>Whether one schema alone accepts the value; its violations are not kept.</summary>
    public bool Fits(JsonSchema schema, JsonElement value)
    {
        var (found, wasTrial) = (Found, IsTrial);
        IsTrial = true;
        schema.Validate(value, this);
        IsTrial = wasTrial;
        var fits = Found == found;
        Found = found;
        return fits;
    }

    /// <summary>The violations of one schema alone.</summary>
    public List<SchemaViolation> Try(JsonSchema schema, JsonElement value)
    {
        var (found, kept) = (Found, Violations.Count);
        schema.Validate(value, this);
        var own = Violations.GetRange(kept, Violations.Count - kept);
        Violations.RemoveRange(kept, own.Count);
        Found = found;
        return own;
    }

    /// <summary>Reports violations that <see cref="Try"/> returned.</summary>
    public void Adopt(List<SchemaViolation> own)
    {
        Found += own.Count;
        Violations.AddRange(own);
    }

    public string PointerTo(string property) => Pointer() + Step.Escape(property);

    private string Pointer()
    {
        var pointer = new StringBuilder();
        foreach (var step in _path)
            pointer.Append(step);
        return pointer.ToString();
    }

    /// <summary>One segment of a JSON pointer, not yet a text: into a property, or into the item at an index.</summary>
    private readonly record struct Step(JsonProperty Property, int? Index)
    {
        public static string Escape(string name) =>
            "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

        public override string ToString() =>
            Index is { } index ? "/" + index.ToString(CultureInfo.InvariantCulture) : Escape(Property.Name);
    }
}

/// <summary>One value that its JSON schema does not allow.</summary>
/// <param name="Pointer">Where the value stands, as a JSON pointer (RFC 6901); empty for the whole document.</param>
/// <param name="Keyword">The keyword of the schema that rejects it.</param>
/// <param name="Expected">What is accepted.</param>
/// <param name="Actual">What was there, shortened.</param>
internal sealed record SchemaViolation(string Pointer, string Keyword, string Expected, string Actual)
{
    public override string ToString() =>
        $"{(Pointer.Length == 0 ? "the whole body" : Pointer)}: expected {Expected}, actual {Actual} ({Keyword})";
}

/// <summary>Describes a value for a message that may be logged: long texts are shortened, and links lose query and fragment.</summary>
internal static class ActualValue
{
    private const int LongestText = 40;

    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => $"\"{Text(value)}\"",
        JsonValueKind.Undefined => "nothing",
        _ => Shortened(value.GetRawText()),
    };

    private static string Text(JsonElement value)
    {
        var raw = value.GetRawText();
        var text = raw[1..^1];
        if (text.Contains("://", StringComparison.Ordinal))
            text = text.Split('?', '#')[0];
        return Shortened(text);
    }

    private static string Shortened(string text) => text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "…");
}
