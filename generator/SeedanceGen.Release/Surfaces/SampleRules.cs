using System.Reflection;
using System.Text.RegularExpressions;
using SeedanceGen.Rules;

namespace SeedanceGen.Release.Surfaces;

/// <summary>
/// The rules on a parameter of a builder that a sample needs. They are read as metadata, so that any build of the SDK can be read; before
/// 2.0.0 each rule had an attribute of its own.
/// </summary>
internal sealed class SampleRules
{
    private readonly ILookup<string, CustomAttributeData> _attributes;
    private readonly RuleNode _rules;
    private readonly RuleNode _value;

    public SampleRules(ParameterInfo parameter)
    {
        _attributes = parameter.GetCustomAttributesData()
            .Where(data => data.AttributeType.Namespace == "SeedanceGen.Rules")
            .ToLookup(data => data.AttributeType.Name, StringComparer.Ordinal);
        _rules = Argument<string>("FieldRulesAttribute", 2) is { } schema ? RuleSchema.Read(schema) : Older();
        _value = _rules.Items ?? _rules;
    }

    public string? Field => Argument<string>("FieldRulesAttribute", 1) ?? Argument<string>("RequestFieldAttribute", 1);

    public IReadOnlyList<string> Texts => _value.Texts;

    public IReadOnlyList<double> Numbers => _value.Numbers;

    public bool IsLink => _value.IsUri;

    public string Scheme => _value.Patterns.SelectMany(pattern => pattern.Schemes).FirstOrDefault() ?? "https";

    public IEnumerable<double> Divisors => _value.Divisors;

    public (double Minimum, double Maximum) Range => (_value.Minimum, _value.Maximum);

    public bool ExclusiveMinimum => _value.ExclusiveMinimum;

    public (int Minimum, int Maximum) Length => (_value.MinimumLength, _value.MaximumLength);

    public (int Minimum, int Maximum) Count => (_rules.MinimumCount, _rules.MaximumCount);

    public bool Matches(string text) => _value.Patterns.All(pattern => pattern.Accepts(text))
        && _attributes["AcceptedPatternAttribute"].All(data =>
            Regex.IsMatch(text, (string)data.ConstructorArguments[0].Value!, RegexOptions.CultureInvariant));

    private RuleNode Older() => new()
    {
        Texts = Values<string>("AcceptedValuesAttribute"),
        Numbers = Values<double>("AcceptedValuesAttribute"),
        IsUri = _attributes.Contains("AcceptedUriSchemeAttribute"),
        Patterns = [.. Values<string>("AcceptedUriSchemeAttribute").Select(scheme => new RulePattern($"^{scheme}://")).Take(1)],
        Divisors = [.. _attributes["AcceptedMultipleAttribute"].Select(data => (double)data.ConstructorArguments[0].Value!)],
        Minimum = Argument<double?>("AcceptedRangeAttribute", 0) ?? double.NegativeInfinity,
        Maximum = Argument<double?>("AcceptedRangeAttribute", 1) ?? double.PositiveInfinity,
        ExclusiveMinimum = _attributes["AcceptedRangeAttribute"].SelectMany(data => data.NamedArguments)
            .Any(pair => pair is { MemberName: "ExclusiveMinimum", TypedValue.Value: true }),
        MinimumLength = Argument<int?>("AcceptedLengthAttribute", 0) ?? 0,
        MaximumLength = Argument<int?>("AcceptedLengthAttribute", 1) ?? int.MaxValue,
        MinimumCount = Argument<int?>("AcceptedCountAttribute", 0) ?? 0,
        MaximumCount = Argument<int?>("AcceptedCountAttribute", 1) ?? int.MaxValue,
    };

    private T? Argument<T>(string attribute, int position) =>
        _attributes[attribute].FirstOrDefault() is { } data ? (T?)data.ConstructorArguments[position].Value : default;

    private T[] Values<T>(string attribute) =>
        _attributes[attribute].FirstOrDefault()?.ConstructorArguments is [{ Value: IEnumerable<CustomAttributeTypedArgument> list }, ..]
            ? [.. list.Select(item => item.Value).OfType<T>()]
            : [];
}
