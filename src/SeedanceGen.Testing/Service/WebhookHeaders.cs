using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>
/// The headers that the API description has for a webhook. One that holds a signature, by its name or its description, gets the HMAC-SHA256
/// of the body; one that holds a time, the time of the mock; every other its example or a value of its schema.
/// </summary>
internal sealed class WebhookHeaders(ApiDescription description, ResponseSampler sampler, string secret)
{
    private const string Algorithm = "sha256=";

    private readonly ParameterDescription[] _headers =
        [.. description.Jobs.Callback?.Parameters.Where(parameter => parameter.Place == "header") ?? []];

    public IReadOnlyList<KeyValuePair<string, string>> Of(byte[] body, bool isForged, DateTimeOffset now) =>
        [.. _headers.Select(header => new KeyValuePair<string, string>(header.Name, Value(header, body, isForged, now)))];

    private string Value(ParameterDescription header, byte[] body, bool isForged, DateTimeOffset now)
    {
        var words = header.Name + " " + ApiDescription.Text(header.Node, "description");
        var sample = sampler.SampleOf(header);
        if (Has(words, "signature") || Has(words, "hmac"))
            return Sign(header, sample, body, isForged);

        var schema = SchemaView.Of(description, [header.SchemaNode]);
        if (schema.Format == "date-time")
            return now.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return Has(words, "timestamp") && schema.Type is "integer" or "number" or "string"
            ? now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)
            : header.Write(sample);
    }

    /// <summary>The signature in hexadecimal; a forger does not know the secret.</summary>
    private string Sign(ParameterDescription header, JsonNode? sample, byte[] body, bool isForged)
    {
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(isForged ? secret + "?" : secret), body);
        var hex = Convert.ToHexString(hash).ToLowerInvariant();
        return header.Write(sample).StartsWith(Algorithm, StringComparison.Ordinal) ? Algorithm + hex : hex;
    }

    private static bool Has(string words, string word) => words.Contains(word, StringComparison.OrdinalIgnoreCase);
}
