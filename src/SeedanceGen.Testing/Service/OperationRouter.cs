using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>Finds the operation of a request among those of the API description.</summary>
internal static class OperationRouter
{
    private static readonly (OperationDescription Operation, string[] Segments)[] Routes =
        [.. OperationTable.All.Select(operation => (operation, operation.PathTemplate.Split('/')))];

    public static RouteMatch Find(string method, string path)
    {
        List<string>? allowed = null;
        foreach (var (operation, segments) in Routes)
        {
            if (!Matches(segments, path, out var requestId))
                continue;

            if (string.Equals(operation.Method, method, StringComparison.Ordinal))
                return new RouteMatch(operation, requestId, []);

            (allowed ??= []).Add(operation.Method);
        }

        return new RouteMatch(Operation: null, RequestId: null, allowed ?? []);
    }

    /// <summary>Compares literal segments exactly; a parameter takes any segment that is not empty.</summary>
    private static bool Matches(string[] segments, string path, out string? parameter)
    {
        parameter = null;
        var rest = path.AsSpan();
        var taken = ReadOnlySpan<char>.Empty;
        for (var i = 0; i < segments.Length; i++)
        {
            var end = rest.IndexOf('/');
            if (end < 0 != (i == segments.Length - 1))
                return false;

            var segment = end < 0 ? rest : rest[..end];
            rest = rest[(end + 1)..];
            if (segments[i].StartsWith('{') ? segment.IsEmpty : !segment.SequenceEqual(segments[i]))
                return false;
            if (segments[i].StartsWith('{'))
                taken = segment;
        }

        if (!taken.IsEmpty)
            parameter = Uri.UnescapeDataString(taken.ToString());
        return true;
    }
}

/// <summary>The route of a path.</summary>
/// <param name="Operation">The operation; null when none has this path with this method.</param>
/// <param name="RequestId">The job's id in the path, unescaped; null when the operation has none.</param>
/// <param name="AllowedMethods">
/// Without an operation, the methods that the API description has for this path; empty when it does not have the path.
/// </param>
internal readonly record struct RouteMatch(OperationDescription? Operation, string? RequestId, IReadOnlyList<string> AllowedMethods)
{
    public bool PathIsKnown => AllowedMethods.Count > 0;
}
