using System.Globalization;

namespace SeedanceGen.Generator.Model;

/// <summary>The few whole numbers that a variant accepts for a property, as a C# enum: another number needs a cast.</summary>
internal sealed record ClosedSet(PropertyModel Property, bool IsRequired, Limits Limits)
{
    public EquatableArray<decimal> Numbers => Limits.Numbers;

    /// <summary>The most numbers of an enum: a person would not read a longer choice.</summary>
    private const int MostNumbers = 24;

    /// <summary>Finds the sets of each variant. An enumeration of the whole field counts for each variant.</summary>
    public static Func<VariantModel, IReadOnlyList<ClosedSet>> Finder(RequestModel request)
    {
        var plain = request.PlainlyMatching(IsClosed);
        return variant => [.. request.Matching(variant, plain, IsClosed).Select(Create)];

        bool IsClosed(OverrideModel found) =>
            request.Properties[found.Property].Type.Kind == ValueKind.Integer && found.Limits.Numbers.Count is > 0 and <= MostNumbers;

        ClosedSet Create(OverrideModel found) => new(request.Properties[found.Property], found.IsRequired, found.Limits);
    }

    /// <summary>The name of the enum: <c>Seedance15ProDuration</c>.</summary>
    public string TypeName(VariantModel variant) => variant.Member + Property.Name;

    /// <summary>The name of a number: the unit and the number, <c>Seconds10</c>; without a unit <c>Value10</c>.</summary>
    public string MemberOf(decimal number)
    {
        var unit = Property.Unit is { } given && CSharpNames.IsIdentifier(CSharpNames.Pascal(given)) ? CSharpNames.Pascal(given) : "Value";
        return unit + (number < 0 ? "Minus" : string.Empty) + Math.Abs(number).ToString(CultureInfo.InvariantCulture);
    }
}
