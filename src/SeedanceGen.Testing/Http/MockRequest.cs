using Microsoft.AspNetCore.Http;

namespace SeedanceGen.Testing.Http;

/// <summary>A received request, independent of its transport.</summary>
/// <param name="Method">The HTTP method, in capitals.</param>
/// <param name="Target">Path and query exactly as they were sent, still escaped.</param>
/// <param name="Headers">All headers.</param>
/// <param name="Body">The whole body; empty when there is none.</param>
internal sealed record MockRequest(string Method, string Target, IHeaderDictionary Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The target without its query, still escaped.</summary>
    public string Path { get; } = Target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? Target[..query] : Target;

    /// <summary>The whole address of the request at a mock.</summary>
    /// <remarks>Joined as text: <see cref="Uri"/> would read a target that begins with two slashes as the name of a host.</remarks>
    public string AddressAt(Uri baseAddress) => baseAddress.GetLeftPart(UriPartial.Authority) + Target;
}
