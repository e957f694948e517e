using System.Diagnostics;

namespace SeedanceGen.Http;

/// <summary>
/// Makes the requests of one client. Addresses without a parameter and all headers are made once; headers are set as text, which the
/// platform stores as it is instead of taking it apart and putting it together again for each request.
/// </summary>
internal sealed class RequestFactory
{
    private const string Json = "application/json";

    private readonly string _root;
    private readonly Dictionary<string, Uri> _fixed;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _authorization;

    public RequestFactory(SeedanceConnection connection)
    {
        _root = connection.BaseAddress.AbsoluteUri.TrimEnd('/');
        _authorization = "Bearer " + connection.ApiKey;
        _fixed = SeedanceOperations.All
            .Select(operation => operation.PathTemplate)
            .Where(path => !path.Contains('{', StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(path => path, path => new Uri(_root + path), StringComparer.Ordinal);
    }

    public Uri AddressOf(string path) => _fixed.TryGetValue(path, out var address) ? address : new Uri(_root + path);

    public HttpRequestMessage Create(ApiCall call)
    {
        var request = new HttpRequestMessage(call.Operation.Method, call.Address);
        request.Headers.TryAddWithoutValidation("Authorization", _authorization);
        request.Headers.TryAddWithoutValidation("Accept", Json);
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent.Text);
        if (call.Body is not null)
        {
            request.Content = new ByteArrayContent(call.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", Json);
        }

        return request;
    }
}
