using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>Finds the operation of a request among those of the API description, or the video that the request asks for.</summary>
internal static class OperationRouter
{
    private static readonly (OperationDescription Operation, string[] Segments)[] Routes =
        [.. OperationTable.All.Select(operation => (operation, operation.PathTemplate.Split('/')))];

    public static bool IsVideo(string path) => path.StartsWith(VideoEndpoint.Prefix, StringComparison.Ordinal);

    public static Match Find(string method, string path)
    {
        if (IsVideo(path))
            return new Match(Operation: null, VideoEndpoint.JobOf(path), [], IsVideo: true);

        List<string>? allowed = null;
        foreach (var (operation, segments) in Routes)
        {
            if (!IsMatch(segments, path, out var requestId))
                continue;

            if (string.Equals(operation.Method, method, StringComparison.Ordinal))
                return new Match(operation, requestId, []);

            (allowed ??= []).Add(operation.Method);
        }

        return new Match(Operation: null, RequestId: null, allowed ?? []);
    }

    /// <summary>Compares literal segments exactly; a parameter takes any segment that is not empty.</summary>
    private static bool IsMatch(string[] segments, string path, out string? parameter)
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

    /// <summary>The route of a request.</summary>
    /// <param name="Operation">The operation; null when none has this path with this method.</param>
    /// <param name="RequestId">The job's id in the path, unescaped; null when there is none.</param>
    /// <param name="AllowedMethods">
    /// Without an operation, the methods that the API description has for this path; empty when it does not have the path.
    /// </param>
    /// <param name="IsVideo">Whether the path is that of a video, which no operation has.</param>
    internal readonly record struct Match(
        OperationDescription? Operation, string? RequestId, IReadOnlyList<string> AllowedMethods, bool IsVideo = false);
}
