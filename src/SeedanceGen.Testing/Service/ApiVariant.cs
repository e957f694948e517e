using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing;

/// <summary>
/// A service that is newer than the API description, in one respect or in all: code that is written today has to work with it. Documented
/// facts stay as they are; only what the documentation leaves open changes. See <c>SeedanceMockServer.RunUnderEveryVariantAsync</c>.
/// </summary>
public sealed class ApiVariant
{
    private ApiVariant(string name, params VariantChange[] changes) => (Name, Changes) = (name, changes);

    /// <summary>The service as the API description has it.</summary>
    public static ApiVariant Documented { get; } = new("documented");

    /// <summary>
    /// Between queued and the end, jobs have a status that no description lists, <c>mock_future_status</c>, in place of processing. A job
    /// that would be finished before its first poll is polled once more, so that the status is seen.
    /// </summary>
    public static ApiVariant UnknownStatus { get; } = new("an unknown status", new UnknownStatusChange());

    /// <summary>Errors that are not documented have a code that no description lists, <c>mock_future_error</c>.</summary>
    public static ApiVariant UnknownErrorCode { get; } = new("an unknown error code", new UnknownErrorCodeChange());

    /// <summary>Every object in a response has one more field, <c>mockFutureField</c>.</summary>
    public static ApiVariant ExtraFields { get; } = new("extra fields", new ExtraFieldsChange());

    /// <summary>
    /// Fields that the API description does not require are missing, except the link of a finished video, without which no job has a
    /// result.
    /// </summary>
    public static ApiVariant MissingOptionalFields { get; } = new("missing optional fields", new MissingFieldsChange());

    /// <summary>The fields of every object come in the reverse order.</summary>
    public static ApiVariant ShuffledProperties { get; } = new("shuffled properties", new ShuffledChange());

    /// <summary>The changes of every other variant in <see cref="All"/> at once.</summary>
    public static ApiVariant Everything { get; } = new(
        "all of it at once",
        new UnknownStatusChange(), new UnknownErrorCodeChange(), new MissingFieldsChange(), new ExtraFieldsChange(), new ShuffledChange());

    /// <summary>
    /// A service that does what similar services do and what this one may come to do: none of it is a documented fact. A submission that
    /// costs too much gets 402 with the amounts (<c>required</c>, <c>available</c>), a failed job has a <c>reason</c>, a submission with an
    /// <c>Idempotency-Key</c> is carried out once, and webhooks have a signature that anyone can check by a public key
    /// (<c>SeedanceMock.WebhookPublicKey</c>): <c>webhook-signature: es256,…</c>, the ECDSA (P-256, SHA-256, base64) of
    /// <c>webhook-id.webhook-timestamp.body</c>. It is not among <see cref="All"/>.
    /// </summary>
    public static ApiVariant SimilarServices { get; } = new("as similar services do", new FailureReasonChange()) { IsSimilar = true };

    /// <summary>Every variant: one for each respect, and all at once. <see cref="Documented"/> is not among them.</summary>
    public static IReadOnlyList<ApiVariant> All { get; } =
        [UnknownStatus, UnknownErrorCode, ExtraFields, MissingOptionalFields, ShuffledProperties, Everything];

    /// <summary>What is different.</summary>
    public string Name { get; }

    internal IReadOnlyList<VariantChange> Changes { get; }

    /// <summary>Whether the service does what similar services do.</summary>
    internal bool IsSimilar { get; private init; }

    /// <summary>Whether responses may hold values that the API description does not list.</summary>
    internal bool HasUnknownValues => Changes.OfType<UnknownStatusChange>().Any();

    /// <summary>The <see cref="Name"/>.</summary>
    public override string ToString() => Name;

    /// <summary>
    /// The pace of a job under this variant: with an unknown status there is always something between acceptance and end.
    /// </summary>
    internal JobLifecycle Pace(JobLifecycle lifecycle) => HasUnknownValues ? lifecycle.Unhurried : lifecycle;
}
