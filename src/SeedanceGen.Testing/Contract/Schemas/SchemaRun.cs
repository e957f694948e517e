using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SeedanceGen.Testing.Contract.Schemas;

/// <summary>One judgement under way: where it stands in the document, and what it found.</summary>
internal sealed class SchemaRun
{
    private readonly List<string> _path = [];

    public List<SchemaViolation> Violations { get; } = [];

    public void Enter(string property) => _path.Add(property);

    public void Enter(int index) => _path.Add(index.ToString(CultureInfo.InvariantCulture));

    public void Leave() => _path.RemoveAt(_path.Count - 1);

    public void Report(string keyword, string expected, JsonElement actual) => Report(keyword, expected, ActualValue.Of(actual));

    public void Report(string keyword, string expected, string actual) =>
        Violations.Add(new SchemaViolation(Pointer(), keyword, expected, actual));

    /// <summary>What one schema alone finds here.</summary>
    public List<SchemaViolation> Try(JsonSchema schema, JsonElement value)
    {
        var found = Violations.Count;
        schema.Judge(value, this);
        var own = Violations.GetRange(found, Violations.Count - found);
        Violations.RemoveRange(found, own.Count);
        return own;
    }

    public string Pointer()
    {
        var pointer = new StringBuilder();
        foreach (var segment in _path)
            pointer.Append('/').Append(segment.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        return pointer.ToString();
    }
}
