using Microsoft.AspNetCore.Http;

namespace SeedanceGen.Testing.Http;

/// <summary>A received request, independent of its transport.</summary>
/// <param name="Method">The HTTP method, in capitals.</param>
/// <param name="Target">Path and query exactly as they were sent, still escaped.</param>
/// <param name="Headers">All headers.</param>
/// <param name="Body">The whole body; empty when there is none, and when it is too large.</param>
internal sealed record MockRequest(string Method, string Target, IHeaderDictionary Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The largest body that is read, in bytes: the mock's own choice, because the service documents no limit.</summary>
    public const int MaxBodyBytes = 30_000_000;

    /// <summary>What is wrong with a larger body.</summary>
    public const string TooLarge = "a body of more than 30,000,000 bytes, the limit of the mock";

    /// <summary>Whether the body is larger than <see cref="MaxBodyBytes"/>.</summary>
    public bool IsTooLarge { get; init; }

    /// <summary>The exchange that it begins; the engine sets it.</summary>
    public Exchange? Exchange { get; set; }

    /// <summary>The target without its query, still escaped.</summary>
    public string Path { get; } = Target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? Target[..query] : Target;

    /// <summary>The whole address of the request at a mock.</summary>
    /// <remarks>Joined as text: <see cref="Uri"/> would read a target that begins with two slashes as the name of a host.</remarks>
    public string AddressAt(Uri baseAddress) => baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + Target;
}
