namespace SeedanceGen.Architecture.Tests;

/// <summary>Deviations that are known and still to be removed. An entry here allows what it names; an empty list allows nothing.</summary>
internal static class Known
{
    /// <summary>Projects with a cycle of folders.</summary>
    public static readonly string[] Cycles = [];

    /// <summary>Rows of the table of layers, written <c>from -> to</c>.</summary>
    public static readonly string[] Layers = [];

    /// <summary>Names that two types have.</summary>
    public static readonly string[] SharedNames = [];

    /// <summary>Files that lock themselves.</summary>
    public static readonly string[] LocksOnThis = [];

    /// <summary>Files of more than 500 lines.</summary>
    public static readonly string[] LongFiles = [];

    /// <summary>How many time providers of our own there are at most.</summary>
    public const int TimeProviders = 3;

    /// <summary>Of what was found, all that no entry of the list is the start of.</summary>
    public static IReadOnlyList<string> Remaining(string[] known, IEnumerable<string> found) =>
        [.. found.Where(one => !known.Any(entry => one.StartsWith(entry + ":", StringComparison.Ordinal)
            || one.StartsWith(entry + " ", StringComparison.Ordinal)))];
}
