using Microsoft.CodeAnalysis;
using SeedanceGen.Analyzers.Acceptance.Rules;
using SeedanceGen.Analyzers.Acceptance.Values;

namespace SeedanceGen.Analyzers.Acceptance.Nearest;

/// <summary>The accepted members of a C# enumeration: those first whose number is nearest to one that is not accepted.</summary>
internal static class NearestMembers
{
    public static IEnumerable<string> Of(double number, ParameterRules parameter, INamedTypeSymbol enumeration)
    {
        var rules = parameter.Values.OfType<NumberRule>().ToArray();
        return enumeration.GetMembers()
            .OfType<IFieldSymbol>()
            .Where(field => field.HasConstantValue)
            .Select(field => (field.Name, Number: Numbers.From(field.ConstantValue!)))
            .Where(member => member.Number is { } value && rules.All(rule => rule.Accepts(value)))
            .OrderBy(member => Math.Abs(member.Number!.Value - number))
            .Select(member => member.Name);
    }
}
