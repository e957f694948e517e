using System.Text;

namespace SeedanceGen;

/// <summary>
/// What the library reads of a job. The API description marks the fields, so a field of another name changes nothing here.
/// </summary>
public readonly record struct JobState
{
    /// <summary>The name of the JSON field with the id of the job.</summary>
    public static string IdField { get; } = Encoding.UTF8.GetString(VideoGeneration.JobIdField);

    /// <summary>The id of the job; empty when the service did not say.</summary>
    public required string Id { get; init; }

    /// <summary>Where the job stands.</summary>
    public required GenerationStatus Status { get; init; }

    /// <summary>The link to the video; null when there is none.</summary>
    public Uri? VideoLink { get; init; }

    /// <summary>Reads a job.</summary>
    /// <param name="generation">The job as the service reported it.</param>
    public static JobState Of(VideoGeneration generation)
    {
        ArgumentNullException.ThrowIfNull(generation);
        var facts = generation.Facts();
        return new JobState { Id = facts.Id ?? string.Empty, Status = facts.Status, VideoLink = facts.Link };
    }
}
