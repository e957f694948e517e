using Polly;
using Polly.Retry;
using SeedanceGen.Errors;
using SeedanceGen.Telemetry;

namespace SeedanceGen.Http;

/// <summary>Repeats a call as often as <see cref="RetryRule"/> and the options allow. A client builds it once.</summary>
internal static class RetryPipeline
{
    public static readonly ResiliencePropertyKey<ApiCall> Call = new(nameof(Call));

    public static ResiliencePipeline Create(SeedanceClientOptions options, ClientTelemetry telemetry)
    {
        if (options.MaxAttempts == 1)
            return ResiliencePipeline.Empty;

        return new ResiliencePipelineBuilder { TimeProvider = options.TimeProvider }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxAttempts - 1,
                ShouldHandle = static arguments =>
                    new ValueTask<bool>(MayRepeat(CallOf(arguments.Context), arguments.Outcome.Exception as SeedanceException)),
                DelayGenerator = arguments => new ValueTask<TimeSpan?>(
                    FailureOf(arguments.Outcome)?.RetryAfter ?? Backoff.PauseAfter(options, arguments.AttemptNumber + 1)),
                OnRetry = arguments =>
                {
                    var call = CallOf(arguments.Context);
                    call.LastFailure = (SeedanceException)arguments.Outcome.Exception!;
                    var failure = FailureOf(arguments.Outcome)!.Value;
                    telemetry.Retrying(call.Operation, failure, arguments.AttemptNumber + 2, arguments.RetryDelay);
                    return default;
                },
            })
            .Build();
    }

    /// <summary>
    /// Whether a call may be repeated. It keeps the pause that the service asks for or gives up; it never shortens that pause.
    /// </summary>
    public static bool MayRepeat(ApiCall call, SeedanceException? exception)
    {
        if (exception?.Failure is not { } failure)
            return false;

        return RetryRule.MayRepeat(call.Operation.ChargesCredits, call.IdempotencyKey is not null, failure)
            && call.Content?.CanRepeat != false
            && (failure.RetryAfter is not { } pause || pause <= call.Remaining);
    }

    private static CallFailure? FailureOf(Outcome<object> outcome) => (outcome.Exception as SeedanceException)?.Failure;

    private static ApiCall CallOf(ResilienceContext context) => context.Properties.GetValue(Call, null!);
}
