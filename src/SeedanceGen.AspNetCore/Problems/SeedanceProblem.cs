using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using SeedanceGen.Texts;

namespace SeedanceGen.AspNetCore.Problems;

/// <summary>What the caller of an application is told of an error of the Seedance client: no address, no key, no text of a proxy.</summary>
/// <remarks>
/// HTTP clients repeat a request after a status of 5xx by themselves, and a repetition may submit, and pay for, a second job. So such a
/// status is given only where that costs nothing: a submission failed and was certainly not charged, or the request only reads. Where a job
/// is charged, or may be, the status is 409 or 422, and the response names the job when it is known.
/// </remarks>
/// <param name="Details">The body of the response.</param>
/// <param name="RetryAfter">How long the caller has to wait; null when that is not known.</param>
internal sealed record SeedanceProblem(ProblemDetails Details, TimeSpan? RetryAfter = null)
{
    private const string JobId = "jobId";
    private const string Code = "code";

    /// <summary>The problem of an error; null when it is not an error of the Seedance client.</summary>
    /// <param name="exception">The error.</param>
    /// <param name="method">The method of the request that ended with it.</param>
    public static SeedanceProblem? Of(Exception exception, string method) => exception switch
    {
        GenerationWaitCanceledException given => new(
            Job(given.RequestId, "The video is not ready yet", "The wait was given up. Ask for the job, and do not submit it again.")),
        OperationCanceledException { InnerException: SubmissionOutcomeUnknownException unknown } => new(Unknown(unknown)),
        SeedanceValidationException rejected => new(Validation(rejected)),
        GenerationTimeoutException late => new(Job(late.RequestId, "The video is not ready yet", "The job goes on. Ask for it later.")),
        GenerationUnreadableException unread => new(
            Job(unread.RequestId, "The state of the video is not known", "The job goes on. Ask for it later.")),
        GenerationFailedException failed => new(Failed(failed)),
        GenerationException ended => new(Job(ended.RequestId, "There is no video", "The job has ended without one.")),
        SubmissionOutcomeUnknownException unknown => new(Unknown(unknown)),
        CreditLimitExceededException => new(
            Describe(StatusCodes.Status503ServiceUnavailable, "No more videos can be paid for", "Nothing was submitted.")),
        SeedanceConfigurationException => new(
            Describe(StatusCodes.Status500InternalServerError, "This application cannot use the video service", "Its log says why.")),
        SeedanceException later when !(later.SubmissionWasNotCharged || HttpMethods.IsGet(method) || HttpMethods.IsHead(method)) => new(
            Describe(
                StatusCodes.Status409Conflict,
                "The video service could not be used",
                "A job may have been submitted before this error. Do not send the request again before that is clear.")),
        SeedanceRateLimitException limited => new(
            Describe(StatusCodes.Status503ServiceUnavailable, "The video service is busy", "Nothing was charged. Try again later."),
            limited.RetryAfter),
        SeedanceAuthenticationException => new(
            Describe(StatusCodes.Status502BadGateway, "The video service rejects this application", "Nothing was charged.")),
        SeedanceApiException rejected => new(Rejected(rejected), rejected.RetryAfter),
        SeedanceConnectionException => new(
            Describe(
                StatusCodes.Status503ServiceUnavailable, "The video service cannot be reached", "Nothing was charged. Try again later.")),
        SeedanceException => new(
            Describe(StatusCodes.Status502BadGateway, "The video service cannot be used", "Nothing was charged.")),
        _ => null,
    };

    private static HttpValidationProblemDetails Validation(SeedanceValidationException rejected) =>
        new(rejected.Violations.GroupBy(violation => violation.Field, StringComparer.Ordinal)
            .ToDictionary(field => field.Key, field => field.Select(violation => violation.Message).ToArray(), StringComparer.Ordinal))
        {
            Status = StatusCodes.Status400BadRequest,
            Title = "The model does not accept the request",
            Detail = "Nothing was submitted.",
        };

    private static ProblemDetails Failed(GenerationFailedException failed)
    {
        var problem = Describe(StatusCodes.Status422UnprocessableEntity, "The video could not be made", "The job has failed.");
        problem.Extensions[JobId] = OutsideText.Label(failed.RequestId);
        if (failed.Generation.ErrorCode is { } code)
            problem.Extensions[Code] = OutsideText.Label(code);
        return problem;
    }

    private static ProblemDetails Unknown(SubmissionOutcomeUnknownException unknown)
    {
        var problem = Describe(
            StatusCodes.Status409Conflict,
            "It is not known whether the video was submitted",
            "A job may have been accepted and charged. Do not send the request again before that is clear.");
        if (unknown.RequestId is { } id)
            problem.Extensions[JobId] = OutsideText.Label(id);
        return problem;
    }

    private static ProblemDetails Rejected(SeedanceApiException rejected)
    {
        var isOfRequest = (int)rejected.StatusCode is StatusCodes.Status400BadRequest or StatusCodes.Status422UnprocessableEntity;
        var problem = isOfRequest
            ? Describe(StatusCodes.Status422UnprocessableEntity, "The video service does not accept the request", "It was rejected.")
            : Describe(StatusCodes.Status502BadGateway, "The video service responded with an error", "Try again later.");
        if (rejected.Code is { } code)
            problem.Extensions[Code] = code;
        return problem;
    }

    private static ProblemDetails Job(string id, string title, string detail)
    {
        var problem = Describe(StatusCodes.Status409Conflict, title, detail);
        problem.Extensions[JobId] = OutsideText.Label(id);
        return problem;
    }

    private static ProblemDetails Describe(int status, string title, string detail) =>
        new() { Status = status, Title = title, Detail = detail };
}
