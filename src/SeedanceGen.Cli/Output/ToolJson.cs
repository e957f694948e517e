using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Output;

/// <summary>How the tool's own objects are written; nothing here uses reflection.</summary>
[JsonSerializable(typeof(JobReport))]
[JsonSerializable(typeof(string))]
internal sealed partial class ToolJson : JsonSerializerContext
{
    /// <summary>Addresses and file names stay readable: the output is never part of a web page.</summary>
    public static ToolJson Readable { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
