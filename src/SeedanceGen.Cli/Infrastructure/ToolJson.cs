using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>
/// How the tool writes JSON, and the shapes of this layer. Each feature has such a class for its own shapes; none uses reflection.
/// </summary>
[JsonSerializable(typeof(FailureReport))]
[JsonSerializable(typeof(StoredSettings))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(double))]
internal sealed partial class ToolJson : JsonSerializerContext
{
    public static ToolJson Readable { get; } = new(CreateOptions());

    /// <summary>Null is left out. URLs and file names stay readable, because the output is never part of a web page.</summary>
    public static JsonSerializerOptions CreateOptions(bool indented = false) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
        // A report contains what the service sent, which may be as deep as the SDK reads.
        MaxDepth = 256,
    };
}
