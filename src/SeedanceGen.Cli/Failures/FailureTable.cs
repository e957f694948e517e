using SeedanceGen.Cli.Batch;
using SeedanceGen.Cli.Jobs;
using SeedanceGen.Cli.Settings;

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
            ExitCode.Authentication, $"{exception.Message} 'seedance auth status' says where it comes from ({SeedanceClientOptions.ApiKeyVariable} or a file)."),
        SeedanceRateLimitException => new(ExitCode.RateLimited, exception.Message),
        SeedanceApiException { StatusCode: var status } when (int)status >= FirstServerFault => new(
            ExitCode.Network, $"{exception.Message} Try again later."),
        SeedanceApiException => new(ExitCode.JobFailed, exception.Message),
        SeedanceConnectionException => new(ExitCode.Network, exception.Message),
        SubmissionOutcomeUnknownException => new(ExitCode.OutcomeUnknown, exception.Message),
        GenerationTimeoutException => new(ExitCode.TimedOut, exception.Message),
        JobUnfinishedException => new(ExitCode.TimedOut, exception.Message),
        BatchIncompleteException { Code: var code } => new(code, exception.Message),
        JournalNotWrittenException or ReportNotWrittenException => new(ExitCode.FileNotWritten, exception.Message),
        NoKeyException => new(ExitCode.Authentication, exception.Message),
        GenerationException => new(ExitCode.JobFailed, exception.Message),
        FileNotWrittenException => new(ExitCode.FileNotWritten, exception.Message),
        OperationCanceledException => new(ExitCode.Interrupted, "Interrupted."),
        InterruptedException => new(ExitCode.Interrupted, exception.Message),
        _ => new(
            ExitCode.Unexpected,
            $"Something unexpected happened ({exception.GetType().Name}): {exception.Message} Run again with --verbose for the rest."),
    };
}
