using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Cli.Service;

/// <summary>What is known of one job.</summary>
internal class JobReport : Report
{
    public const string IdDescription = "The id of the job; absent when none was accepted, or when it is not known";

    [Description(IdDescription)]
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
[JsonSerializable(typeof(SubmissionReport))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ServiceJson : JsonSerializerContext
{
    public static ServiceJson Readable { get; } = new(ToolJson.CreateOptions());

    /// <summary>For JSON that people read.</summary>
    public static ServiceJson Indented { get; } = new(ToolJson.CreateOptions(indented: true));
}

/// <summary>Everything that the service reports of one job.</summary>
internal sealed class JobDetails : JobReport
{
    /// <summary>The roles whose fields the report has under names of its own, or leaves out.</summary>
    private static readonly string[] OwnRoles = ["success", "id", "status", "credits", "output", "link", "error"];

    [Description("Why the job failed, in the service's words")]
    public string? Failure { get; set; }

    [Description("Each other field that the service reports, under its name in the API description, as it came")]
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Fields { get; set; } = [];

    internal override JsonTypeInfo JsonType => ServiceJson.Readable.JobDetails;

    public override void Read(VideoGeneration generation)
    {
        base.Read(generation);
        CreditsCharged ??= (int?)generation.Facts().Credits;
        Failure = generation.ErrorMessage ?? generation.ErrorCode;
        var known = ApiDescription.Current.Jobs.Read;
        var own = JsonType.Properties.Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        Fields = JsonSerializer.SerializeToElement(generation, SeedanceJsonContext.Default.VideoGeneration).EnumerateObject()
            .Where(field => field.Value.ValueKind != JsonValueKind.Null
                && !own.Contains(field.Name)
                && !OwnRoles.Contains(known.RoleOf(field.Name)))
            .ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);
    }
}
