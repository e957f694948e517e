using System.Text.Json;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing;

/// <summary>
/// A job that the service had before the test began: <see cref="SeedanceMockOptions.Jobs"/> and <c>SeedanceMock.AddJob</c> take them. Its
/// price was paid before, so the ledger does not have it, and the balance is what was left.
/// </summary>
public sealed record ExistingJob
{
    private readonly VideoGenerationRequest? _request;

    /// <summary>
    /// The documented jobs: those whose ids stand in the examples of the API description, such as <c>req_1234567890</c>. They are
    /// <see cref="IsFixed"/>, so a program that replays the examples, in any order and many times, gets the documented responses. Their
    /// video is the mock's own.
    /// </summary>
    public static IReadOnlyList<ExistingJob> Examples => ExampleJobs.Of(ApiDescription.Current);

    /// <summary>The id; unique at its server.</summary>
    public required string Id { get; init; }

    /// <summary>The status when the mock gets the job, one of the API description; <c>queued</c> by default.</summary>
    public GenerationStatus Status { get; init; } = GenerationStatus.Queued;

    /// <summary>
    /// How long ago the job was accepted when the mock gets it; not negative, zero by default. A job that has ended did so at its
    /// acceptance.
    /// </summary>
    public TimeSpan Age { get; init; }

    /// <summary>
    /// What was asked for, with the URL of the webhook; null, the default, for the first documented submission, without its webhook.
    /// </summary>
    public VideoGenerationRequest? Request
    {
        get => _request;
        init
        {
            _request = value;
            Body = value is null ? null : JsonSerializer.SerializeToUtf8Bytes(value, SeedanceJsonContext.Default.VideoGenerationRequest);
        }
    }

    /// <summary>What the job cost, in credits; null, the default, for what <see cref="SeedanceMockOptions.Price"/> says.</summary>
    public int? CreditsCharged { get; init; }

    /// <summary>Why a failed job failed; null for every other.</summary>
    public ApiError? Failure { get; init; }

    /// <summary>
    /// How its webhook is sent when it ends; null leaves it to the options. The webhook of a job that has ended was sent before.
    /// </summary>
    public WebhookPlan? Webhook { get; init; }

    /// <summary>
    /// How an unfinished job goes on; null leaves it to the options. Its polls and its time count from the moment at which the mock gets
    /// the job.
    /// </summary>
    public JobLifecycle? Lifecycle { get; init; }

    /// <summary>
    /// Whether nothing changes the job: each read finds it in its status, each cancel is accepted, and the next read finds it as before.
    /// False by default.
    /// </summary>
    public bool IsFixed { get; init; }

    /// <summary>What was asked for, as it was sent.</summary>
    internal byte[]? Body { get; init; }

    /// <summary>The job's id and status, without its prompt.</summary>
    public override string ToString() => $"{Id}: {Status}";

    /// <exception cref="ArgumentException">It is no job that a service by this description could have.</exception>
    internal void EnsureUsable(JobDescription jobs)
    {
        ArgumentException.ThrowIfNullOrEmpty(Id);
        ArgumentOutOfRangeException.ThrowIfLessThan(Age, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(CreditsCharged.GetValueOrDefault(), nameof(CreditsCharged));
        Webhook?.EnsureUsable();
        if (jobs.Statuses.Count > 0 && !jobs.Statuses.Contains(Status.Value ?? ""))
        {
            throw Unusable(
                nameof(Status), $"has the status '{Status}'; the API description has {string.Join(", ", jobs.Statuses)}.");
        }

        if (Failure is not null && Status != GenerationStatus.Failed)
            throw Unusable(nameof(Failure), $"is {Status}, and only a failed job has a failure.");
        if (Lifecycle is not null && (IsFixed || jobs.IsTerminal(Status)))
            throw Unusable(nameof(Lifecycle), $"is {(IsFixed ? "fixed" : Status.Value)} and takes no lifecycle.");
    }

    private ArgumentException Unusable(string member, string problem) => new($"Job '{Id}' {problem}", member);
}
