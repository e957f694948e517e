using System.Text;
using SeedanceGen.Texts;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>What an exception means to the person and to the program that ran the command.</summary>
/// <param name="Code">The exit code of the command.</param>
/// <param name="Lines">What went wrong and what to do next, one line for each problem.</param>
internal sealed record Failure(ExitCode Code, IReadOnlyList<string> Lines)
{
    private const int FirstServerError = 500;

    private Failure(ExitCode code, string line)
        : this(code, [line])
    {
    }

    /// <summary>Maps every exception to its exit code; no other place does.</summary>
    public static Failure Of(Exception exception) => exception switch
    {
        ToolException own => new(own.Code, own.Problems),
        SeedanceValidationException invalid => new(ExitCode.Usage, [.. invalid.Violations.Select(violation => violation.Message)]),
        SeedanceConfigurationException or CreditLimitExceededException => new(ExitCode.Usage, exception.Message),
        SeedanceAuthenticationException => new(
            ExitCode.Authentication,
            $"{exception.Message} 'seedance auth status' shows where the key comes from "
                + $"({SeedanceClientOptions.ApiKeyVariable} or a file)."),
        SeedanceRateLimitException => new(ExitCode.RateLimited, exception.Message),
        SeedanceApiException { StatusCode: var status } when (int)status >= FirstServerError => new(
            ExitCode.Network, $"{exception.Message} Try again later."),
        SeedanceApiException => new(ExitCode.Rejected, exception.Message),
        SeedanceConnectionException => new(ExitCode.Network, exception.Message),
        UnusableJobIdException => new(ExitCode.JobUnreadable, exception.Message),
        SubmissionOutcomeUnknownException => new(ExitCode.OutcomeUnknown, exception.Message),
        GenerationTimeoutException => new(ExitCode.TimedOut, exception.Message),
        GenerationUnreadableException => new(ExitCode.JobUnreadable, exception.Message),
        VideoUnavailableException unavailable when unavailable.Generation.Facts().Status == GenerationStatus.Succeeded => new(
            unavailable.Generation.Facts().Link is null ? ExitCode.TimedOut : ExitCode.Network, exception.Message),
        GenerationException => new(ExitCode.JobFailed, exception.Message),
        OperationCanceledException => new(ExitCode.Interrupted, "Interrupted."),
        _ => new(
            ExitCode.Unexpected,
            $"An unexpected error occurred ({exception.GetType().Name}): {OutsideText.Quote(exception.Message)} "
                + "Run again with --verbose for details."),
    };

    /// <summary>
    /// All that is known of an exception, for <c>--verbose</c>: the response of the service, then the stack trace. Secrets are masked.
    /// </summary>
    public static string DetailsOf(Exception exception)
    {
        var details = new StringBuilder();
        if (ResponseOf(exception) is { } response)
        {
            details.Append("The service responded: ").Append((int)response.StatusCode).Append(' ').Append(response.StatusCode).AppendLine();
            foreach (var (name, value) in response.Headers)
                details.Append(name).Append(": ").AppendLine(value);
            details.AppendLine(response.RawBody);
        }

        return OutsideText.Masked(details.Append(exception).ToString());
    }

    /// <summary>The response that led to an exception; null when none did.</summary>
    private static ApiErrorResponse? ResponseOf(Exception? exception) => exception switch
    {
        null => null,
        SeedanceApiException rejected => rejected.Response,
        SubmissionOutcomeUnknownException { Response: { } response } => response,
        SeedanceConnectionException { Response: { } response } => response,
        _ => ResponseOf(exception.InnerException),
    };
}
