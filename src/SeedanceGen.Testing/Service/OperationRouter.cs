using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>Finds the operation of a request among those of the API description, or the video that the request asks for.</summary>
internal sealed class OperationRouter
{
    private readonly (OperationDescription Operation, Segment[] Segments)[] _routes;
    private readonly string _idParameter;

    public OperationRouter(ApiDescription description)
    {
        _idParameter = $"{{{description.Jobs.IdParameter}}}";
        // A path without parameters comes before one that would take the same request.
        _routes = [.. description.Operations
            .Select(operation => (Operation: operation, Segments: operation.PathTemplate.Split('/').Select(Segment.Of).ToArray()))
            .OrderBy(route => route.Segments.Count(segment => segment.IsParameter))];
    }

    public static bool IsVideo(string path) => path.StartsWith(VideoEndpoint.Prefix, StringComparison.Ordinal);

    public Match Find(string method, string path)
    {
        if (IsVideo(path))
            return new Match(Operation: null, VideoEndpoint.JobOf(path), [], IsVideo: true);

        List<string>? allowed = null;
        foreach (var (operation, segments) in _routes)
        {
            if (!IsMatch(segments, path, out var requestId))
                continue;

            if (string.Equals(operation.Method, method, StringComparison.Ordinal))
                return new Match(operation, requestId, []);

            (allowed ??= []).Add(operation.Method);
        }

        return new Match(Operation: null, RequestId: null, allowed ?? []);
    }

    /// <summary>Compares literal text exactly; a parameter takes any text that is not empty.</summary>
    private bool IsMatch(Segment[] segments, string path, out string? requestId)
    {
        requestId = null;
        var rest = path.AsSpan();
        var taken = ReadOnlySpan<char>.Empty;
        for (var i = 0; i < segments.Length; i++)
        {
            var end = rest.IndexOf('/');
            if (end < 0 != (i == segments.Length - 1))
                return false;

            var text = end < 0 ? rest : rest[..end];
            rest = rest[(end + 1)..];
            if (!segments[i].Matches(text))
                return false;
            if (segments[i].Template == _idParameter)
                taken = text;
        }

        if (!taken.IsEmpty)
            requestId = Uri.UnescapeDataString(taken.ToString());
        return true;
    }

    /// <summary>A segment of a path: literal, or a parameter with literal text before and after it.</summary>
    private readonly record struct Segment(string Template, string Before, string After, bool IsParameter)
    {
        public static Segment Of(string template)
        {
            var (start, end) = (template.IndexOf('{', StringComparison.Ordinal), template.LastIndexOf('}'));
            return start < 0 || end < start
                ? new Segment(template, template, "", IsParameter: false)
                : new Segment(template, template[..start], template[(end + 1)..], IsParameter: true);
        }

        public bool Matches(ReadOnlySpan<char> text) => IsParameter
            ? text.Length > Before.Length + After.Length
                && text.StartsWith(Before, StringComparison.Ordinal)
                && text.EndsWith(After, StringComparison.Ordinal)
            : text.SequenceEqual(Before);
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
