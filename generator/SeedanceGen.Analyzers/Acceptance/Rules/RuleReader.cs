using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SeedanceGen.Analyzers.Acceptance.Rules;

/// <summary>Reads the rules of a parameter from the SDK's attributes, by their names in metadata.</summary>
/// <param name="attributes">The namespace that the SDK's attributes are in.</param>
internal sealed class RuleReader(INamespaceSymbol attributes)
{
    /// <summary>The rules of a parameter; null when it sets no field of a request.</summary>
    public ParameterRules? Read(IParameterSymbol parameter)
    {
        string? property = null;
        string? field = null;
        CountRule? count = null;
        var values = ImmutableArray.CreateBuilder<ValueRule>();

        foreach (var attribute in parameter.GetAttributes())
        {
            if (!IsOurs(attribute))
            {
                continue;
            }

            var arguments = new AttributeArguments(attribute);
            switch (attribute.AttributeClass!.Name)
            {
                case "RequestFieldAttribute":
                    (property, field) = (arguments.Text(0), arguments.Text(1));
                    break;
                case "AcceptedCountAttribute":
                    count = new CountRule(arguments.Whole(0), arguments.Whole(1), arguments.Flag("Unique"), arguments.Words);
                    break;
                default:
                    if (ReadValueRule(attribute.AttributeClass.Name, arguments) is { } rule)
                    {
                        values.Add(rule);
                    }

                    break;
            }
        }

        if (property is null || field is null)
        {
            return null;
        }

        var element = ParameterTypes.ElementOf(parameter.Type);
        var type = ParameterTypes.WithoutNullability(element ?? parameter.Type);
        return new ParameterRules(property, field, type, takesMany: element is not null, values.ToImmutable(), count);
    }

    private static ValueRule? ReadValueRule(string name, AttributeArguments arguments) => name switch
    {
        "AcceptedRangeAttribute" => new RangeRule(
            arguments.Number(0),
            arguments.Number(1),
            arguments.Flag("ExclusiveMinimum"),
            arguments.Flag("ExclusiveMaximum"),
            arguments.Words),
        "AcceptedMultipleAttribute" => new MultipleRule(arguments.Number(0), arguments.Words),
        "AcceptedValuesAttribute" when arguments.HoldsTexts(0) =>
            new TextSetRule(arguments.Texts(0), arguments.Texts(1), arguments.Words),
        "AcceptedValuesAttribute" => new NumberSetRule(arguments.Numbers(0), arguments.Words),
        "AcceptedLengthAttribute" => new LengthRule(arguments.Whole(0), arguments.Whole(1), arguments.Words),
        "AcceptedPatternAttribute" => new PatternRule(arguments.Text(0) ?? string.Empty, arguments.Words),
        "AcceptedUriSchemeAttribute" => new UrlRule(arguments.Texts(0), arguments.Words),
        _ => null,
    };

    private bool IsOurs(AttributeData attribute) =>
        SymbolEqualityComparer.Default.Equals(attribute.AttributeClass?.ContainingNamespace, attributes);
}
