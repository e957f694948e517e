using SeedanceGen.AI.Operations;
using SeedanceGen.AI.Schema;

namespace SeedanceGen.AI;

/// <summary>
/// What an agent can do with the service, as functions of Microsoft.Extensions.AI: generate, submit, get, wait, cancel, download, models,
/// validate. The <c>seedance mcp</c> server offers the same.
/// </summary>
/// <remarks>
/// Nothing is submitted without consent: <see cref="SeedanceToolsOptions.Confirm"/> asks a person, or
/// <see cref="SeedanceToolsOptions.MaxCredits"/> is a ceiling that a person has set.
/// </remarks>
public sealed class SeedanceTools : IAsyncDisposable
{
    private readonly SubmissionGate _gate;

    /// <summary>Makes the functions of a client.</summary>
    /// <param name="client">The client. The caller disposes of it.</param>
    /// <param name="options">The options; null takes the defaults, with which nothing is submitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <see cref="SeedanceToolsOptions.MaxCredits"/> is below zero, or <see cref="SeedanceToolsOptions.WaitTimeout"/> is not above zero.
    /// </exception>
    public SeedanceTools(ISeedanceClient client, SeedanceToolsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        options ??= new SeedanceToolsOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxCredits ?? 0, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.WaitTimeout, TimeSpan.Zero, nameof(options));
        var description = new AgentDescription(
            AgentDescription.Embedded, accepted => new GenerationJob(client, accepted).CreditsCharged);
        _gate = new SubmissionGate(client, options, description);
        var jobs = new JobOperations(client, options, _gate);
        var requests = new RequestOperations(client, options, description, _gate, jobs);
        Functions =
        [
            .. requests.All().Concat(jobs.All().Select(operation => operation.Strict()))
                .Select(operation => new SeedanceFunction(operation, options.NamePrefix)),
        ];
    }

    /// <summary>The functions. <c>download</c> is among them when <see cref="SeedanceToolsOptions.DownloadFolder"/> is set.</summary>
    public IReadOnlyList<SeedanceFunction> Functions { get; }

    /// <summary>What the functions were certainly charged, in credits.</summary>
    public long CreditsCharged => _gate.Charged;

    /// <summary>Waits for the response to a submission that is under way, because only it tells the id of the job.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gate.DrainAsync().ConfigureAwait(false);
        _gate.Dispose();
    }
}
