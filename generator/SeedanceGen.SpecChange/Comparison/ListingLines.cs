namespace SeedanceGen.SpecChange.Comparison;

/// <summary>The lines of a listing.</summary>
internal static class ListingLines
{
    public static IReadOnlyList<string> Of(string listing) =>
        listing.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
