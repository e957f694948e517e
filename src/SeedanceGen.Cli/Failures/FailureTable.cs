using SeedanceGen.Cli.Jobs;

namespace SeedanceGen.Cli.Failures;

/// <summary>The one place that knows what each exception means.</summary>
internal static class FailureTable
{
    private const int FirstServerFault = 500;

    public static Failure Of(Exception exception) => exception switch
    {
        UsageException usage => new(ExitCode.Usage, usage.Problems),
        SeedanceValidationException invalid => new(ExitCode.Usage, [.. invalid.Violations.Select(violation => violation.Message)]),
        SeedanceConfigurationException or CreditLimitExceededException => new(ExitCode.Usage, exception.Message),
        SeedanceAuthenticationException => new(
            ExitCode.Authentication, $"{exception.Message} It is read from {SeedanceClientOptions.ApiKeyVariable}; --mock needs none."),
        SeedanceRateLimitException => new(ExitCode.RateLimited, exception.Message),
        SeedanceApiException { StatusCode: var status } when (int)status >= FirstServerFault => new(
            ExitCode.Network, $"{exception.Message} Try again later."),
        SeedanceApiException => new(ExitCode.JobFailed, exception.Message),
        SeedanceConnectionException => new(ExitCode.Network, exception.Message),
        SubmissionOutcomeUnknownException => new(ExitCode.OutcomeUnknown, exception.Message),
        GenerationTimeoutException => new(ExitCode.TimedOut, exception.Message),
        GenerationException => new(ExitCode.JobFailed, exception.Message),
        FileNotWrittenException => new(ExitCode.FileNotWritten, exception.Message),
        InterruptedException => new(ExitCode.Interrupted, exception.Message),
        _ => new(
            ExitCode.Unexpected,
            $"Something unexpected happened ({exception.GetType().Name}): {exception.Message} Run again with --verbose for the rest."),
    };
}
