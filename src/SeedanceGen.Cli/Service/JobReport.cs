using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Cli.Service;

/// <summary>What is known of one job.</summary>
internal class JobReport : Report
{
    [Description("The id of the job; absent when none was accepted, or when it is not known")]
    public string? RequestId { get; set; }

    [Description(
        "The status that was read last: `queued`, `processing`, `succeeded`, `failed`, `cancelled`, or one that is newer than this tool")]
    public string? Status { get; set; }

    [Description("The price in credits, when the service named it to this command")]
    public int? CreditsCharged { get; set; }

    [Description("The full path of the video on disk; only when it is complete")]
    public string? File { get; set; }

    [Description("The size of the file in bytes")]
    public long? Bytes { get; set; }

    [Description("Where the service keeps the video")]
    public string? Url { get; set; }

    internal override JsonTypeInfo JsonType => ServiceJson.Readable.JobReport;

    public override void Read(VideoGeneration generation)
    {
        var facts = generation.Facts();
        RequestId = facts.Id;
        Status = facts.Status.Value;
        Url = facts.Link?.OriginalString ?? Url;
    }
}

/// <summary>The JSON shapes of jobs.</summary>
[JsonSerializable(typeof(JobReport))]
[JsonSerializable(typeof(JobDetails))]
internal sealed partial class ServiceJson : JsonSerializerContext
{
    public static ServiceJson Readable { get; } = new(ToolJson.CreateOptions());
}

/// <summary>Everything that the service reports of one job.</summary>
internal sealed class JobDetails : JobReport
{
    [Description("The model that makes the video")]
    public string? Model { get; set; }

    [Description("What the video shows")]
    public string? Prompt { get; set; }

    [Description("The length in seconds")]
    public int? Duration { get; set; }

    [Description("The aspect ratio of the video")]
    public string? AspectRatio { get; set; }

    [Description("Why the job failed, in the service's words")]
    public string? Failure { get; set; }

    internal override JsonTypeInfo JsonType => ServiceJson.Readable.JobDetails;

    public override void Read(VideoGeneration generation)
    {
        base.Read(generation);
        var fields = JsonSerializer.SerializeToElement(generation, SeedanceJsonContext.Default.VideoGeneration);
        Model = Text(fields, "model");
        Prompt = Text(fields, "prompt");
        Duration = int.TryParse(Text(fields, "duration"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : null;
        AspectRatio = Text(fields, "aspectRatio");
        Failure = generation.ErrorMessage ?? generation.ErrorCode;
    }

    /// <summary>A field as text; null when the response does not have it, so that a description without the field builds too.</summary>
    private static string? Text(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;
}
