using System.Diagnostics;
using System.Text;

namespace SeedanceGen.Http;

/// <summary>
/// Where the calls of a client go, and the key that they carry. Both may change while the client lives: each call takes them when it
/// begins, and keeps them over all its attempts.
/// </summary>
/// <remarks>
/// Addresses without a path parameter are made once. The <c>Authorization</c> header is kept as text, because the platform stores text as
/// it is.
/// </remarks>
[DebuggerDisplay("{BaseAddress}")]
internal sealed class ServiceAccess
{
    /// <summary>
    /// The shortest key that is masked in bytes. A shorter one could occur in the words of the API itself; the service's own keys are
    /// longer.
    /// </summary>
    private const int ShortestMaskedKey = 8;

    private readonly string _root;
    private readonly Dictionary<string, Uri> _fixedAddresses;

    public ServiceAccess(Uri baseAddress, string apiKey)
        : this(baseAddress, apiKey, FixedAddresses(Root(baseAddress)))
    {
    }

    private ServiceAccess(Uri baseAddress, string apiKey, Dictionary<string, Uri> fixedAddresses)
    {
        BaseAddress = baseAddress;
        ApiKey = apiKey;
        Authorization = "Bearer " + apiKey;
        KeyBytes = apiKey.Length >= ShortestMaskedKey ? Encoding.UTF8.GetBytes(apiKey) : [];
        _root = Root(baseAddress);
        _fixedAddresses = fixedAddresses;
    }

    public Uri BaseAddress { get; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string ApiKey { get; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Authorization { get; }

    /// <summary>The key as it would stand in a response; empty when it is too short to be told from other text.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public byte[] KeyBytes { get; }

    public Uri AddressOf(string path) => _fixedAddresses.TryGetValue(path, out var address) ? address : new Uri(_root + path);

    /// <summary>The same address with another key.</summary>
    public ServiceAccess WithKey(string apiKey) => new(BaseAddress, apiKey, _fixedAddresses);

    private static string Root(Uri baseAddress) => baseAddress.AbsoluteUri.TrimEnd('/');

    private static Dictionary<string, Uri> FixedAddresses(string root) => SeedanceOperations.All
        .Select(operation => operation.PathTemplate)
        .Where(path => !path.Contains('{', StringComparison.Ordinal))
        .Distinct(StringComparer.Ordinal)
        .ToDictionary(path => path, path => new Uri(root + path), StringComparer.Ordinal);
}
