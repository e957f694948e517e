using System.Net;
using System.Text.Json;
using SeedanceGen.Rules;

namespace SeedanceGen.Cli.Tests.Infrastructure;

public class FailureMappingTests
{
    private static readonly VideoGeneration Job = new() { Success = true, RequestId = "req_7", Status = GenerationStatus.Failed };

    private static readonly IReadOnlyList<(SeedanceException Exception, ExitCode Code)> Meanings =
    [
        (new SeedanceValidationException([Violation("duration"), Violation("prompt")]), ExitCode.Usage),
        (new SeedanceConfigurationException("ApiKey", "no key"), ExitCode.Usage),
        (new CreditLimitExceededException(40, 64), ExitCode.Usage),
        (new SeedanceAuthenticationException("rejected", Response(HttpStatusCode.Unauthorized)), ExitCode.Authentication),
        (new SeedanceRateLimitException("slower", Response(HttpStatusCode.TooManyRequests)), ExitCode.RateLimited),
        (new SeedanceApiException("rejected", Response(HttpStatusCode.BadRequest)), ExitCode.Rejected),
        (new SeedanceApiException("down", Response(HttpStatusCode.BadGateway)), ExitCode.Network),
        (new SeedanceConnectionException("gone"), ExitCode.Network),
        (new SubmissionOutcomeUnknownException("who knows"), ExitCode.OutcomeUnknown),
        (new UnusableJobIdException("paid", ".."), ExitCode.JobUnreadable),
        (new GenerationTimeoutException("req_7", TimeSpan.FromMinutes(30), GenerationStatus.Queued), ExitCode.TimedOut),
        (new GenerationUnreadableException(
            "req_7", isAccepted: true, GenerationStatus.Queued, 20, TimeSpan.FromMinutes(4), new SeedanceConnectionException("a page")),
            ExitCode.JobUnreadable),
        (new GenerationFailedException(Job), ExitCode.JobFailed),
        (new GenerationCancelledException(Job), ExitCode.JobFailed),
        (new VideoUnavailableException("no link", Job), ExitCode.JobFailed),
        (new VideoUnavailableException("no link yet", Job with { Status = GenerationStatus.Succeeded }), ExitCode.TimedOut),
        (new VideoUnavailableException(
            "no such scheme",
            Job with { Status = GenerationStatus.Succeeded, Output = new VideoOutput { Url = new Uri("ftp://example.com/a.mp4") } }),
            ExitCode.Network),
    ];

    [Fact]
    public void Every_error_of_the_library_has_its_exit_code()
    {
        foreach (var (exception, code) in Meanings)
            Failure.Of(exception).Code.ShouldBe(code, exception.GetType().Name);
    }

    [Fact]
    public void Every_exception_of_the_library_is_in_this_table()
    {
        var known = typeof(SeedanceException).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(SeedanceException)) && !type.IsAbstract);

        Meanings.Select(meaning => meaning.Exception.GetType()).Distinct().ShouldBe(known, ignoreOrder: true);
    }

    [Fact]
    public void Every_broken_rule_is_a_line() =>
        Failure.Of(Meanings[0].Exception).Lines.Count.ShouldBe(2);

    [Fact]
    public void A_file_that_was_not_written_does_not_count_as_a_failed_job() =>
        Failure.Of(new ToolException(ExitCode.FileNotWritten, "No space.")).Code.ShouldBe(ExitCode.FileNotWritten);

    [Fact]
    public void Every_other_exception_is_unexpected_and_names_verbose()
    {
        var failure = Failure.Of(new JsonException("strange"));

        failure.Code.ShouldBe(ExitCode.Unexpected);
        failure.Lines.ShouldHaveSingleItem().ShouldContain("--verbose");
    }

    private static ApiErrorResponse Response(HttpStatusCode status) => new() { StatusCode = status };

    private static RuleViolation Violation(string field) =>
        new() { Field = field, Value = 1, Rule = "minimum", Accepted = "more", Model = "seedance-2.0" };
}
