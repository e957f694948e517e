using System.Text.Json;

namespace SeedanceGen.Testing;

/// <summary>How a mock server behaves. The options cannot change once they are made, so servers may share them.</summary>
public sealed class SeedanceMockOptions
{
    /// <summary>The key that a mock server accepts unless told otherwise: <c>sd2_live_mock</c>. It has the documented form and opens nothing.</summary>
    public const string DefaultApiKey = "sd2_live_mock";

    private const int DefaultPolls = 2;

    /// <summary>The only key that the server accepts; <see cref="DefaultApiKey"/> by default.</summary>
    public string ApiKey { get; init; } = DefaultApiKey;

    /// <summary>How every job comes to its end; by default two polls see it queued and processing, the third sees it succeeded.</summary>
    public JobLifecycle Lifecycle { get; init; } = JobLifecycle.AfterPolls(DefaultPolls);

    /// <summary>Chooses a lifecycle for single jobs; null, or a null result, leaves them to <see cref="Lifecycle"/>.</summary>
    public Func<VideoGenerationRequest, JobLifecycle?>? LifecycleFor { get; init; }

    /// <summary>
    /// Whether a model that the API description does not know is accepted, as by a service that is newer than this library; by default it
    /// is refused, as by the service that the description describes.
    /// </summary>
    public bool AcceptUnknownModels { get; init; }

    /// <summary>What a job costs in credits; <see cref="CreditPrices.Documented"/> by default.</summary>
    public Func<VideoGenerationRequest, int> Price { get; init; } = CreditPrices.Documented;

    /// <summary>
    /// The elements of the list of models. Their shape is not documented: by default there is one object for each model of the API
    /// description, with its name as <c>id</c> and nothing else, which is the mock's own choice.
    /// </summary>
    public IReadOnlyList<JsonElement>? Models { get; init; }

    /// <summary>Faults by chance; null, the default, for none. <see cref="SeedanceMock.ChaosDescription"/> tells what came of it.</summary>
    public MockChaos? Chaos { get; init; }

    /// <summary>
    /// Whether the end of the server fails a test in which something was found wrong, by a <see cref="SeedanceMockException"/>; true by
    /// default. When false, <see cref="SeedanceMock.Findings"/> has it all the same.
    /// </summary>
    public bool Strict { get; init; } = true;

    /// <summary>What a strict server lets pass, for tests that do it on purpose; nothing by default.</summary>
    public IReadOnlyCollection<MockFindingKind> Tolerated { get; init; } = [];

    /// <summary>The clock of the server, for every timestamp and for <see cref="JobLifecycle.After"/>; the system's by default.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void EnsureUsable()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(ApiKey);
        ArgumentNullException.ThrowIfNull(Lifecycle);
        ArgumentNullException.ThrowIfNull(Price);
        ArgumentNullException.ThrowIfNull(Tolerated);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        if (ApiKey.Any(character => character is <= ' ' or > '~'))
            throw new ArgumentException("A key is sent in a header: visible ASCII characters only, without spaces.", nameof(ApiKey));
    }
}
