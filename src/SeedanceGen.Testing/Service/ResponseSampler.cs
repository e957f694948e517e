using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>
/// Makes a response of any operation from the API description: from the example, else from the schema. The same description always gives
/// the same response.
/// </summary>
internal sealed class ResponseSampler
{
    private static readonly ConditionalWeakTable<ApiDescription, ResponseSampler> Required = new();
    private static readonly ConditionalWeakTable<ApiDescription, ResponseSampler> Filled = new();

    /// <summary>Headers that the mock itself decides.</summary>
    private static readonly HashSet<string> Own =
        new(["Content-Type", "Content-Length", "Date", "Connection", "Transfer-Encoding"], StringComparer.OrdinalIgnoreCase);

    private static readonly byte[] Bytes = Encoding.UTF8.GetBytes("SeedanceGen mock\n");

    private readonly ConditionalWeakTable<ResponseDescription, MockResponse> _made = new();
    private readonly ApiDescription _description;
    private readonly Lazy<JobResponses> _jobs;

    private ResponseSampler(ApiDescription description, bool fillsOptional)
    {
        (_description, Kind) = (description, new SampleKind(fillsOptional));
        _jobs = new Lazy<JobResponses>(() => new JobResponses(description, this));
    }

    /// <summary>What the values of a response of success are for.</summary>
    public SampleKind Kind { get; }

    /// <summary>The responses about jobs.</summary>
    public JobResponses Jobs => _jobs.Value;

    /// <summary>The sampler that all mocks of a description share, so that each response is made once.</summary>
    public static ResponseSampler For(ApiDescription description, bool fillsOptional) => fillsOptional
        ? Filled.GetValue(description, static own => new ResponseSampler(own, fillsOptional: true))
        : Required.GetValue(description, static own => new ResponseSampler(own, fillsOptional: false));

    /// <summary>The response of success; an operation without one gets the first response of its description.</summary>
    public MockResponse Success(OperationDescription operation) =>
        (operation.Success ?? (operation.Responses.Count > 0 ? operation.Responses[0] : null)) is { } response
            ? Of(response, response.Code)
            : Empty(StatusCodes.Status200OK);

    /// <summary>A response that the description has, with a status code that it is for.</summary>
    public MockResponse Of(ResponseDescription response, int statusCode)
    {
        var made = _made.GetValue(response, own => Make(own, statusCode));
        return made.StatusCode == statusCode ? made : made with { StatusCode = statusCode };
    }

    /// <summary>The headers that the description has for a response, each with a value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> HeadersOf(ResponseDescription response) =>
        [.. response.Headers.Where(header => !Own.Contains(header.Name)).Select(Header)];

    private KeyValuePair<string, string> Header(ParameterDescription header) =>
        new(header.Name, header.Write(SampleOf(header)).ReplaceLineEndings(" "));

    /// <summary>A value of a parameter or header: its own example, else one of its schema.</summary>
    public JsonNode? SampleOf(ParameterDescription parameter)
    {
        var shown = ApiDescription.Member(parameter.Node, "example");
        if (shown.ValueKind == JsonValueKind.Undefined
            && ApiDescription.Member(parameter.Node, "examples") is { ValueKind: JsonValueKind.Object } examples
            && examples.EnumerateObject().FirstOrDefault() is { Value.ValueKind: JsonValueKind.Object } first)
        {
            shown = ApiDescription.Member(_description.Follow(first.Value), "value");
        }

        if (shown.ValueKind != JsonValueKind.Undefined)
            return JsonNode.Parse(shown.GetRawText());
        return parameter.SchemaNode.ValueKind == JsonValueKind.Object
            ? _description.Samples.Of(parameter.SchemaNode, new SampleKind(FillsOptional: false))
            : "text";
    }

    private MockResponse Make(ResponseDescription response, int statusCode)
    {
        var made = Empty(statusCode) with { Headers = HeadersOf(response) };
        if (response.Body is not { } body || !made.HasContent)
            return made;

        var type = body.Preferred;
        return made with
        {
            ContentType = type.Name == "application/json" ? MockResponse.JsonContentType : Concrete(type.Name),
            Body = type.IsJson ? Json(type, statusCode) : type.IsText ? Text(type) : BytesOf(type.Name),
        };
    }

    private byte[] Json(MediaTypeDescription type, int statusCode)
    {
        var kind = Kind with { IsError = statusCode >= 400 };
        foreach (var (_, example) in type.Examples())
        {
            var value = JsonNode.Parse(example.GetRawText());
            if (type.SchemaNode.ValueKind == JsonValueKind.Undefined || _description.Samples.Fits(type.SchemaNode, value))
                return JsonSerializer.SerializeToUtf8Bytes(value);
        }

        return JsonSerializer.SerializeToUtf8Bytes(_description.Samples.Of(type.SchemaNode, kind));
    }

    private byte[] Text(MediaTypeDescription type)
    {
        var example = type.Examples().FirstOrDefault().Value;
        var value = example.ValueKind == JsonValueKind.String ? example.GetString()
            : type.SchemaNode.ValueKind == JsonValueKind.Object
                ? _description.Samples.Of(type.SchemaNode, Kind)?.ToString()
            : "text";
        return Encoding.UTF8.GetBytes(value ?? "");
    }

    private static byte[] BytesOf(string mediaType) => mediaType.StartsWith("video/", StringComparison.Ordinal)
        ? VideoEndpoint.Clip.For(null).Content.ToArray()
        : Bytes;

    /// <summary>A media type that a response can have, for a range such as <c>image/*</c>.</summary>
    private static string Concrete(string name) => name switch
    {
        "*/*" or "application/*" => "application/octet-stream",
        "text/*" => "text/plain; charset=utf-8",
        "image/*" => "image/png",
        "video/*" => "video/mp4",
        "audio/*" => "audio/mpeg",
        _ => name,
    };

    private static MockResponse Empty(int statusCode) => new() { StatusCode = statusCode, ContentType = "" };
}
