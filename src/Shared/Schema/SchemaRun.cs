using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SeedanceGen.Rules.Schema;

/// <summary>Whether a schema accepts a value, as far as the value is known.</summary>
internal enum SchemaFit
{
    No,
    Unknown,
    Yes,
}

/// <summary>
/// One validation under way: its place in the document, and the violations so far. Most documents have no violation, so a trial comes
/// first: it counts violations and keeps neither them nor its place.
/// </summary>
internal sealed class SchemaRun
{
    private readonly List<Step> _path = [];
    private readonly List<(int Level, JsonSchema Schema)> _schemas = [];
    private string? _reason;

    /// <summary>How often a rule could not be decided, because a value that it needs is not known.</summary>
    private int _doubts;

    /// <summary>How many violations were found so far; a rule that rejects the value raises the number.</summary>
    public int Found { get; private set; }

    /// <summary>The violations, except those of a trial.</summary>
    public List<SchemaViolation> Violations { get; } = [];

    /// <summary>Whether this is a trial: violations are counted and not kept.</summary>
    public bool IsTrial { get; private set; }

    public void Enter(in JsonProperty property)
    {
        if (!IsTrial)
            _path.Add(new Step(property, Name: null, Index: null));
    }

    public void Enter(string property)
    {
        if (!IsTrial)
            _path.Add(new Step(default, property, Index: null));
    }

