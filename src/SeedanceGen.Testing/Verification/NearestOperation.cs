using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Verification;

/// <summary>Finds the operation that somebody probably meant: few segments more or less, few letters wrong.</summary>
internal static class NearestOperation
{
    private const double WrongMethod = 0.25;
    private const double AnyValue = 0.05;
    private const double ExtraSegment = 1;

    public static OperationDescription To(string method, string path) =>
        ApiDescription.Current.Operations.MinBy(operation => Distance(operation, method, path))!;

    private static double Distance(OperationDescription operation, string method, string path) =>
        Distance(operation.PathTemplate.Split('/'), path.Split('/'), static _ => ExtraSegment, Difference)
        + (operation.Method == method ? 0 : WrongMethod);

    /// <summary>From 0 for the same segment to 1 for one that shares no letter.</summary>
    private static double Difference(string expected, string actual)
    {
        if (expected.StartsWith('{'))
            return actual.Length > 0 ? AnyValue : 1;

        var longest = Math.Max(expected.Length, actual.Length);
        return longest == 0 ? 0 : Distance(expected.ToCharArray(), actual.ToCharArray(), static _ => 1, static (a, b) => a == b ? 0 : 1) / longest;
    }

    /// <summary>The edit distance of two lists (Wagner and Fischer).</summary>
    private static double Distance<T>(T[] expected, T[] actual, Func<T, double> leaveOut, Func<T, T, double> replace)
    {
        var row = new double[actual.Length + 1];
        for (var column = 0; column < actual.Length; column++)
            row[column + 1] = row[column] + leaveOut(actual[column]);

        foreach (var wanted in expected)
        {
            var diagonal = row[0];
            row[0] += leaveOut(wanted);
            for (var column = 0; column < actual.Length; column++)
            {
                var above = row[column + 1];
                var best = Math.Min(above + leaveOut(wanted), row[column] + leaveOut(actual[column]));
                row[column + 1] = Math.Min(best, diagonal + replace(wanted, actual[column]));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
