using SeedanceGen.Http;

namespace SeedanceGen.Testing.Engine;

/// <summary>The path template of one operation, ready to be compared with the segments of a path.</summary>
internal sealed class Route(ApiOperation operation)
{
    private readonly string[] _segments = operation.PathTemplate.Split('/');

    public ApiOperation Operation { get; } = operation;

    /// <summary>Compares literal segments exactly; a parameter takes any segment that is not empty.</summary>
    public bool Matches(ReadOnlySpan<string> path, out string? parameter)
    {
        parameter = null;
        if (path.Length != _segments.Length)
            return false;

        for (var i = 0; i < path.Length; i++)
        {
            if (_segments[i].StartsWith('{'))
            {
                if (path[i].Length == 0)
                    return false;

                parameter = Uri.UnescapeDataString(path[i]);
            }
            else if (!string.Equals(_segments[i], path[i], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