    public void Enter(int index)
    {
        if (!IsTrial)
            _path.Add(new Step(default, Name: null, index));
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

    /// <param name="keyword">The keyword that rejects the value.</param>
    /// <param name="expected">What it accepts, in short.</param>
    /// <param name="actual">The value.</param>
    /// <param name="accepted">What the value's schema accepts, in words for a person; null when they are the short ones.</param>
    /// <param name="limits">The limits that reject the value, when the rule is about one value.</param>
    public void Report(string keyword, string expected, JsonElement actual, string? accepted = null, RuleNode? limits = null)
    {
        Found++;
        if (!IsTrial)
        {
            Add(new SchemaViolation(Pointer(), keyword, expected, ActualValue.Of(actual))
            {
                Field = Field(),
                Accepted = accepted ?? expected,
                Value = ActualValue.ToObject(actual),
                Limits = limits,
            });
        }
    }

    /// <summary>Reports what is no value of the document, such as a number of items.</summary>
    public void Report(string keyword, string expected, string actual, string? accepted = null, object? value = null)
    {
        Found++;
        if (!IsTrial)
        {
            Add(new SchemaViolation(Pointer(), keyword, expected, actual)
            {
                Field = Field(),
                Accepted = accepted ?? expected,
                Value = value,
            });
        }
    }

    /// <summary>Reports a property that is not there.</summary>
    /// <param name="property">Its name.</param>
    /// <param name="keyword">The keyword that asks for it.</param>
    /// <param name="expected">What is expected, in short.</param>
    /// <param name="accepted">What it accepts, in words for a person; null when its own schema says that.</param>
    public void ReportMissing(string property, string keyword = "required", string expected = "a value", string? accepted = null)
    {
        Found++;
        if (!IsTrial)
        {
            Add(new SchemaViolation(PointerTo(property), keyword, expected, "nothing")
            {
                Field = FieldTo(property),
                Accepted = accepted ?? WordsOf(property),
            });
        }
    }

    /// <summary>Reports a property that chooses between schemas and has a value that none of them is for.</summary>
    public void ReportUndecided(string property, string keyword, string expected, JsonElement? actual)
    {
        Found++;
        if (!IsTrial)
        {
            Add(new SchemaViolation(PointerTo(property), keyword, expected, actual is { } value ? ActualValue.Of(value) : "nothing")
            {
                Field = FieldTo(property),
                Value = actual is { } known ? ActualValue.ToObject(known) : null,
                IsUndecided = true,
            });
        }
    }

    /// <summary>Validates by a schema that applies for a reason, which its violations then name.</summary>
    public void ValidateBecause(Func<string> reason, JsonSchema? schema, JsonElement value)
    {
        if (schema is null)
            return;
        var outer = _reason;
        if (!IsTrial)
            _reason = outer is null ? reason() : $"{outer} and {reason()}";
        schema.Validate(value, this);
        _reason = outer;
    }

    /// <summary>Whether one schema alone certainly accepts the value; its violations are not kept.</summary>
    public bool Fits(JsonSchema schema, JsonElement value) => FitOf(schema, value) == SchemaFit.Yes;

    /// <summary>Whether one schema alone accepts the value, as far as the value is known; its violations are not kept.</summary>
    public SchemaFit FitOf(JsonSchema schema, JsonElement value)
    {
        var (found, doubts, wasTrial) = (Found, _doubts, IsTrial);
        IsTrial = true;
        schema.Validate(value, this);
        IsTrial = wasTrial;
        var fit = Found > found ? SchemaFit.No : _doubts > doubts ? SchemaFit.Unknown : SchemaFit.Yes;
        (Found, _doubts) = (found, doubts);
        return fit;
    }

    /// <summary>Notes that a rule cannot be decided: a value that it needs is not known. Only source has such values.</summary>
    public void Doubt() => _doubts++;

    /// <summary>The violations of one schema alone.</summary>
    public List<SchemaViolation> Try(JsonSchema schema, JsonElement value)
    {
        var (found, doubts, kept) = (Found, _doubts, Violations.Count);
        schema.Validate(value, this);
        var own = Violations.GetRange(kept, Violations.Count - kept);
        Violations.RemoveRange(kept, own.Count);
        (Found, _doubts) = (found, doubts);
        return own;
    }

    /// <summary>Reports violations that <see cref="Try"/> returned.</summary>
    public void Adopt(List<SchemaViolation> own)
    {
        Found += own.Count;
        Violations.AddRange(own);
    }

    /// <summary>The name of a property as a segment of a JSON pointer.</summary>
    public static string Escape(string property) =>
        "/" + property.Replace("~", "~0").Replace("/", "~1");

    public string PointerTo(string property) => Pointer() + Escape(property);

    /// <summary>Notes the schema that a value is validated by, so that a rule about fields knows what its fields accept.</summary>
    public void Begin(JsonSchema schema)
    {
        if (!IsTrial)
            _schemas.Add((_path.Count, schema));
    }

    public void End()
    {
        if (!IsTrial)
            _schemas.RemoveAt(_schemas.Count - 1);
    }

    /// <summary>What a property of the value accepts, by the outermost schema that describes it.</summary>
    private string WordsOf(string property) => _schemas.Where(known => known.Level == _path.Count)
        .SelectMany(known => known.Schema.ObjectRules())
        .Select(rule => rule.Properties.TryGetValue(property, out var schema) ? SchemaDescription.Of(schema) : null)
        .FirstOrDefault(words => words is not null) ?? "any value";

    private string FieldTo(string property) => Field() is { Length: > 0 } field ? field + "." + property : property;

    private void Add(SchemaViolation violation) =>
        Violations.Add(_reason is null ? violation : violation with { Accepted = $"{violation.Accepted} {_reason}" });

    private string Pointer()
    {
        var pointer = new StringBuilder();
        foreach (var step in _path)
            pointer.Append(step);
        return pointer.ToString();
    }

    /// <summary>The place as people write it: <c>keyframes[1].time</c>.</summary>
    private string Field()
    {
        var field = new StringBuilder();
        foreach (var step in _path)
        {
            if (step.Index is { } index)
                field.Append('[').Append(index.ToString(CultureInfo.InvariantCulture)).Append(']');
            else
                field.Append(field.Length > 0 ? "." : "").Append(step.NameOfProperty);
        }

        return field.ToString();
    }

    /// <summary>One segment of a JSON pointer, not yet a text: into a property, or into the item at an index.</summary>
    private readonly record struct Step(JsonProperty Property, string? Name, int? Index)
    {
        public string NameOfProperty => Name ?? Property.Name;

        public override string ToString() =>
            Index is { } index ? "/" + index.ToString(CultureInfo.InvariantCulture) : Escape(NameOfProperty);
    }
}
