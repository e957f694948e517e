using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>One request that the control API answers.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the root; <c>{id}</c> stands for a job.</param>
/// <param name="Answer">Answers it.</param>
internal sealed record ControlRoute(string Method, string Path, Func<ControlCall, Task<MockResponse>> Answer)
{
    private const string Id = "{id}";

    private readonly string[] _segments = Path.Split('/');

    /// <summary>Whether this is the path, and the id that it holds.</summary>
    public bool Matches(string[] path, out string id)
    {
        id = "";
        if (path.Length != _segments.Length)
            return false;

        for (var i = 0; i < path.Length; i++)
        {
            if (_segments[i] == Id && path[i].Length > 0)
                id = Uri.UnescapeDataString(path[i]);
            else if (_segments[i] != path[i])
                return false;
        }

        return true;
    }

    public override string ToString() => $"{Method} {ControlApi.Root}{(Path.Length == 0 ? "" : "/" + Path)}";
}
