using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>The path template of one operation, ready to be compared with a path.</summary>
internal sealed class Route(ApiOperation operation)
{
    private readonly string[] _segments = operation.PathTemplate.Split('/');

    public ApiOperation Operation => operation;

    public string Method { get; } = operation.Method.Method;

    public OperationDescription Contract { get; } = ApiDescription.Current[operation.Id];

    /// <summary>Compares literal segments exactly; a parameter takes any segment that is not empty.</summary>
    public bool Matches(string path, out string? parameter)
    {
        parameter = null;
        var rest = path.AsSpan();
        var taken = ReadOnlySpan<char>.Empty;
        for (var i = 0; i < _segments.Length; i++)
        {
            var end = rest.IndexOf('/');
            if (end < 0 != (i == _segments.Length - 1))
                return false;

            var segment = end < 0 ? rest : rest[..end];
            rest = rest[(end + 1)..];
            if (_segments[i].StartsWith('{') ? segment.IsEmpty : !segment.SequenceEqual(_segments[i]))
                return false;
            if (_segments[i].StartsWith('{'))
                taken = segment;
        }

        if (!taken.IsEmpty)
            parameter = Uri.UnescapeDataString(taken.ToString());
        return true;
    }
}
