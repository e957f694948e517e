using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using SeedanceGen.Rules;

namespace SeedanceGen.Release.Surfaces;

/// <summary>
/// What each model accepts, one rule on a line: <c>model | field | rule arguments</c>. Each model lists all its rules, so that a
/// limit that moves between a model and the plain field changes nothing here.
/// </summary>
internal static class RuleListing
{
    /// <summary>Stands for a model that the description does not name: only the limits of the plain fields apply to it.</summary>
    public const string AnyModel = "*";

    public const string Required = "required";
    public const string Optional = "optional";

    private const string Rules = "SeedanceGen.Rules";

    /// <summary>People read the rules, so quotation marks and angle brackets are not escaped.</summary>
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(string assemblyFile)
    {
        var types = AssemblyReader.PublicTypes(AssemblyReader.Read(assemblyFile)).ToList();
        var factories = types.Where(type => type.IsStatic).SelectMany(type => type.GetMembers().OfType<IMethodSymbol>()).ToList();
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var mark in types.SelectMany(type => type.GetAttributes()).Where(mark => Is(mark, "RequestBuilderAttribute")))
        {
            var builder = (INamedTypeSymbol)mark.ConstructorArguments[0].Value!;
            var required = factories.Where(factory => SymbolEqualityComparer.Default.Equals(factory.ReturnType, builder))
                .SelectMany(factory => factory.Parameters).Select(Field).OfType<string>().ToHashSet(StringComparer.Ordinal);
            lines.UnionWith(Lines((string)mark.ConstructorArguments[2].Value!, builder, required));
            for (var parent = builder.BaseType; parent is { SpecialType: not SpecialType.System_Object }; parent = parent.BaseType)
                lines.UnionWith(Lines(AnyModel, parent.OriginalDefinition, required));
        }

        return string.Concat(lines.Select(line => line + "\n"));
    }

    /// <summary>The rules of one schema, as they are listed.</summary>
    internal static IEnumerable<string> Texts(RuleNode rules)
    {
        if (rules.LimitsCount)
            yield return $"Count [{Bounds(rules.MinimumCount, rules.MaximumCount)}{(rules.UniqueItems ? ",\"Unique\"" : "")}]";
        if (rules.IsObject)
            yield break;
        if (rules.Items is { } items)
        {
            foreach (var text in Texts(items))
                yield return text;
            yield break;
        }

        if (rules.Numbers.Length > 0)
            yield return $"Values [[{string.Join(',', rules.Numbers.Select(Number))}]]";
        if (!double.IsInfinity(rules.Minimum) || !double.IsInfinity(rules.Maximum))
        {
            var flags = (rules.ExclusiveMaximum ? ",\"ExclusiveMaximum\"" : "") + (rules.ExclusiveMinimum ? ",\"ExclusiveMinimum\"" : "");
            yield return $"Range [{Number(rules.Minimum)},{Number(rules.Maximum)}{flags}]";
        }

        foreach (var divisor in rules.Divisors)
            yield return $"Multiple [{Number(divisor)}]";
        if (rules.Texts.Length > 0)
            yield return $"Values [{List(rules.Texts)}{(rules.Members.Length > 0 ? "," + List(rules.Members) : "")}]";
        if (rules.MinimumLength > 0 || rules.MaximumLength < int.MaxValue)
            yield return $"Length [{Bounds(rules.MinimumLength, rules.MaximumLength)}]";
        if (rules.IsUri)
            yield return $"UriScheme [{List(rules.Patterns.SelectMany(pattern => pattern.Schemes).Distinct())}]";
        foreach (var pattern in rules.Patterns.Where(pattern => !rules.IsUri || !pattern.Schemes.Any()))
            yield return $"Pattern [{JsonSerializer.Serialize(Expression(pattern), Readable)}]";
    }

    private static IEnumerable<string> Lines(string model, INamedTypeSymbol builder, HashSet<string> required)
    {
        // The most derived method has all rules of its field. Overloads repeat them, except one that takes an enumeration.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var type = builder; type is { SpecialType: not SpecialType.System_Object }; type = type.BaseType)
        {
            // Before its last parameter, a method that sets an object field by field has the fields of that object.
            var fields = type.GetMembers().OfType<IMethodSymbol>().Where(Signature.IsVisible)
                .Select(method => method.Parameters.LastOrDefault()).OfType<IParameterSymbol>()
                .Where(parameter => Field(parameter) is not null).ToLookup(parameter => Field(parameter)!, StringComparer.Ordinal);
            foreach (var field in fields.Where(field => seen.Add(field.Key)))
            {
                yield return $"{model} | {field.Key} | {(required.Contains(field.Key) ? Required : Optional)}";
                foreach (var rule in field.SelectMany(parameter => parameter.GetAttributes())
                    .SelectMany(Texts).Distinct(StringComparer.Ordinal))
                    yield return $"{model} | {field.Key} | {rule}";
            }
        }
    }

    private static string? Field(IParameterSymbol parameter) =>
        (string?)parameter.GetAttributes().FirstOrDefault(mark => Is(mark, "FieldRulesAttribute") || Is(mark, "RequestFieldAttribute"))
            ?.ConstructorArguments[1].Value;

    private static bool Is(AttributeData attribute, string name) => attribute.AttributeClass?.Name == name && IsOurs(attribute);

    /// <summary>The rules of one attribute; before 2.0.0 each rule had an attribute of its own.</summary>
    private static IEnumerable<string> Texts(AttributeData attribute)
    {
        if (Is(attribute, "FieldRulesAttribute"))
            return Texts(RuleSchema.Read((string)attribute.ConstructorArguments[2].Value!));
        return IsOurs(attribute) && attribute.AttributeClass!.Name.StartsWith("Accepted", StringComparison.Ordinal)
            ? [Text(attribute)]
            : [];
    }

    /// <summary>The pattern in the syntax of .NET, as the attributes before 2.0.0 had it, so that the same rule is listed alike.</summary>
    private static string Expression(RulePattern pattern) =>
        pattern.IsNotBlank ? @"[^\s\ufeff]|\u0085" : EcmaPattern.Translate(pattern.Source, out _) ?? pattern.Source;

    private static string List(IEnumerable<string> texts) =>
        $"[{string.Join(',', texts.Select(text => JsonSerializer.Serialize(text, Readable)))}]";

    private static string Bounds(int minimum, int maximum) => $"{minimum},{(maximum == int.MaxValue ? "null" : maximum)}";

    private static string Number(double number) => double.IsInfinity(number) ? "null" : number.ToString("R", CultureInfo.InvariantCulture);

    private static bool IsOurs(AttributeData attribute) => attribute.AttributeClass?.ContainingNamespace.ToDisplayString() == Rules;

    private static string Text(AttributeData rule)
    {
        var arguments = rule.ConstructorArguments.Select(Value);
        var flags = rule.NamedArguments.Where(pair => pair.Key != "Words" && pair.Value.Value is true)
            .Select(pair => JsonSerializer.Serialize(pair.Key, Readable)).Order(StringComparer.Ordinal);
        return $"{rule.AttributeClass!.Name["Accepted".Length..^"Attribute".Length]} [{string.Join(',', arguments.Concat(flags))}]";
    }

    private static string Value(TypedConstant constant) => constant switch
    {
        { Kind: TypedConstantKind.Array } => $"[{string.Join(',', constant.Values.Select(Value))}]",
        { Value: double number } => Number(number),
        { Value: int.MaxValue } => "null",
        _ => JsonSerializer.Serialize(constant.Value, Readable),
    };
}
