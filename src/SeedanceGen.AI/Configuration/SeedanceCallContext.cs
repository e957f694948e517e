using Microsoft.Extensions.AI;

namespace SeedanceGen.AI;

/// <summary>
/// What belongs to one call of a function. It is put into <see cref="AIFunctionArguments.Context"/> under its type:
/// <c>arguments.Context = new Dictionary&lt;object, object?&gt; { [typeof(SeedanceCallContext)] = context }</c>.
/// </summary>
public sealed record SeedanceCallContext
{
    /// <summary>Asks a person before a submission, in place of <see cref="SeedanceToolsOptions.Confirm"/>; null takes that one.</summary>
    public Func<CreditConsent, CancellationToken, ValueTask<bool>>? Confirm { get; init; }

    /// <summary>Receives the job after each read while the call waits; null reports nothing.</summary>
    public IProgress<VideoGeneration>? Progress { get; init; }

    internal static SeedanceCallContext Of(AIFunctionArguments arguments) =>
        arguments.Context?.TryGetValue(typeof(SeedanceCallContext), out var context) == true && context is SeedanceCallContext own
            ? own
            : new SeedanceCallContext();
}
