using System.Text;
using System.Text.Json;

namespace SeedanceGen.Testing.Schema;

/// <summary>
/// One judgement under way: where it stands in the document, and what it found. Hardly any judgement finds anything, so it can also give no
/// more than a verdict, for which it need not know where it stands.
/// </summary>
internal sealed class SchemaRun
{
    private readonly List<SchemaStep> _path = [];

    /// <summary>How much was found so far: more after a rule than before it means that the value does not pass the rule.</summary>
    public int Found { get; private set; }

    /// <summary>What was found, unless only a verdict was asked for.</summary>
    public List<SchemaViolation> Violations { get; } = [];

    /// <summary>Whether only the verdict counts: nothing that is reported now is kept.</summary>
    public bool IsTrial { get; private set; }

    public void Enter(in JsonProperty property)
    {
        if (!IsTrial)
            _path.Add(new SchemaStep(property, Index: null));
    }

    public void Enter(int index)
    {
        if (!IsTrial)
            _path.Add(new SchemaStep(default, index));
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

    /// <summary>Whether one schema alone accepts the value; what it has against it is not kept.</summary>
    public bool Fits(JsonSchema schema, JsonElement value)
    {
        var (found, wasTrial) = (Found, IsTrial);
        IsTrial = true;
        schema.Judge(value, this);
        IsTrial = wasTrial;
        var fits = Found == found;
        Found = found;
        return fits;
    }

    /// <summary>What one schema alone finds here.</summary>
    public List<SchemaViolation> Try(JsonSchema schema, JsonElement value)
    {
        var (found, kept) = (Found, Violations.Count);
        schema.Judge(value, this);
        var own = Violations.GetRange(kept, Violations.Count - kept);
        Violations.RemoveRange(kept, own.Count);
        Found = found;
        return own;
    }

    /// <summary>Reports what was found before.</summary>
    public void Adopt(List<SchemaViolation> own)
    {
        Found += own.Count;
        Violations.AddRange(own);
    }

    public string PointerTo(string property) => Pointer() + SchemaStep.Escape(property);

    private string Pointer()
    {
        var pointer = new StringBuilder();
        foreach (var step in _path)
            pointer.Append(step);
        return pointer.ToString();
    }
}
