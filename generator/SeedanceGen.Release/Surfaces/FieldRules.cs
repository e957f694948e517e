using System.Reflection;

namespace SeedanceGen.Release.Surfaces;

/// <summary>
/// The rules on a parameter of a builder that a sample needs. They are read as metadata, so that any build of the SDK can be read.
/// </summary>
internal sealed class FieldRules
{
    private readonly ILookup<string, CustomAttributeData> _rules;

    public FieldRules(ParameterInfo parameter) => _rules = parameter.GetCustomAttributesData()
        .Where(data => data.AttributeType.Namespace == "SeedanceGen.Rules")
        .ToLookup(data => data.AttributeType.Name, StringComparer.Ordinal);

    public string? Field => Argument<string>("RequestFieldAttribute", 1);

    public IReadOnlyList<string> Texts => Values<string>("AcceptedValuesAttribute");

    public IReadOnlyList<double> Numbers => Values<double>("AcceptedValuesAttribute");

    public bool IsLink => _rules.Contains("AcceptedUriSchemeAttribute");

    public string Scheme => Values<string>("AcceptedUriSchemeAttribute") is [var first, ..] ? first : "https";

    public IEnumerable<string> Patterns => _rules["AcceptedPatternAttribute"].Select(data => (string)data.ConstructorArguments[0].Value!);

    public IEnumerable<double> Divisors => _rules["AcceptedMultipleAttribute"].Select(data => (double)data.ConstructorArguments[0].Value!);

    public (double Minimum, double Maximum) Range =>
        (Argument<double?>("AcceptedRangeAttribute", 0) ?? double.NegativeInfinity,
            Argument<double?>("AcceptedRangeAttribute", 1) ?? double.PositiveInfinity);

    public bool ExclusiveMinimum => _rules["AcceptedRangeAttribute"].SelectMany(data => data.NamedArguments)
        .Any(pair => pair is { MemberName: "ExclusiveMinimum", TypedValue.Value: true });

    public (int Minimum, int Maximum) Length =>
        (Argument<int?>("AcceptedLengthAttribute", 0) ?? 0, Argument<int?>("AcceptedLengthAttribute", 1) ?? int.MaxValue);

    public (int Minimum, int Maximum) Count =>
        (Argument<int?>("AcceptedCountAttribute", 0) ?? 0, Argument<int?>("AcceptedCountAttribute", 1) ?? int.MaxValue);

    private T? Argument<T>(string attribute, int position) =>
        _rules[attribute].FirstOrDefault() is { } data ? (T?)data.ConstructorArguments[position].Value : default;

    private List<T> Values<T>(string attribute) =>
        _rules[attribute].FirstOrDefault()?.ConstructorArguments is [{ Value: IEnumerable<CustomAttributeTypedArgument> list }, ..]
            ? [.. list.Select(item => item.Value).OfType<T>()]
            : [];
}
