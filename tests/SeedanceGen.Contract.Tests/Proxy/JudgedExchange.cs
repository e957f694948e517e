using System.Text.Json;

namespace SeedanceGen.Contract.Tests.Proxy;

/// <summary>One exchange of client and service, as the proxy saw it.</summary>
internal sealed class JudgedExchange(string test, string method, string path)
{
    /// <summary>The test that made it, and which of its runs; a host that a test starts makes some that belong to none.</summary>
    public string Test => test;

    /// <summary>The operation, by its method and the shape of its path.</summary>
    public string Operation { get; } = path.Split('/') switch
    {
        [.., "models"] => "listModels",
        [.., "cancel"] => "cancelVideoGeneration",
        [.., "generations"] => "submitVideoGeneration",
        _ => method == "GET" ? "getVideoGeneration" : method,
    };

    /// <summary>What the service answered; null when the proxy kept the request from it.</summary>
    public int? ServiceStatus { get; set; }

    /// <summary>Where the service said that the job stands; null when it did not.</summary>
    public string? JobStatus { get; set; }

    /// <summary>What the proxy objects to, in its own words; null when nothing.</summary>
    public string? Violation { get; set; }

    /// <summary>Whether the proxy has answered, or will not.</summary>
    public bool IsOver { get; set; }

    public override string ToString() => $"{test}: {method} {path}: {ServiceStatus}{(Violation is null ? "" : $": {Violation}")}";

    /// <summary>Reads where the job stands out of an answer.</summary>
    public static string? JobStatusOf(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var answer = JsonDocument.ParseValue(ref reader);
            return answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("status", out var status)
                ? status.ToString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
