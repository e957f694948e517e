namespace SeedanceGen.Testing.Faults;

/// <summary>Which requests came that are most like those that were waited for.</summary>
internal static class NearestRequests
{
    private const int Shown = 3;

    public static string To(FaultMatcher matcher, IReadOnlyList<JournalEntry> entries)
    {
        if (entries.Count == 0)
            return "No request came at all.";

        var nearest = entries
            .OrderByDescending(entry => Likeness(matcher, entry))
            .ThenByDescending(entry => entry.Number)
            .Take(Shown)
            .OrderBy(entry => entry.Number);
        return $"The nearest requests that came: {string.Join("; ", nearest)}.";
    }

    private static int Likeness(FaultMatcher matcher, JournalEntry entry) =>
        (matcher.OperationId is null || matcher.OperationId == entry.Operation?.Id ? 2 : 0) + (matcher.RequestId == entry.RequestId ? 1 : 0);
}
