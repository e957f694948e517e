using System.Collections.Immutable;
using SeedanceGen.Analyzers.Acceptance;
using SeedanceGen.Rules.Schema;

namespace SeedanceGen.Analyzers.Requests;

/// <summary>What a fix may write where a model narrows what an object inside a request accepts.</summary>
internal static class NarrowedReplacements
{
    /// <summary>The nearest values of the limits that reject the constant; none when another rule rejects them there.</summary>
    public static ImmutableDictionary<string, string?>? Of(WholeRules rules, PlacedValue request, PlacedValue at, SchemaViolation violation)
    {
        if (violation.Limits is not { } limits || at.Constant is not { } constant || at.Rules is not { } parameter)
            return null;
        return Replacements.Of(
            constant, parameter.Narrowed(limits), candidate => IsAccepted(rules, request, at, violation.Pointer, candidate));
    }

    private static bool IsAccepted(WholeRules rules, PlacedValue request, PlacedValue at, string pointer, object candidate)
    {
        var replaced = Replace(request, at, new PlacedValue(candidate, at.Place));
        return rules.Violations(replaced).All(violation => violation.Pointer != pointer);
    }

    /// <summary>The same request with one value replaced.</summary>
    private static PlacedValue Replace(PlacedValue within, PlacedValue old, PlacedValue replacement)
    {
        if (within == old)
            return replacement;
        switch (within.Value)
        {
            case PartialObject partial:
                var copy = new PartialObject { IsOpen = partial.IsOpen };
                copy.Possible.UnionWith(partial.Possible);
                copy.Absent.UnionWith(partial.Absent);
                foreach (var member in partial.Members)
                    copy.Members[member.Key] = Replaced(member.Value);
                return new PlacedValue(copy, within.Place);
            case List<object?> list:
                return new PlacedValue(list.ConvertAll(Replaced), within.Place);
            default:
                return within;
        }

        object? Replaced(object? value) => value is PlacedValue placed ? Replace(placed, old, replacement) : value;
    }
}
