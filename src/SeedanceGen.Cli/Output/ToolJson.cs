using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SeedanceGen.Cli.Batch;
using SeedanceGen.Cli.Reports;
using SeedanceGen.Cli.Settings;

namespace SeedanceGen.Cli.Output;

/// <summary>How the tool's own objects are written; nothing here uses reflection.</summary>
[JsonSerializable(typeof(FailureReport))]
[JsonSerializable(typeof(JobReport))]
[JsonSerializable(typeof(JobDetails))]
[JsonSerializable(typeof(AuthReport))]
[JsonSerializable(typeof(ValidationReport))]
[JsonSerializable(typeof(ModelsReport))]
[JsonSerializable(typeof(BatchReport))]
[JsonSerializable(typeof(JournalRecord))]
[JsonSerializable(typeof(WebhookEvent))]
[JsonSerializable(typeof(CompletionReport))]
[JsonSerializable(typeof(MockReport))]
[JsonSerializable(typeof(StoredSettings))]
[JsonSerializable(typeof(string))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class ToolJson : JsonSerializerContext
{
    /// <summary>Addresses and file names stay readable: the output is never part of a web page.</summary>
    public static ToolJson Readable { get; } = new(Settings(indented: false));

    /// <summary>The same over several lines, for files that people read.</summary>
    public static ToolJson Laid { get; } = new(Settings(indented: true));

    private static JsonSerializerOptions Settings(bool indented) => new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
    };
}
