using System.Text;
using Microsoft.Net.Http.Headers;
using SeedanceGen.Testing.Contract.Schemas;

namespace SeedanceGen.Testing.Contract;

/// <summary>The media types that a body may have, each with its schema.</summary>
internal sealed class MediaTypes(IReadOnlyDictionary<string, JsonSchema?> schemas)
{
    /// <summary>The word that a violation of the type itself carries.</summary>
    public const string Keyword = "Content-Type";

    public string Expected { get; } = string.Join(" or ", schemas.Keys);

    /// <summary>The schema of the first type, which is JSON wherever there is only one.</summary>
    public JsonSchema? JsonSchema { get; } = schemas.Values.FirstOrDefault();

    /// <summary>Judges type and body together.</summary>
    public List<SchemaViolation> Judge(string? contentType, ReadOnlyMemory<byte> body)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)
            || !schemas.TryGetValue(type.MediaType.Value!.ToLowerInvariant(), out var schema)
            || !IsUtf8(type))
        {
            return [new SchemaViolation("", Keyword, Expected, string.IsNullOrEmpty(contentType) ? "nothing" : $"\"{contentType}\"")];
        }

        return schema is null ? [] : BodyJudge.Judge(body, schema);
    }

    /// <summary>JSON between systems is UTF-8 (RFC 8259, section 8.1).</summary>
    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || type.Charset.Value.Trim('"').Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase);
}
