using Microsoft.CodeAnalysis;
using SeedanceGen.Analyzers.Acceptance;
using SeedanceGen.Rules.Schema;

namespace SeedanceGen.Analyzers.Requests;

/// <summary>A value of a request, and where the source has it.</summary>
/// <param name="value">The value as the rule core reads it.</param>
/// <param name="place">What a message points at.</param>
internal sealed class PlacedValue(object? value, SyntaxNode place) : SourceValue(value)
{
    public SyntaxNode Place { get; } = place;

    /// <summary>The constant; null for an object, a list, or what is not known.</summary>
    public KnownValue? Constant { get; init; }

    /// <summary>The rules of the parameter or property that takes the value; null when there are none.</summary>
    public ParameterRules? Rules { get; init; }

    /// <summary>Whether these rules reject it already, which is reported where they are checked.</summary>
    public bool IsRejected { get; init; }

    public static PlacedValue Unknown(SyntaxNode place) => new(UnknownValue.Instance, place);

    /// <summary>The value at a JSON pointer.</summary>
    /// <param name="pointer">The pointer.</param>
    /// <param name="isExact">Whether the value itself is there; otherwise the result is the nearest object or list around it.</param>
    public PlacedValue At(string pointer, out bool isExact)
    {
        var found = this;
        foreach (var segment in pointer.Split('/').Skip(1).Select(each => each.Replace("~1", "/").Replace("~0", "~")))
        {
            object? inner = null;
            var isThere = found.Value switch
            {
                PartialObject partial => partial.Members.TryGetValue(segment, out inner),
                List<object?> list => int.TryParse(segment, out var index) && index < list.Count && (inner = list[index]) is not null,
                _ => false,
            };
            isExact = isThere && inner is PlacedValue;
            if (!isExact)
                return found;
            found = (PlacedValue)inner!;
        }

        isExact = true;
        return found;
    }
}
