using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SeedanceGen.Rules;

namespace SeedanceGen.Release.Surfaces;

/// <summary>
/// A value that a parameter accepts, the same on each run. It is chosen by the parameter's type and rules, not by its name.
/// </summary>
internal static class SampleValues
{
    /// <summary>Strings to choose from by the rules. The first has the characters that an encoder could get wrong.</summary>
    private static readonly string[] Texts =
    [
        "A \"river\" <b> & ünï \U0001F3AC\n\\ flows", "river", "River 1", "1", "a1-b2", "2026-01-31", "12:30:00",
        "https://example.com/a.png", "#ffcc00", "en-US",
    ];

    /// <summary>The value, or null when no sample fits.</summary>
    public static object? For(Type type, SampleRules rules, int index = 0)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Item(type) is { } item)
            return Several(item, rules);
        if (type == typeof(Uri))
            return new Uri(Link(rules, index));
        if (type == typeof(string))
            return rules.IsLink ? Link(rules, index) : Text(rules, index);
        if (type == typeof(bool))
            return true;
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1);
        if (type == typeof(JsonElement) || type == typeof(object))
            return JsonSerializer.Deserialize<JsonElement>("""{"a":[1,null,"x"]}""");
        if (Number(rules) is var number && type.IsPrimitive || type == typeof(decimal))
            return Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
        return Struct(type, rules);
    }

    /// <summary>The type of the items of a list parameter, such as a <c>params</c> array.</summary>
    public static Type? Item(Type type) => type switch
    {
        { IsArray: true } when type != typeof(byte[]) => type.GetElementType(),
        { IsInterface: true, IsGenericType: true }
            when type.GetGenericArguments() is [var item] && type.IsAssignableFrom(item.MakeArrayType()) => item,
        _ => null,
    };

    private static Array? Several(Type item, SampleRules rules)
    {
        var count = Math.Min(Math.Max(2, rules.Count.Minimum), rules.Count.Maximum);
        var values = Array.CreateInstance(item, count);
        for (var index = 0; index < count; index++)
        {
            if (For(item, rules, index) is not { } value)
                return null;
            values.SetValue(value, index);
        }

        return values;
    }

    private static string Link(SampleRules rules, int index) => $"{rules.Scheme}://example.com/a%20b/{index}.png?x=1&y=ü";

    private static string? Text(SampleRules rules, int index)
    {
        if (rules.Texts.Count > 0)
            return rules.Texts[index % rules.Texts.Count];
        var (minimum, maximum) = rules.Length;
        return Texts.Skip(index).Concat(Texts.Take(index)).Select(text => Fitted(text, minimum, maximum))
            .FirstOrDefault(rules.Matches);
    }

    /// <summary>Lengths count Unicode code points, not UTF-16 units.</summary>
    private static string Fitted(string text, int minimum, int maximum)
    {
        var runes = text.EnumerateRunes().Take(maximum).ToList();
        var builder = new StringBuilder().AppendJoin(string.Empty, runes);
        return builder.Append('a', Math.Max(0, minimum - runes.Count)).ToString();
    }

    private static double Number(SampleRules rules)
    {
        if (rules.Numbers is [var first, ..])
            return first;
        var (minimum, maximum) = rules.Range;
        var start = double.IsFinite(minimum) ? minimum : double.IsFinite(maximum) ? maximum : 1;
        var step = rules.Divisors.Aggregate(1d, (product, divisor) => product * divisor);
        var fitting = Math.Ceiling(start / step) * step;
        if (fitting > maximum)
            fitting = Math.Floor(maximum / step) * step;
        return rules.ExclusiveMinimum && fitting <= minimum ? fitting + step : fitting;
    }

    private static object? Struct(Type type, SampleRules rules) => type switch
    {
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 1, 31, 12, 30, 0, TimeSpan.FromHours(1)),
        _ when type == typeof(DateOnly) => new DateOnly(2026, 1, 31),
        _ when type == typeof(TimeSpan) => TimeSpan.FromMinutes(90),
        _ when type == typeof(Guid) => new Guid("01234567-89ab-cdef-0123-456789abcdef"),
        _ when type == typeof(byte[]) => new byte[] { 0, 127, 255 },
        _ when OpenEnumeration.Is(type) => OpenEnumeration.Value(type, rules.Texts is [var first, ..] ? first : null),
        _ => SampleObject.Of(type),
    };
}

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
