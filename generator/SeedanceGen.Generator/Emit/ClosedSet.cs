using System.Globalization;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Parsing;

namespace SeedanceGen.Generator.Emit;

/// <summary>The few whole numbers that a variant accepts for a property, as a C# enum: another number does not compile.</summary>
internal sealed record ClosedSet(PropertyModel Property, string TypeName, EquatableArray<decimal> Numbers)
{
    /// <summary>More than these are no choice that a person wants to read.</summary>
    private const int MostNumbers = 24;

    /// <summary>The sets of a variant. An enumeration of the whole field is in its limits too.</summary>
    public static IEnumerable<ClosedSet> Of(RequestModel request, VariantModel variant)
    {
        var changes = variant.Overrides.ToDictionary(change => change.Property, change => change.Limits);
        for (var i = 0; i < request.Properties.Count; i++)
        {
            var property = request.Properties[i];
            var limits = changes.TryGetValue(i, out var own) ? own : property.Limits;
            if (property.Type.Kind == ValueKind.Integer && limits.Numbers.Count is > 0 and <= MostNumbers)
                yield return new ClosedSet(property, variant.Member + property.Name, limits.Numbers);
        }
    }

    /// <summary>The name of a number: the unit and the number, <c>Seconds10</c>; without a unit <c>Value10</c>.</summary>
    public string MemberOf(decimal number)
    {
        var unit = Property.Unit is { } given && CSharpNames.IsIdentifier(CSharpNames.Pascal(given)) ? CSharpNames.Pascal(given) : "Value";
        return unit + (number < 0 ? "Minus" : string.Empty) + Math.Abs(number).ToString(CultureInfo.InvariantCulture);
    }
}
