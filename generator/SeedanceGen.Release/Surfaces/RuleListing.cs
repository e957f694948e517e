using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.CodeAnalysis;

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
        foreach (var builder in types)
        {
            if (Find(builder, "BuildsRequestAttribute") is not { } mark)
                continue;
            var required = factories.Where(factory => SymbolEqualityComparer.Default.Equals(factory.ReturnType, builder))
                .SelectMany(factory => factory.Parameters).Select(Field).OfType<string>().ToHashSet(StringComparer.Ordinal);
            lines.UnionWith(Lines((string)mark.ConstructorArguments[2].Value!, builder, required));
            for (var parent = builder.BaseType; parent is { SpecialType: not SpecialType.System_Object }; parent = parent.BaseType)
                lines.UnionWith(Lines(AnyModel, parent.OriginalDefinition, required));
        }

        return string.Concat(lines.Select(line => line + "\n"));
    }

    private static IEnumerable<string> Lines(string model, INamedTypeSymbol builder, HashSet<string> required)
    {
        // The most derived method has all rules of its field. Overloads repeat them, except one that takes an enumeration.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var type = builder; type is { SpecialType: not SpecialType.System_Object }; type = type.BaseType)
        {
            var fields = type.GetMembers().OfType<IMethodSymbol>().Where(Signature.IsVisible).SelectMany(method => method.Parameters)
                .Where(parameter => Field(parameter) is not null).ToLookup(parameter => Field(parameter)!, StringComparer.Ordinal);
            foreach (var field in fields.Where(field => seen.Add(field.Key)))
            {
                yield return $"{model} | {field.Key} | {(required.Contains(field.Key) ? Required : Optional)}";
                foreach (var rule in field.SelectMany(parameter => parameter.GetAttributes()).Where(IsRule).Select(Text))
                    yield return $"{model} | {field.Key} | {rule}";
            }
        }
    }

    private static string? Field(IParameterSymbol parameter) =>
        (string?)Find(parameter, "RequestFieldAttribute")?.ConstructorArguments[1].Value;

    private static AttributeData? Find(ISymbol symbol, string name) => symbol.GetAttributes()
        .FirstOrDefault(attribute => attribute.AttributeClass?.Name == name && IsOurs(attribute));

    private static bool IsRule(AttributeData attribute) =>
        IsOurs(attribute) && attribute.AttributeClass!.Name.StartsWith("Accepted", StringComparison.Ordinal);

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
        { Value: double number } when double.IsInfinity(number) => "null",
        { Value: double number } => number.ToString("R", CultureInfo.InvariantCulture),
        { Value: int.MaxValue } => "null",
        _ => JsonSerializer.Serialize(constant.Value, Readable),
    };
}
