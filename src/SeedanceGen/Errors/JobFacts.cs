using System.Text.Json;

namespace SeedanceGen;

/// <summary>The facts of a response as the course of a job reads them.</summary>
internal readonly struct JobFacts(IJobFacts facts)
{
    public string? Id => facts.Id;

    public GenerationStatus Status => facts.Status is { Length: > 0 } status ? new(status) : default;

    public long? Credits => facts.Credits;

    public bool NamesLink => facts.NamesLink;

    public Uri? Link => facts.Link;

    public JsonElement Error => facts.Error;
}

internal static class JobFactsExtensions
{
    public static JobFacts Facts(this IJobFacts response) => new(response);
}
