using System.Text.Json;

namespace SeedanceGen.Contract.Tests.Proxy;

/// <summary>One exchange of client and service, as the proxy saw it.</summary>
internal sealed class ProxiedExchange(string test, string method, string path)
{
    /// <summary>The test that made it, and which of its runs; empty for a request of a host that a test starts.</summary>
    public string Test => test;

    /// <summary>The operation that the method and the path name.</summary>
    public string Operation { get; } = path.Split('/') switch
    {
        [.., "models"] => "listModels",
        [.., "cancel"] => "cancelVideoGeneration",
        [.., "generations"] => "submitVideoGeneration",
        _ => method == "GET" ? "getVideoGeneration" : method,
    };

    /// <summary>The status of the service's response; null when the proxy did not forward the request.</summary>
    public int? ServiceStatus { get; set; }

    /// <summary>The status of the job in the service's response; null when it has none.</summary>
    public string? JobStatus { get; set; }

    /// <summary>What the proxy objects to, in its own words; null when nothing.</summary>
    public string? Violation { get; set; }

    /// <summary>Whether the proxy has responded, or failed to.</summary>
    public bool IsOver { get; set; }

    public override string ToString() => $"{test}: {method} {path}: {ServiceStatus}{(Violation is null ? "" : $": {Violation}")}";

    /// <summary>The status of the job in the body of a response.</summary>
    public static string? JobStatusOf(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var response = JsonDocument.ParseValue(ref reader);
            return response.RootElement.ValueKind == JsonValueKind.Object && response.RootElement.TryGetProperty("status", out var status)
                ? status.ToString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
