using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Cli.Api;

/// <summary>The response of an operation.</summary>
internal sealed class ApiReport : Report
{
    [Description("The operation, by its id in the API description")]
    public string? Operation { get; set; }

    [Description("The HTTP status of the response; absent when the service rejected the call or gave no response")]
    public int? Status { get; set; }

    [Description("The response as JSON; a text is a JSON string")]
    public JsonElement? Response { get; set; }

    [Description("The full path of the file with the response")]
    public string? File { get; set; }

    [Description("The size of the file in bytes")]
    public long? Bytes { get; set; }

    internal override JsonTypeInfo JsonType => ApiReportJson.Readable.ApiReport;
}

/// <summary>The JSON shape of a response.</summary>
[JsonSerializable(typeof(ApiReport))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class ApiReportJson : JsonSerializerContext
{
    public static ApiReportJson Readable { get; } = new(ToolJson.CreateOptions());

    /// <summary>With line breaks, for people.</summary>
    public static ApiReportJson Indented { get; } = new(ToolJson.CreateOptions(indented: true));
}
